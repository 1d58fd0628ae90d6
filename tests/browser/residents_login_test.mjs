// SPDX-License-Identifier: Apache-2.0
// The resident's log-in of the demo city brings the device's pseudonym, and with it the reports.
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

test('the demo resident sees what became of their reports, and can withdraw one', async () => {
    const context = await phone(browser);
    const page = await context.newPage();
    await page.goto(`${server.url}/login`);
    await screen(page, 'login');
    await page.getByRole('textbox', { name: '用户名' }).fill('resident');
    await page.getByLabel('密码').fill('kongdi-resident');
    await page.getByRole('button', { name: '登录' }).tap();
    await screen(page, 'my');
    const checked = page.locator('[aria-description*="已核实"]');
    await checked.first().waitFor({ state: 'attached' });
    await page.screenshot({ path: join(pictures, 'resident-my.png') });
    const before = await checked.count();
    await checked.first().tap();
    await screen(page, 'my-report');
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(pictures, 'resident-report.png') });
    await page.getByRole('button', { name: '撤回这份报告' }).tap();
    await page.getByRole('dialog').waitFor({ state: 'attached' });
    await page.screenshot({ path: join(pictures, 'resident-withdraw.png') });
    await page.getByRole('button', { name: '撤回', exact: true }).tap();
    await page.getByText('已撤回').first().waitFor({ state: 'attached' });
    await page.goto(`${server.url}/my`);
    await screen(page, 'my');
    await page.locator('[aria-description*="已撤回"]').first().waitFor({ state: 'attached' });
    assert.equal(await checked.count(), before - 1);
    await context.close();
});
