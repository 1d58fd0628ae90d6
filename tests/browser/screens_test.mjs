// SPDX-License-Identifier: Apache-2.0
// Every screen at three sizes, in both languages and both views, kept as pictures. Nothing is drawn
// while nothing happens, and every press has a name and the room of a finger.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { phone, pictures, screen, startBrowser, startServer } from './browser.mjs';

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
const screens = [
    ['home', '/'],
    ['report', '/report/1'],
    ['my', '/my'],
    ['my-report', '/my/01890000-0000-7000-8000-000000000001'],
    ['sent', '/sent/01890000-0000-7000-8000-000000000001'],
    ['lost', '/no/such/page'],
    ['login', '/login'],
    ['worker', '/worker'],
    ['worker-report', null],
    ['planner', '/planner'],
];

async function logIn(context, name) {
    const answer = await context.request.post(`${server.url}/api/v1/login`, {
        data: { name, password: `kongdi-${name}` },
        headers: { 'X-Kongdi-Page': '1' },
    });
    assert.equal(answer.status(), 200);
}

async function firstSpace(context) {
    const answer = await context.request.get(`${server.url}/api/v1/spaces?limit=1`);
    return (await answer.json()).rows[0].id;
}

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
            const page = await context.newPage();
            const complaints = [];
            page.on('pageerror', (error) => complaints.push(String(error)));
            for (const [name, address] of screens) {
                if (name === 'worker') await logIn(context, 'planner');
                const path = address ?? `/worker/${await firstSpace(context)}`;
                await page.goto(server.url + path);
                await screen(page, name);
                await page.waitForTimeout(400);
                const file = `${name}-${width}-${locale.slice(0, 2)}.png`;
                await page.screenshot({ path: join(pictures, file) });
                for (const press of await presses(page)) {
                    assert.ok(press.name, `${name}: something to press has no name`);
                    assert.ok(press.height >= 44, `${name}: ${press.name} is too low`);
                    assert.ok(press.width >= 44, `${name}: ${press.name} is too narrow`);
                }
            }
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
