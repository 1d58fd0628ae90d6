// SPDX-License-Identifier: Apache-2.0
// Every screen at three sizes, in both languages and both views, kept as pictures. Nothing is drawn
// while nothing happens, and every press has a name and the room of a finger.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
    logIn, phone, pictures, quiet, screen, startBrowser, startServer, visitEvery,
} from './browser.mjs';

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

const sizes = [[360, 640], [390, 844], [1280, 800]];
/** What a finger could press: its name and size. */
function presses(page) {
    return page.evaluate(() =>
        [...document.querySelectorAll('button, a[href], input, select, textarea, [role="button"]')]
            .filter((element) => element.type !== 'file')
            .filter((element) => element.getBoundingClientRect().width > 0)
            .map((element) => ({
                name: element.getAttribute('aria-label') || element.textContent || element.id,
                width: element.getBoundingClientRect().width,
                height: element.getBoundingClientRect().height,
            })));
}

for (const [width, height] of sizes) {
    for (const locale of ['zh-CN', 'en-GB']) {
        test(`each screen is drawn at ${width}x${height} in ${locale}`, async () => {
            const context = await phone(browser, { viewport: { width, height }, locale });
            const complaints = [];
            context.on('weberror', (error) => complaints.push(String(error.error())));
            await visitEvery(context, server, {}, async (page, path) => {
                const name = path === '/' ? 'home' : path.slice(1).replaceAll('/', '-');
                await page.screenshot(
                    { path: join(pictures, `${name}-${width}-${locale.slice(0, 2)}.png`) });
                for (const press of await presses(page)) {
                    assert.ok(press.name, `${name}: something to press has no name`);
                    assert.ok(press.height >= 48, `${name}: ${press.name} is too low`);
                    assert.ok(press.width >= 48, `${name}: ${press.name} is too narrow`);
                }
            });
            assert.deepEqual(complaints, []);
            await context.close();
        });
    }
}

test('the elder view is drawn on a small phone', async () => {
    const context = await phone(browser, { viewport: { width: 360, height: 640 } });
    const page = await context.newPage();
    await page.goto(server.url);
    await screen(page, 'home');
    await page.getByRole('button', { name: '长辈版' }).tap();
    await page.getByRole('button', { name: '普通版' }).waitFor();
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(pictures, 'elder-home.png') });
    for (let step = 1; step <= 4; ++step) {
        await page.goto(`${server.url}/report/${step}`);
        await screen(page, 'report');
        await page.waitForTimeout(300);
        await page.screenshot({ path: join(pictures, `elder-report-${step}.png`) });
    }
    await context.close();
});

test('nothing is drawn while nothing happens', async () => {
    const context = await phone(browser);
    const page = await context.newPage();
    await page.goto(server.url);
    await screen(page, 'home');
    await page.waitForTimeout(2500);
    const before = await page.evaluate(() => window.__kongdi.frames);
    assert.ok(before > 0);
    await page.waitForTimeout(5000);
    assert.equal(await page.evaluate(() => window.__kongdi.frames), before);
    await context.close();
});

test('a page that was opened without a key shows no ring around its heading', async () => {
    const context = await phone(browser);
    await logIn(context, server, 'planner');
    const page = await context.newPage();
    await page.goto(`${server.url}/planner`);
    await screen(page, 'planner');
    await page.waitForFunction(() => document.activeElement?.localName === 'h1');
    await quiet(page);
    const clip = { x: 0, y: 0, width: 390, height: 56 };
    const standing = await page.screenshot({ clip });
    await page.evaluate(() => document.activeElement.blur());
    await quiet(page);
    assert.deepEqual(await page.screenshot({ clip }), standing);
    await context.close();
});
