// SPDX-License-Identifier: Apache-2.0
// A planner makes a token for a program, which reads by it until it is ended; an administrator
// finds in the log who was shown what.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { logIn, pictures, quiet, screen, startBrowser, startServer } from './browser.mjs';
import { complaintsOf, wordsOf } from './steps.mjs';

const words = wordsOf('zh');
const phone = { viewport: { width: 360, height: 640 }, locale: 'zh-CN', hasTouch: true };
const wide = { viewport: { width: 1280, height: 800 }, locale: 'zh-CN' };

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

const field = (page, key) =>
    page.getByLabel(words(key), { exact: true }).and(page.locator('input'));
const button = (page, key) => page.getByRole('button', { name: words(key), exact: true });
const reports = (secret) => fetch(`${server.url}/export/reports.csv`,
    { headers: { Authorization: `Bearer ${secret}` } });

async function makeToken(page) {
    await page.goto(`${server.url}/me`);
    await screen(page, 'own-account');
    await button(page, 'tokens.page').click();
    await screen(page, 'tokens');
    await field(page, 'tokens.name').fill('QGIS');
    await button(page, 'tokens.add').click();
    const made = field(page, 'tokens.made');
    await made.waitFor({ state: 'attached' });
    await quiet(page);
    await page.screenshot({ path: join(pictures, 'token-made.png') });
    return made.inputValue();
}

test('a program reads by a token until it is ended, and the log of reads says so', async () => {
    const own = await browser.newContext(phone);
    await logIn(own, server, 'planner');
    const page = await own.newPage();
    const complaints = complaintsOf(page);
    const secret = await makeToken(page);
    assert.match(secret, /^kongdi_/);
    assert.equal((await reports(secret)).status, 200);

    await page.reload();
    await screen(page, 'tokens');
    assert.equal(await field(page, 'tokens.made').count(), 0, 'it is told once');
    await button(page, 'tokens.end').first().click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor({ state: 'attached' });
    await quiet(page);
    await page.screenshot({ path: join(pictures, 'token-end.png') });
    await dialog.getByRole('button', { name: words('tokens.end'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.equal((await reports(secret)).status, 401);
    assert.deepEqual(complaints, []);

    const desk = await browser.newContext(wide);
    await logIn(desk, server, 'administrator');
    const log = await desk.newPage();
    await log.goto(`${server.url}/accounts`);
    await screen(log, 'accounts');
    await button(log, 'reads.page').click();
    await screen(log, 'reads');
    await field(log, 'reads.account').fill('planner');
    await button(log, 'reads.show').click();
    await log.getByText(words('reads.what.download')).first().waitFor({ state: 'attached' });
    await quiet(log);
    await log.screenshot({ path: join(pictures, 'reads.png') });
    await log.setViewportSize(phone.viewport);
    await log.getByText(words('reads.what.download')).first().waitFor({ state: 'attached' });
    await quiet(log);
    await log.screenshot({ path: join(pictures, 'reads-phone.png') });
    await own.close();
    await desk.close();
});
