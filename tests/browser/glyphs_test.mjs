// SPDX-License-Identifier: Apache-2.0
// Letters: the same pixels as the browser's own, every hanzi of the Unified Repertoire, clusters,
// bad text, a paste of a megabyte, and the time they take.
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

/** A page with a text field of many lines (the details of a report), and what went wrong on it. */
async function fieldPage(options = {}) {
    const city = await (await fetch(`${server.url}/api/v1/city`)).json();
    const [west, south, east, north] = city.box;
    const context = await phone(browser, {
        permissions: ['geolocation'],
        geolocation: { longitude: (west + east) / 2, latitude: (south + north) / 2, accuracy: 18 },
        ...options,
    });
    const page = await context.newPage();
    const errors = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (line) => {
        if (line.type() === 'error') errors.push(line.text());
    });
    await page.goto(`${server.url}/report/1`);
    await screen(page, 'report');
    const press = (name) => page.getByRole('button', { name }).last().tap();
    await press('先不拍，下一步');
    await press('用手机定位');
    await page.getByText('定位精度约 18 米', { exact: false }).waitFor({ state: 'attached' });
    await press('就是这里');
    await page.getByRole('radio', { name: '车棚' }).or(page.getByRole('button', { name: '车棚' }))
        .first().tap();
    await press('下一步');
    const field = page.locator('textarea').first();
    await field.waitFor();
    await settled(page);
    return { context, page, field, errors };
}

const figures = (page) =>
    page.evaluate(() => ({
        frames: window.__kongdi.frames,
        waits: window.__kongdi.reasons.glyphs ?? 0,
        ...window.__kongdi.letters,
    }));

/** Until nothing has been drawn for a while. */
async function settled(page) {
    for (let before = -1, calm = 0; calm < 2;) {
        await page.evaluate(() => new Promise((done) =>
            requestAnimationFrame(() => requestAnimationFrame(done))));
        const { frames } = await figures(page);
        calm = frames === before ? calm + 1 : 0;
        before = frames;
        await page.waitForTimeout(40);
    }
}

/** Writes into the field and leaves it, so that the canvas draws the text. */
async function show(page, field, text) {
    await field.fill(text);
    await field.evaluate((element) => element.blur());
    await settled(page);
}

/** The ink of what the canvas shows in the field, and of the same text drawn by the browser; how
 *  far they are from each other, 0 to 255. */
async function difference(page, field, text) {
    const box = await field.boundingBox();
    const png = await page.screenshot({
        clip: { x: box.x + 8, y: box.y + 4, width: box.width - 16, height: 44 },
    });
    const style = await field.evaluate((element) => {
        const all = getComputedStyle(element);
        return { size: parseFloat(all.fontSize), family: all.fontFamily };
    });
    const url = `data:image/png;base64,${png.toString('base64')}`;
    return page.evaluate(async ({ url: address, text: letters, style: font }) => {
        const picture = new Image();
        picture.src = address;
        await picture.decode();
        const root = getComputedStyle(document.documentElement);
        const paper = root.getPropertyValue('--card');
        const ink = root.getPropertyValue('--ink');
        const paint = (width, height, draw) => {
            const canvas = document.createElement('canvas');
            canvas.width = width;
            canvas.height = height;
            const pen = canvas.getContext('2d', { willReadFrequently: true });
            pen.fillStyle = paper;
            pen.fillRect(0, 0, width, height);
            draw(pen);
            return pen.getImageData(0, 0, width, height);
        };
        const shown = paint(picture.width, picture.height, (pen) => pen.drawImage(picture, 0, 0));
        const own = paint(picture.width, picture.height, (pen) => {
            pen.fillStyle = ink;
            pen.font = `${font.size * devicePixelRatio}px ${font.family}`;
            pen.fillText(letters, 16, picture.height * 0.7);
        });
        const inkOf = ({ data, width, height }) => {
            let [left, top, right, bottom] = [width, height, -1, -1];
            for (let y = 0; y < height; ++y)
                for (let x = 0; x < width; ++x) {
                    const at = (y * width + x) * 4;
                    const far = Math.abs(data[at] - data[0]) + Math.abs(data[at + 1] - data[1]);
                    if (far < 160) continue;  // the soft rim of a letter depends on its colour
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                }
            return { left, top, width: right - left + 1, height: bottom - top + 1 };
        };
        const a = inkOf(shown);
        const b = inkOf(own);
        // A soft rim may fall to either side: the best of the places around.
        const far = (dx, dy) => {
            let sum = 0;
            for (let y = -2; y < a.height + 2; ++y)
                for (let x = -2; x < a.width + 2; ++x)
                    for (let part = 0; part < 3; ++part)
                        sum += Math.abs(
                            shown.data[((a.top + y) * shown.width + a.left + x) * 4 + part]
                            - own.data[((b.top + dy + y) * own.width + b.left + dx + x) * 4
                                + part]);
            return sum / ((a.width + 4) * (a.height + 4) * 3);
        };
        let best = 255;
        for (let dy = -1; dy <= 1; ++dy)
            for (let dx = -2; dx <= 2; ++dx) best = Math.min(best, far(dx, dy));
        return { difference: best, shown: a, own: b };
    }, { url, text, style });
}

