// SPDX-License-Identifier: Apache-2.0
// The staff's menu, where a window has no room for all lines of the navigation: by keys alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { logIn, screen, startBrowser, startServer, until } from './browser.mjs';
import { complaintsOf, wordsOf } from './steps.mjs';

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

test('in a window too low for the navigation its menu is reached by keys, and closes', async () => {
    const context = await browser.newContext({ viewport: { width: 1000, height: 700 },
        locale: 'zh-CN' });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await logIn(context, server, 'planner');
    await page.goto(`${server.url}/planner`);
    await screen(page, 'planner');
    const dialog = page.getByRole('dialog');
    const to = async (name) => {
        await page.getByRole('button', { name, exact: true }).waitFor({ state: 'attached' });
        await until(async () => {
            await page.keyboard.press('Tab');
            return page.evaluate((wanted) =>
                document.activeElement.textContent === wanted, name);
        }, name);
    };
    await to(words('nav.label'));
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'attached' });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await to(words('nav.label'));
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'attached' });
    await to(words('login.logout'));
    await page.keyboard.press('Enter');
    await until(async () => (await context.request.get(`${server.url}/api/v1/me`)).status() === 401,
        'the session to end');
    await screen(page, 'home');
    assert.deepEqual(complaints, []);
    await context.close();
});
