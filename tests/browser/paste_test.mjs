// SPDX-License-Identifier: Apache-2.0
// Bad input and bad luck: what no keyboard types, more than fits, another tab, a tiny window.
// Nothing throws, and nothing that was typed is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { phone, screen, startBrowser, startServer } from './browser.mjs';
import {
    agreement, complaintsOf, drawn, onward, questionLabel, walkReportTo, wordsOf,
} from './steps.mjs';

const kMost = 500; // of the description, in code points
const text = wordsOf('zh');

let server;
let browser;
let context;
let page;
let complaints;
let description;
let number;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
    context = await phone(browser, { deviceScaleFactor: 1,
        permissions: ['clipboard-read', 'clipboard-write'] });
    page = await context.newPage();
    complaints = complaintsOf(page);
    description = page.getByRole('textbox', { name: questionLabel('zh', 'description') });
    number = page.getByRole('textbox', { name: questionLabel('zh', 'floor_area') });
    await walkReportTo(page, server.url, 'zh', description);
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

const points = (value) => [...value].length;
const full = text('field.full', { count: kMost });

/** Both what is shown and what the program holds, once they agree. */
async function value(field) {
    const { shown, held } = await agreement(field);
    assert.equal(held, shown, 'the program holds what is shown');
    return shown;
}

async function startWith(words, caret = words.length) {
    await description.fill(words);
    await description.focus();
    await description.evaluate((element, at) => element.setSelectionRange(at, at), caret);
    assert.equal(await value(description), words);
}

async function paste(words) {
    await page.evaluate((given) => navigator.clipboard.writeText(given), words);
    await page.keyboard.press('Control+V');
}

/** As a keyboard does it that asks nobody before. */
const insert = (words) =>
    page.evaluate((given) => void document.execCommand('insertText', false, given), words);

const isFull = () => page.getByRole('status').filter({ hasText: full })
    .waitFor({ state: 'attached' });

test('halves of letters and control letters do not get in, and the rest does', async () => {
    const bad = 'a\u0000b\u0007c\td\u0085e\u009ff\ud800g\udc00h\u007fi\r\nj';
    for (const give of [paste, insert]) {
        await startWith('前后', 1);
        await give(bad);
        await page.waitForFunction(() => document.activeElement.value.includes('j'));
        const now = await value(description);
        assert.ok(now.isWellFormed());
        assert.doesNotMatch(now, /[\0-\x09\x0b-\x1f\x7f-\x9f]/);
        // Some clipboards end a text at its first NUL or drop it; all others keep every letter.
        assert.equal(now.replace(/[\ufffd\s]/g, ''), '前abcdefghij后', give.name);
    }
});

test('a paste of one megabyte is cut where it was put in, soon, and the page says so', async () => {
    await startWith('前后', 1);
    const start = Date.now();
    await paste('空'.repeat(350_000));
    await isFull();
    const now = await value(description);
    const ms = Date.now() - start;
    assert.equal(points(now), kMost);
    assert.ok(now.startsWith('前空') && now.endsWith('空后'), 'what stood there stands there still');
    assert.ok(ms < 5000, `${ms} ms`);
    await page.keyboard.press('Control+Z');
    assert.equal(await value(description), '前后', 'and it can be undone');
});

test('the limit counts code points, and never halves a joined letter', async () => {
    const family = '👨‍👩‍👧‍👦'; // seven code points
    await startWith('😀'.repeat(kMost - 5));
    await paste(family);
    assert.equal(await value(description), '😀'.repeat(kMost - 5));
    await paste('𠮷'.repeat(20));
    assert.equal(await value(description), '😀'.repeat(kMost - 5) + '𠮷'.repeat(5));
    await isFull();
});

test('typing into a full field changes nothing', async () => {
    const words = `${'字'.repeat(kMost - 1)}尾`;
    await startWith(words, 10);
    await page.keyboard.type('abc');
    await page.keyboard.press('Enter');
    assert.equal(await value(description), words);
    await page.keyboard.press('Backspace');
    await page.keyboard.type('好x');
    assert.equal(await value(description), `${'字'.repeat(9)}好${words.slice(10)}`);
});