/** How many pixels of two pictures differ by more than rounding. */
function changed(page, first, second) {
    const urls = [first, second].map((png) => `data:image/png;base64,${png.toString('base64')}`);
    return page.evaluate(async (addresses) => {
        const [a, b] = await Promise.all(addresses.map(async (address) => {
            const picture = new Image();
            picture.src = address;
            await picture.decode();
            const canvas = document.createElement('canvas');
            canvas.width = picture.width;
            canvas.height = picture.height;
            const pen = canvas.getContext('2d', { willReadFrequently: true });
            pen.drawImage(picture, 0, 0);
            return pen.getImageData(0, 0, picture.width, picture.height).data;
        }));
        return a.reduce((sum, part, i) => sum + (Math.abs(part - b[i]) > 8 ? 1 : 0), 0);
    }, urls);
}

/** How light each corner of the page is, 0 to 255. */
async function corners(page) {
    const png = (await page.screenshot()).toString('base64');
    return page.evaluate(async (address) => {
        const picture = new Image();
        picture.src = address;
        await picture.decode();
        const { width, height } = picture;
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width, height });
        const pen = canvas.getContext('2d', { willReadFrequently: true });
        pen.drawImage(picture, 0, 0);
        const at = (x, y) => Math.min(...pen.getImageData(x, y, 1, 1).data.slice(0, 3));
        return [at(2, 2), at(width - 8, 2), at(2, height - 3), at(width - 8, height - 3)];
    }, `data:image/png;base64,${png}`);
}

test('the picture fills the window at every density, also when the phone turns', async () => {
    for (const deviceScaleFactor of [1, 2, 3]) {
        const context = await phone(browser, { deviceScaleFactor });
        const page = await context.newPage();
        await page.goto(server.url);
        await screen(page, 'home');
        await settled(page);
        for (const size of [[390, 844], [844, 390], [390, 500]]) {
            await page.setViewportSize({ width: size[0], height: size[1] });
            await settled(page);
            const light = await corners(page);
            assert.ok(light.every((one) => one > 200), `${deviceScaleFactor}, ${size}: ${light}`);
        }
        await context.close();
    }
});

test('what the canvas shows is what the browser draws, letter by letter', async () => {
    const { context, page, field, errors } = await fieldPage();
    const letters = [
        '空', '龥', '㐂', '𠮷', '葛\u{E0100}', 'g', 'e\u0302\u0301', 'หน', 'न्दी', '글',
        '👍🏽', '👨‍👩‍👧', '🇨🇳', '1️⃣', 'مرحبا', 'שָׁלוֹם', '\u{10FFFD}', '\uE000',
    ];
    for (const letter of letters) {
        await show(page, field, letter);
        const seen = await difference(page, field, letter);
        assert.ok(seen.difference < 6, `${letter}: ${JSON.stringify(seen)}`);
    }
    assert.deepEqual(errors, []);
    await context.close();
});

test('words of Arabic stand in their own order, clusters whole, bad text as one sign', async () => {
    const { context, page, field, errors } = await fieldPage();
    await show(page, field, 'مرحبا بالعالم');
    const seen = await difference(page, field, 'مرحبا بالعالم');
    // Word for word the browser's own; only the blank between them may be rounded to a pixel.
    assert.ok(Math.abs(seen.shown.width - seen.own.width) <= 2, JSON.stringify(seen));
    await show(page, field, [
        '👨‍👩‍👧🇨🇳👍🏽1️⃣ e\u0301 กำที่ हिन्दी 한글',
        'שלום עולם abc مرحبا بك 123',
        '坏\ud800字',
    ].join('\n'));
    await page.screenshot({ path: join(pictures, 'letters-clusters.png') });
    assert.equal(await field.inputValue().then((value) => value.includes('坏\ufffd字')), true);
    assert.deepEqual(errors, []);
    await context.close();
});

