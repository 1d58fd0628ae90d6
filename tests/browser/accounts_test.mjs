// SPDX-License-Identifier: Apache-2.0
// An administrator invites somebody, who sets a password and a second factor and comes in by it.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { logIn, pictures, screen, startBrowser, startServer } from './browser.mjs';
import { complaintsOf, wordsOf } from './steps.mjs';

const words = wordsOf('zh');
const phone = { viewport: { width: 360, height: 640 }, locale: 'zh-CN', hasTouch: true };
const kPassword = '车棚 空了 两年 多了';

let server;
let browser;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

/** What an authenticator app shows (RFC 6238), so many steps of 30 s from now. */
function codeOf(secret, off = 0) {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...secret.replaceAll(' ', '')]
        .map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000) + off));
    const mac = createHmac('sha1', key).update(counter).digest();
    const number = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
    return String(number % 1000000).padStart(6, '0');
}

// Groups are named, too.
const field = (page, key) =>
    page.getByLabel(words(key), { exact: true }).and(page.locator('input'));
const button = (page, key) => page.getByRole('button', { name: words(key), exact: true });

async function invite(page) {
    await page.goto(`${server.url}/accounts`);
    await screen(page, 'accounts');
    await button(page, 'accounts.add').click();
    await screen(page, 'account-form');
    await field(page, 'account.shown_name').fill('林凌');
    await field(page, 'account.name').fill('ling');
    await page.getByRole('combobox', { name: words('account.areas') }).selectOption({ index: 3 });
    await page.screenshot({ path: join(pictures, 'account-form.png') });
    await button(page, 'account.invite').click();
    await screen(page, 'account');
    const link = await field(page, 'account.address').inputValue();
    await page.screenshot({ path: join(pictures, 'account-link.png') });
    assert.match(link, /\/invite\/[0-9a-f]{64}$/);
    return link;
}

test('whoever is invited comes in by a password and a code', async () => {
    const desk = await browser.newContext({ ...phone, viewport: { width: 1280, height: 800 } });
    await logIn(desk, server, 'administrator');
    const link = await invite(await desk.newPage());

    const own = await browser.newContext(phone);
    const page = await own.newPage();
    const complaints = complaintsOf(page);
    await page.goto(link);
    await screen(page, 'invited');
    await field(page, 'secret.new').fill('password123');
    await field(page, 'secret.new_again').fill('password123');
    await button(page, 'invited.set').click();
    await page.getByText(words('secret.common')).first().waitFor({ state: 'attached' });
    await field(page, 'secret.new').fill(kPassword);
    await field(page, 'secret.new_again').fill(kPassword);
    await page.screenshot({ path: join(pictures, 'invited.png') });
    await button(page, 'invited.set').click();
    await screen(page, 'worker');

    await page.goto(`${server.url}/me`);
    await screen(page, 'own-account');
    await button(page, 'second.set_up').click();
    await field(page, 'login.password').fill(kPassword);
    await button(page, 'second.begin').click();
    const shown = page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
    await shown.waitFor({ state: 'attached' });
    const secret = await shown.textContent();
    await page.screenshot({ path: join(pictures, 'second-factor.png') });
    await field(page, 'secret.code_label').fill(codeOf(secret));
    await button(page, 'second.confirm').click();
    await page.getByText(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/).first().waitFor({ state: 'attached' });
    await page.screenshot({ path: join(pictures, 'recovery-codes.png') });

    const other = await (await browser.newContext(phone)).newPage();
    await other.goto(`${server.url}/login`);
    await screen(other, 'login');
    await field(other, 'login.name').fill('ling');
    await field(other, 'login.password').fill(kPassword);
    await button(other, 'login.submit').click();
    await screen(other, 'login-step');
    await field(other, 'secret.code_label').fill('000000');
    await button(other, 'login.submit').click();
    await other.getByText(words('secret.code')).first().waitFor({ state: 'attached' });
    await other.screenshot({ path: join(pictures, 'login-step.png') });
    // The one that set it up is used, so the next.
    await field(other, 'secret.code_label').fill(codeOf(secret, 1));
    await button(other, 'login.submit').click();
    await screen(other, 'worker');
    assert.deepEqual(complaints.filter((one) => !one.includes('422')), []);

    // The link is worth nothing any more.
    const late = await (await browser.newContext(phone)).newPage();
    await late.goto(link);
    await late.getByText(words('invited.over')).first().waitFor({ state: 'attached' });
});
