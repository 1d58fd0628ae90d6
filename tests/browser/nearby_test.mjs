// SPDX-License-Identifier: Apache-2.0
// What residents say of facilities reaches a worker; a household's code leads to the check-up.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { kept, logIn, phone, pictures, quiet, screen, startBrowser, startServer, until }
    from './browser.mjs';
import { consentLabel, wordsOf } from './steps.mjs';

const words = wordsOf('zh');
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

const button = (page, key) => page.getByRole('button', { name: words(key), exact: true });

test('a resident says that a facility is closed, and a worker looks into it', async () => {
    const context = await phone(browser, { viewport: { width: 360, height: 640 } });
    const page = await context.newPage();
    const near = page.waitForResponse((answer) => answer.url().includes('/facilities/near'));
    await page.goto(`${server.url}/nearby`);
    await screen(page, 'nearby');
    const { facilities } = await (await near).json();
    assert.ok(facilities.length > 0, 'the demo city has facilities in its middle');
    await page.getByText(words('nearby.list')).first().waitFor({ state: 'attached' });
    const first = page.getByRole('button', { name: new RegExp(
        facilities.map(({ name }) => `^${name}`).join('|')) }).first();
    await first.waitFor({ state: 'attached' });
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'nearby-360.png') });
    await first.click();
    // The facility has an address of its own, to which a reload comes back.
    await page.waitForURL(/\/nearby\/[0-9a-f-]{36}$/);
    const title = page.getByText(words('nearby.closed_title')).first();
    await title.waitFor({ state: 'attached' });
    await page.reload();
    await title.waitFor({ state: 'attached' });
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'nearby-closed-360.png') });
    await page.getByRole('textbox').fill('上个月就关门了');
    await page.getByRole('checkbox', { name: consentLabel('zh', 'survey') }).check();
    await button(page, 'nearby.send').click();
    await screen(page, 'sent');
    await page.getByRole('heading', { name: words('sent.thanks') })
        .waitFor({ state: 'attached', timeout: 30000 });

    const desk = await browser.newContext({ viewport: { width: 1280, height: 800 },
        locale: 'zh-CN' });
    await logIn(desk, server, 'worker');
    const worker = await desk.newPage();
    await worker.goto(`${server.url}/facilities`);
    await screen(worker, 'facilities');
    await worker.getByText('上个月就关门了').first().waitFor({ state: 'attached' });
    await quiet(worker, 300);
    await worker.screenshot({ path: join(pictures, 'remarks-1280.png') });
    await button(worker, 'remark.settle').first().click();
    await worker.getByText('上个月就关门了').first().waitFor({ state: 'detached' });

    // The resident sees that it was looked into.
    await page.goto(`${server.url}/my`);
    await screen(page, 'my');
    await page.getByRole('button', { name: words('remark.closed') }).first()
        .waitFor({ state: 'attached' });
    await page.locator(`[aria-description*="${words('state.verified')}"]`).first()
        .waitFor({ state: 'attached' });
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'my-remark-360.png') });
    await desk.close();
    await context.close();
});

test('a code of a household leads to the check-up of that household', async () => {
    const desk = await browser.newContext();
    await logIn(desk, server, 'worker');
    const { waves } = await (await desk.request.get(`${server.url}/api/v1/waves`)).json();
    const wave = waves.find((one) => one.state === 'open');
    const { communities } = await (await desk.request.get(
        `${server.url}/api/v1/waves/${wave.id}/progress`)).json();
    const community = communities[0].community;
    const sheet = await desk.request.post(`${server.url}/api/v1/waves/${wave.id}/sheets`, {
        data: { community, buildings: [{ name: '3 幢', households: 1 }] },
        headers: { 'X-Kongdi-Page': '1' },
    });
    assert.equal(sheet.status(), 201);
    const printed = execFileSync('pdftotext', ['-', '-'], { input: await sheet.body() });
    const [code] = String(printed).match(/[0-9A-Z]{4} [0-9A-Z]{4} [0-9A-Z]{4}/) ?? [];
    assert.ok(code, 'a code is printed');

    const context = await phone(browser, { viewport: { width: 360, height: 640 } });
    const page = await context.newPage();
    await page.goto(`${server.url}/w/${code.replaceAll(' ', '')}`);
    await screen(page, 'rate');
    await page.getByText('3 幢').first().waitFor({ state: 'attached' });
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'seat-360.png') });
    await page.getByRole('radio', { name: '用过', exact: true }).click();
    await page.getByRole('radio', { name: '6–10 分钟', exact: true }).click();
    await until(async () => (await kept(page, 'drafts')).some((text) =>
        /"seat":"[0-9a-f]{64}"/.test(text)), 'the seat in the draft');
    const [draft] = (await kept(page, 'drafts')).map((text) => JSON.parse(text));
    assert.equal(draft.community, community);
    await desk.close();
    await context.close();
});