test('composing in a full field is left alone, and what is over goes afterwards', async () => {
    const words = `${'字'.repeat(kMost - 2)}尾`;
    const cdp = await context.newCDPSession(page);
    await startWith(words, 3);
    const compose = (part) => cdp.send('Input.imeSetComposition',
        { text: part, selectionStart: part.length, selectionEnd: part.length });
    await compose("che'peng");
    assert.equal(await value(description), `字字字che'peng${words.slice(3)}`);
    await compose('车棚很');
    await cdp.send('Input.insertText', { text: '车棚很' });
    await page.waitForFunction((most) => [...document.activeElement.value].length === most, kMost);
    assert.equal(await value(description), `字字字车${words.slice(3)}`);
    await isFull();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Backspace');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.type('棚');
    assert.equal(await value(description), `字字字棚车${words.slice(4)}`, 'the caret stood there');
});

test('writing from right to left, joined and combined letters stay as typed', async () => {
    const words = 'שלום עולם \u202bمرحبا\u202c e\u0301\u0323 ก็ ❤️‍🔥 🇨🇳 Ω̴̛';
    await startWith('');
    await paste(words);
    assert.equal(await value(description), words);
});

test('a number is read as people write it, and what is none stays to be mended', async () => {
    const typed = async (words) => {
        await number.fill('');
        await number.focus();
        await page.keyboard.type(words);
        const during = await value(number);
        await number.evaluate((element) => element.blur());
        await drawn(page); // what was typed is read in the next frame
        return [during, await value(number)];
    };
    assert.deepEqual(await typed('60.5'), ['60.5', '60.5']);
    assert.deepEqual(await typed('60.'), ['60.', '60']);
    await number.fill('');
    await number.focus();
    await paste('６０．５');
    assert.equal(await value(number), '６０．５');
    await number.evaluate((element) => element.blur());
    await page.waitForFunction((name) => [...document.querySelectorAll('input')]
        .some((one) => one.ariaLabel === name && one.value === '60.5'),
    questionLabel('zh', 'floor_area'));
    assert.deepEqual(await typed('大概60'), ['大概60', '大概60']);
    assert.deepEqual(await typed('12345678901234567'), ['123456789012', '123456789012']);
    await typed('sixty');
    await onward(page, 'zh').click();
    await page.getByRole('alert').first().waitFor({ state: 'attached' });
    assert.equal(await value(number), 'sixty');
    await number.fill('');
});

test('another tab, a tiny window and 500 % take away nothing that was typed', async () => {
    const words = '打了一半的字';
    await startWith(words);
    await page.evaluate(() => {
        window.dispatchEvent(new StorageEvent('storage',
            { key: 'kongdi', oldValue: '1', newValue: '{"broken', storageArea: localStorage }));
        const channel = new BroadcastChannel('kongdi');
        for (const message of ['changed', null, { nonsense: true }]) channel.postMessage(message);
    });
    const other = await context.newPage();
    const otherComplaints = complaintsOf(other);
    await other.goto(server.url);
    await screen(other, 'home');
    await other.getByRole('button', { name: text('language.other') }).click();
    await other.waitForFunction(() => document.documentElement.lang.startsWith('en'));
    await other.close();
    assert.equal(await value(description), words, 'after another tab');
    await page.keyboard.type('，');

    const cdp = await context.newCDPSession(page);
    const sizes = [[200, 200, 1], [256, 160, 5], [78, 169, 5], [390, 844, 1]];
    for (const [width, height, scale] of sizes) {
        await cdp.send('Emulation.setDeviceMetricsOverride',
            { width, height, deviceScaleFactor: scale, mobile: true });
        await page.waitForFunction((w) => innerWidth === w, width);
        await page.keyboard.type('x');
        assert.ok((await value(description)).startsWith(`${words}，x`), `${width}x${height}`);
    }
    await cdp.send('Emulation.setPageScaleFactor', { pageScaleFactor: 1 });
    assert.equal(await value(description), `${words}，xxxx`);
    assert.deepEqual(otherComplaints, []);
});

test('a browser that cannot speak shows every screen of the report', async () => {
    const silent = await phone(browser, { deviceScaleFactor: 1 });
    await silent.addInitScript(() => {
        delete window.speechSynthesis;
        delete Window.prototype.speechSynthesis;
        delete window.SpeechSynthesisUtterance;
    });
    const mute = await silent.newPage();
    const wrong = complaintsOf(mute);
    await walkReportTo(mute, server.url, 'zh',
        mute.getByRole('button', { name: text('check.send'), exact: true }));
    assert.equal(await mute.evaluate(() => 'speechSynthesis' in window), false);
    assert.deepEqual(wrong, []);
    await silent.close();
});

test('nothing was thrown on the way', () => assert.deepEqual(complaints, []));
