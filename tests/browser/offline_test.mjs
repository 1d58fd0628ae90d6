// SPDX-License-Identifier: Apache-2.0
// The page starts without a network, keeps a draft over closing it, and a refused fix is no end.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { phone, screen, startBrowser, startServer } from './browser.mjs';

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

async function installed(page) {
    await page.goto(server.url);
    await screen(page, 'home');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

test('a report is made and kept with no network at all, and sent once there is one', async () => {
    const context = await phone(browser);
    let page = await context.newPage();
    await installed(page);
    await context.setOffline(true);
    await page.reload();
    await screen(page, 'home');
    await page.getByRole('button', { name: '拍一处闲置空间' }).tap();
    await screen(page, 'report');
    await page.getByRole('button', { name: '先不拍，下一步' }).tap();

    // By hand, since the fix is refused.
    await page.getByRole('button', { name: '用手机定位' }).last().tap();
    await page.getByText('没有允许定位', { exact: false }).first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: '就是这里' }).tap();
    await page.getByText('这一项还没有填').first().waitFor({ state: 'attached' });
    const map = page.getByRole('application').or(page.locator('[aria-label^="地图"]')).first();
    await map.focus();
    for (let i = 0; i < 3; ++i) await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: '就是这里' }).tap();
    await page.getByRole('radio', { name: '边角地' }).or(page.getByRole('button', { name: '边角地' }))
        .first().tap();
    await page.getByRole('button', { name: '下一步' }).tap();
    await page.getByRole('textbox', { name: '还想说点什么' }).fill('墙边的空地');
    await page.getByRole('button', { name: '下一步' }).tap();

    // Closed in the middle, with no network; opened again.
    await page.getByRole('checkbox', { name: '我已满 14 周岁，同意保存我填的内容' }).waitFor();
    await page.waitForTimeout(1000);
    await page.close();
    page = await context.newPage();
    await page.goto(server.url);
    await screen(page, 'home');
    await page.getByRole('button', { name: '拍一处闲置空间' }).tap();
    await page.getByRole('checkbox', { name: '我已满 14 周岁，同意保存我填的内容' }).tap();
    await page.getByRole('button', { name: '下一步' }).tap();
    await page.getByText('墙边的空地').first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: '发送' }).tap();
    await screen(page, 'sent');

    await page.close();
    await context.setOffline(false);
    page = await context.newPage();
    await page.goto(server.url);
    await page.getByText('全部已送达').first().waitFor({ state: 'attached', timeout: 20000 });
    await page.getByRole('button', { name: /我报告过的/ }).tap();
    const received = page.locator('[aria-description*="已收到"]').first();
    await received.waitFor({ state: 'attached', timeout: 20000 });
    assert.equal(await page.locator('[aria-description*="已收到"]').count(), 1);
    await context.close();
});