test('twenty hanzi and a hundred emoji are there within two frames of first use', async () => {
    const { context, page, field } = await fieldPage();
    const all = Array.from({ length: 100 }, (_, i) => String.fromCodePoint(0x1F400 + i));
    for (const text of ['齉龘靐齾爩鱻麤龗灪吁癵麣纞虋驪讟钃鸜鱷鸚', all.join('')]) {
        const before = await figures(page);
        await show(page, field, text);
        const now = await figures(page);
        assert.ok(now.made - before.made >= [...text].length, 'all were made');
        assert.ok(now.waits - before.waits <= 1, `${now.waits - before.waits} frames came later`);
    }
    await context.close();
});

test('a letter no font has is drawn once', async () => {
    const { context, page, field } = await fieldPage();
    await show(page, field, '\u{10FFFD}\u0378');
    const before = await figures(page);
    for (const text of ['\u{10FFFD}', '\u0378\u{10FFFD}']) await show(page, field, text);
    await settled(page);
    assert.equal((await figures(page)).made, before.made);
    await context.close();
});

test('all hanzi of the Unified Repertoire pass through one field', async (t) => {
    const { context, page, field, errors } = await fieldPage({
        viewport: { width: 700, height: 1200 },
        deviceScaleFactor: 1, // four times fewer pixels to draw, the atlas still runs over
    });
    await show(page, field, '一');
    const first = await page.screenshot();
    const hanzi = Array.from({ length: 20992 }, (_, i) => String.fromCodePoint(0x4E00 + i));
    const start = await figures(page);
    for (let at = 0; at < hanzi.length; at += 500) {
        const piece = hanzi.slice(at, at + 500);
        const before = await figures(page);
        await show(page, field, piece.join(''));
        const now = await figures(page);
        // What the page itself shows has been made before, and some letters of the piece with it.
        const made = now.made - before.made;
        assert.ok(made > piece.length - 120, `${piece[0]}: ${made}`);
        if (at % 5000 === 0) {
            // The last letter of the first line is where it should be, and right.
            const seen = await difference(page, field, piece.slice(0, 5).join(''));
            assert.ok(seen.shown.width > 100, `${piece[0]}: nothing is shown`);
        }
    }
    const end = await figures(page);
    t.diagnostic(`${end.made - start.made} letters, ${Math.round(end.ms - start.ms)} ms`);
    await show(page, field, '一');
    assert.equal(await changed(page, first, await page.screenshot()), 0, 'pixels changed');
    for (const letter of ['空', '龥']) {
        await show(page, field, letter);
        const seen = await difference(page, field, letter);
        assert.ok(seen.difference < 6, `${letter}: ${JSON.stringify(seen)}`);
    }
    assert.deepEqual(errors, []);
    await context.close();
});

test('a paste of a megabyte is cut to the field, and holds nothing up', async (t) => {
    const { context, page, field, errors } = await fieldPage();
    const took = await field.evaluate(async (element) => {
        element.focus();
        const start = performance.now();
        element.value = '空地👨‍👩‍👧'.repeat(1_000_000 / 24);
        const paste = { bubbles: true, inputType: 'insertFromPaste' };
        element.dispatchEvent(new InputEvent('input', paste));
        await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
        return performance.now() - start;
    });
    await field.evaluate((element) => element.blur());
    await settled(page);
    t.diagnostic(`${Math.round(took)} ms`);
    assert.ok([...await field.inputValue()].length <= 500);
    assert.ok(took < 4000, `${took} ms`); // of a machine that may be busy otherwise
    assert.deepEqual(errors, []);
    await context.close();
});

test('a frame spends no more on letters than its budget and one batch', async (t) => {
    const context = await phone(browser);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.goto(server.url);
    await screen(page, 'home');
    await settled(page);
    const home = await figures(page);
    await page.getByRole('button', { name: '拍一处闲置空间' }).tap();
    await screen(page, 'report');
    await settled(page);
    const report = await figures(page);
    const ms = (value) => value.toFixed(1);
    t.diagnostic(`CPU 4 times slower: home ${home.made} letters in ${ms(home.ms)} ms, `
        + `${home.waits} frames more; report ${report.made - home.made} `
        + `in ${ms(report.ms - home.ms)} ms, ${report.waits - home.waits} more; `
        + `longest batch ${ms(report.most)} ms`);
    assert.ok(home.made > 20 && report.made > home.made);
    // Each batch is at most 64 letters, and a frame that has spent its budget stops.
    assert.ok(home.batches >= home.made / 64);
    assert.ok(home.waits <= home.batches);
    await context.close();
});
