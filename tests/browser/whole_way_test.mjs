// SPDX-License-Identifier: Apache-2.0
// A resident reports on a phone, offline for the sending; a worker checks; a planner downloads.
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

const words = '楼下的车棚空了两年，想改成老年食堂。';

/** As an input method does it: letters first, one candidate dropped, then the words taken. */
async function typeWithInputMethod(context, page) {
    const keyboard = await context.newCDPSession(page);
    const compose = (text) =>
        keyboard.send('Input.imeSetComposition', {
            text,
            selectionStart: text.length,
            selectionEnd: text.length,
        });
    await compose("lou'xia");
    await compose('楼夏');
    await keyboard.send('Input.insertText', { text: '楼下的车棚空了两年，' });
    await compose("xiang'gai");
    await compose('');
    await compose("xiang'gai'cheng");
    await keyboard.send('Input.insertText', { text: '想改成老年食堂。' });
}

/** A small picture, made by the browser itself. */
async function photo(page) {
    const url = await page.evaluate(() => {
        const canvas = document.createElement('canvas');
        canvas.width = 640;
        canvas.height = 480;
        const paint = canvas.getContext('2d');
        paint.fillStyle = '#7a8';
        paint.fillRect(0, 0, 640, 480);
        paint.fillStyle = '#345';
        paint.fillRect(80, 200, 300, 180);
        return canvas.toDataURL('image/jpeg', 0.9);
    });
    return Buffer.from(url.split(',')[1], 'base64');
}

test('a report goes from a phone to the planner, and comes back as checked', async () => {
    const city = await (await fetch(`${server.url}/api/v1/city`)).json();
    const [west, south, east, north] = city.box;
    const context = await phone(browser, {
        permissions: ['geolocation'],
        geolocation: { longitude: (west + east) / 2, latitude: (south + north) / 2, accuracy: 18 },
    });
    const page = await context.newPage();
    const shot = (name) => page.screenshot({ path: join(pictures, `way-${name}.png`) });
    await page.goto(server.url);
    await screen(page, 'home');
    await shot('1-home');
    await page.getByRole('button', { name: '拍一处闲置空间' }).tap();
    await screen(page, 'report');

    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: '拍照或选一张照片' }).tap();
    const file = { name: 'p.jpg', mimeType: 'image/jpeg', buffer: await photo(page) };
    await (await chooser).setFiles(file);
    await page.getByRole('button', { name: '去掉这张' }).waitFor();
    await shot('2-photo');
    await page.getByRole('button', { name: '下一步' }).tap();

    await page.getByRole('button', { name: '用手机定位' }).last().tap();
    await page.getByText('定位精度约 18 米', { exact: false }).waitFor({ state: 'attached' });
    await shot('3-place');
    await page.getByRole('button', { name: '就是这里' }).tap();

    await page.getByRole('radio', { name: '车棚' }).or(page.getByRole('button', { name: '车棚' }))
        .first().tap();
    await shot('4-type');
    await page.getByRole('button', { name: '下一步' }).tap();

    await page.getByRole('textbox', { name: '还想说点什么' }).tap();
    await typeWithInputMethod(context, page);
    await shot('5-details');
    await page.getByRole('button', { name: '下一步' }).tap();

    for (const name of ['我已满 14 周岁，同意保存我填的内容', '同意保存我的照片', '同意保存手机定位']) {
        const box = page.getByRole('checkbox', { name });
        assert.equal(await box.isChecked(), false, 'consent is unticked at first');
        await box.tap();
    }
    await shot('6-consent');
    await page.getByRole('button', { name: '下一步' }).tap();
    await page.getByRole('button', { name: '发送' }).waitFor();
    await shot('7-check');

    await context.setOffline(true);
    await page.getByRole('button', { name: '发送' }).tap();
    await screen(page, 'sent');
    await page.getByRole('heading', { name: '已存好' }).waitFor({ state: 'attached' });
    await shot('8-waiting');
    await context.setOffline(false);
    await page.getByRole('heading', { name: '收到了' }).waitFor({ state: 'attached', timeout: 20000 });
    await page.waitForTimeout(1000);
    await shot('9-receipt');
    await page.getByRole('button', { name: '回到首页' }).tap();
    await page.getByText('全部已送达').first().waitFor({ state: 'attached', timeout: 20000 });

    // The worker.
    const desk = await phone(browser);
    const worker = await desk.newPage();
    await worker.goto(`${server.url}/worker`);
    await worker.getByRole('textbox', { name: '用户名' }).fill('worker');
    await worker.getByLabel('密码').fill('kongdi-worker');
    await worker.getByRole('button', { name: '登录' }).tap();
    await screen(worker, 'worker');
    const find = worker.getByRole('searchbox', { name: '查找' });
    await find.or(worker.getByRole('textbox', { name: '查找' })).first().fill('想改成老年食堂');
    await worker.getByText('共 1 处').first().waitFor({ state: 'attached' });
    await worker.getByRole('button', { name: /车棚/ }).first().tap();
    await screen(worker, 'worker-report');
    await worker.getByRole('button', { name: '记下现场核实' }).tap();
    await screen(worker, 'site-check');
    await worker.getByRole('radio', { name: /闲置，可以用/ }).tap();
    await worker.getByRole('textbox', { name: '量得的面积' }).fill('84.5');
    await worker.getByRole('button', { name: '记下核实结果' }).tap();
    await screen(worker, 'worker-report');
    await worker.getByText('量得 84.5 m²').first().waitFor({ state: 'attached' });
    await worker.screenshot({ path: join(pictures, 'way-10-worker.png') });

    // The resident sees it.
    await page.getByRole('button', { name: /我报告过的/ }).tap();
    await screen(page, 'my');
    const checked = page.locator('[aria-description*="已核实"]').first();
    await checked.waitFor({ state: 'attached', timeout: 10000 });
    await shot('11-my');

    // The planner.
    const office = await browser.newContext({
        viewport: { width: 1280, height: 800 },
        locale: 'zh-CN',
    });
    const planner = await office.newPage();
    await planner.goto(`${server.url}/planner`);
    await planner.getByRole('textbox', { name: '用户名' }).fill('planner');
    await planner.getByLabel('密码').fill('kongdi-planner');
    await planner.getByRole('button', { name: '登录' }).click();
    await screen(planner, 'planner');
    await planner.getByRole('button', { name: '下载 CSV' }).waitFor();
    await planner.waitForTimeout(500);
    await planner.screenshot({ path: join(pictures, 'way-12-planner.png') });
    const csv = await planner.evaluate(async () => {
        const answer = await fetch('/export/spaces.csv');
        return Array.from(new Uint8Array(await answer.arrayBuffer()));
    });
    const text = Buffer.from(csv).toString('utf8');
    assert.equal(text.charCodeAt(0), 0xfeff, 'Excel reads UTF-8 by its mark');
    const rows = text.split('\r\n').filter((row) => row.includes(words));
    assert.equal(rows.length, 1, 'exactly once');
    assert.match(rows[0], /verified/);
    await context.close();
    await desk.close();
    await office.close();
});
