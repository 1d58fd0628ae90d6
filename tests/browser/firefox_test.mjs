// SPDX-License-Identifier: Apache-2.0
// The whole way in a second engine: Debian's firefox-esr, driven over WebDriver BiDi.
//
// What Firefox cannot do here, and what is not looked at therefore:
//  * BiDi has no throttling, no crash on demand and no heap figures: those goals are measured in
//    Chromium.
//  * It does not press with a finger in headless mode; presses are clicks, as of a mouse.
//  * Without a display it finds no driver for WebGL (neither with webgl.force-enabled nor with
//    EGL_PLATFORM=surfaceless): Xvfb gives it one, and Mesa draws in software.
//  * The composition of an input method cannot be played to it: text comes by keys.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import puppeteer from 'puppeteer-core';
import { pictures, startServer, until } from './browser.mjs';
import { watchTab } from './watch.mjs';

let server;
let browser;
let folder;
let display;

/** A display of our own, and its name. */
async function startDisplay() {
    display = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'],
        { stdio: ['ignore', 'pipe', 'ignore'] });
    return new Promise((resolve, reject) => {
        display.on('error', reject);
        display.on('exit', () => reject(new Error('Xvfb ended')));
        display.stdout.once('data', (name) => resolve(`:${String(name).trim()}`));
    });
}

before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kongdi-firefox-'));
    server = await startServer();
    const DISPLAY = await startDisplay();
    browser = await puppeteer.launch({
        browser: 'firefox',
        protocol: 'webDriverBiDi',
        executablePath: '/usr/bin/firefox-esr',
        headless: true,
        env: { ...process.env, DISPLAY, LIBGL_ALWAYS_SOFTWARE: '1' },
        extraPrefsFirefox: {
            'webgl.force-enabled': true,
            'intl.accept_languages': 'zh-CN, zh',
        },
    });
});
after(async () => {
    await browser?.close();
    await server?.stop();
    display?.removeAllListeners('exit');
    display?.kill();
    rmSync(folder, { recursive: true, force: true });
});

const name = `
    const nameOf = (one) => one.getAttribute('aria-label') ?? one.textContent;
`;

const shows = (page, screen) => until(() => page.evaluate((wanted) =>
    document.documentElement.dataset.screen === wanted, screen), screen);

/** The element that bears these words, found as a screen reader would: by its role's elements. */
async function named(page, words, kinds = 'button, input, [role=application]') {
    let found;
    await until(async () => {
        const handle = await page.evaluateHandle(`(() => {
            ${name}
            return [...document.querySelectorAll('#mirror :is(${kinds})')].find((one) =>
                !one.disabled && nameOf(one).includes(${JSON.stringify(words)})) ?? null;
        })()`);
        found = handle.asElement();
        return found !== null;
    }, words);
    return found;
}

const press = async (page, words) => (await named(page, words)).click();
const reads = (page, words) => until(() => page.evaluate((wanted) => window.__kongdi.tree()
    .some((node) => `${node.n} ${node.d}`.includes(wanted)), words), words);

test('a report goes from Firefox to its receipt and is seen among my reports', async () => {
    const page = await watchTab(await browser.newPage());
    await page.setViewport({ width: 390, height: 844 });
    await page.goto(server.url);
    const webgl = await page.evaluate(() =>
        !!document.createElement('canvas').getContext('webgl2'));
    assert.ok(webgl, 'Firefox has WebGL 2 in software');
    await shows(page, 'home');
    await page.screenshot({ path: join(pictures, 'firefox-1-home.png') });
    await press(page, '拍一处闲置空间');

    const photo = await page.evaluate(() => {
        const canvas = document.createElement('canvas');
        canvas.width = 800;
        canvas.height = 600;
        const paint = canvas.getContext('2d');
        paint.fillStyle = '#7a8';
        paint.fillRect(0, 0, 800, 600);
        paint.fillStyle = '#345';
        paint.fillRect(80, 200, 300, 180);
        return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
    });
    const file = join(folder, 'p.jpg');
    writeFileSync(file, Buffer.from(photo, 'base64'));
    await named(page, '拍照或选一张照片');
    await (await page.$('#photo-input')).uploadFile(file);
    await named(page, '去掉这张');
    await page.screenshot({ path: join(pictures, 'firefox-2-photo.png') });
    await press(page, '下一步');

    const map = await named(page, '', '[role=application]');
    await map.focus();
    for (let i = 0; i < 3; ++i) await page.keyboard.press('ArrowRight');
    await page.screenshot({ path: join(pictures, 'firefox-3-map.png') });
    await press(page, '就是这里');
    await press(page, '边角地');
    await press(page, '下一步');
    const field = await named(page, '还想说点什么', 'textarea');
    await field.click();
    await page.keyboard.type('墙边的空地，火狐写的');
    await until(() => page.evaluate(() => window.__kongdi.tree()
        .some((node) => node.v === '墙边的空地，火狐写的')), 'the words to be taken over');
    await press(page, '下一步');
    await press(page, '我已满 14 周岁，同意保存我填的内容');
    await press(page, '同意保存我的照片');
    await press(page, '下一步');
    await reads(page, '墙边的空地，火狐写的');
    await press(page, '发送');
    await shows(page, 'sent');
    await reads(page, '收到了');
    await page.screenshot({ path: join(pictures, 'firefox-4-receipt.png') });
    await press(page, '回到首页');
    await shows(page, 'home');
    await reads(page, '全部已送达');
    await press(page, '我报告过的');
    await shows(page, 'my');
    await reads(page, '已收到');
    await page.screenshot({ path: join(pictures, 'firefox-5-my.png') });

    // What was drawn is a picture, not an empty canvas.
    const shot = await page.screenshot({ encoding: 'base64' });
    const colours = await page.evaluate(async (png) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const copy = document.createElement('canvas');
        copy.width = image.width;
        copy.height = image.height;
        const paint = copy.getContext('2d');
        paint.drawImage(image, 0, 0);
        const { data } = paint.getImageData(0, 0, copy.width, copy.height);
        const seen = new Set();
        for (let at = 0; at < data.length; at += 4)
            seen.add((data[at] << 16) | (data[at + 1] << 8) | data[at + 2]);
        return seen.size;
    }, shot);
    console.log(`Firefox ${await browser.version()}: ${colours} colours on the canvas`);
    assert.ok(colours > 50, 'letters and lines were drawn');
});
