// SPDX-License-Identifier: Apache-2.0
// A photo as phones take it becomes small enough to send, upright, and says nothing about where it
// was taken; what is no photo is refused in words.
// Runs alone: it measures time.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { phone, quiet, screen, startBrowser, startServer, until } from './browser.mjs';
import { measured, median } from './measured.mjs';

const kMostBytes = 350_000;
const kMostMs = 1500;
const kMostHeap = 100_000_000;
const kSlowCpu = 4;

let server;
let browser;
let maker; // a page that makes pictures
let folder;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
    maker = await browser.newPage();
    folder = mkdtempSync(join(tmpdir(), 'kongdi-photos-'));
});
after(async () => {
    await browser?.close();
    await server?.stop();
    if (folder) rmSync(folder, { recursive: true });
});

/**
 * A street with leaves, bricks and the noise of a small sensor: harder to pack than most photos.
 * The upper left corner is red, the upper right green.
 */
async function photoBytes(width, height, type = 'image/jpeg') {
    const url = await maker.evaluate(async ([w, h, kind]) => {
        let state = 7;
        const random = () => {
            state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
            return state / 4294967296;
        };
        const canvas = new OffscreenCanvas(w, h);
        const paint = canvas.getContext('2d');
        if (kind === 'image/png') {
            paint.fillStyle = 'rgb(20 120 60)';
            paint.fillRect(w / 4, h / 4, w / 2, h / 2); // all around it one sees through
        } else {
            const sky = paint.createLinearGradient(0, 0, 0, h);
            sky.addColorStop(0, '#9bc');
            sky.addColorStop(0.5, '#cdd');
            sky.addColorStop(0.5, '#887');
            sky.addColorStop(1, '#554');
            paint.fillStyle = sky;
            paint.fillRect(0, 0, w, h);
            for (let i = 0; i < 9000; ++i) { // leaves
                const green = 60 + random() * 120;
                paint.fillStyle = `rgb(${green * 0.6} ${green} ${green * 0.35})`;
                paint.beginPath();
                paint.ellipse(random() * w, h * (0.1 + random() * 0.45), 6 + random() * 26,
                    4 + random() * 12, random() * 3, 0, 7);
                paint.fill();
            }
            for (let y = h * 0.55, row = 0; y < h; y += 38, ++row) // bricks
                for (let x = -(row % 2) * 60; x < w * 0.6; x += 120) {
                    const tone = 90 + random() * 60;
                    paint.fillStyle = `rgb(${tone} ${tone * 0.6} ${tone * 0.5})`;
                    paint.fillRect(x + 3, y + 3, 114, 32);
                }
            for (let i = 0; i < 4000; ++i) { // gravel
                const tone = 60 + random() * 140;
                paint.fillStyle = `rgb(${tone} ${tone} ${tone * 0.95})`;
                paint.fillRect(w * (0.6 + random() * 0.4), h * (0.6 + random() * 0.4),
                    3 + random() * 14, 3 + random() * 10);
            }
            paint.fillStyle = '#f00';
            paint.fillRect(0, 0, w / 8, h / 8);
            paint.fillStyle = '#0f0';
            paint.fillRect(w - w / 8, 0, w / 8, h / 8);
            for (let y = 0; y < h; y += 500) { // noise
                const strip = paint.getImageData(0, y, w, Math.min(500, h - y));
                for (let at = 0; at < strip.data.length; at += 4) {
                    const grain = (random() + random() + random() - 1.5) * 24;
                    for (let i = 0; i < 3; ++i) strip.data[at + i] += grain;
                }
                paint.putImageData(strip, 0, y);
            }
        }
        const blob = await canvas.convertToBlob({ type: kind, quality: 0.93 });
        return new Promise((resolve) => {
            const reader = new FileReader();
            reader.onload = () => resolve(reader.result);
            reader.readAsDataURL(blob);
        });
    }, [width, height, type]);
    return Buffer.from(url.split(',')[1], 'base64');
}

/** The JPEG with a note as phones write it: turned by a quarter, and the place it was taken at. */
function withExif(jpeg) {
    const tiff = Buffer.alloc(8 + 2 + 2 * 12 + 4 + 2 + 4 * 12 + 4 + 48);
    tiff.write('MM');
    tiff.writeUInt16BE(42, 2);
    tiff.writeUInt32BE(8, 4);
    let at = 8;
    const entry = (tag, type, count, write) => {
        tiff.writeUInt16BE(tag, at);
        tiff.writeUInt16BE(type, at + 2);
        tiff.writeUInt32BE(count, at + 4);
        write(at + 8);
        at += 12;
    };
    tiff.writeUInt16BE(2, at);
    at += 2;
    const places = 8 + 2 + 24 + 4;
    const degrees = places + 2 + 48 + 4;
    entry(0x0112, 3, 1, (to) => tiff.writeUInt16BE(6, to)); // turned
    entry(0x8825, 4, 1, (to) => tiff.writeUInt32BE(places, to)); // GPS
    at = places;
    tiff.writeUInt16BE(4, at);
    at += 2;
    entry(1, 2, 2, (to) => tiff.write('N\0', to));
    entry(2, 5, 3, (to) => tiff.writeUInt32BE(degrees, to));
    entry(3, 2, 2, (to) => tiff.write('E\0', to));
    entry(4, 5, 3, (to) => tiff.writeUInt32BE(degrees + 24, to));
    [30, 1, 16, 1, 4440, 100, 120, 1, 9, 1, 1234, 100]
        .forEach((number, i) => tiff.writeUInt32BE(number, degrees + 4 * i));
    const head = Buffer.from([0xff, 0xe1, 0, 0, ...Buffer.from('Exif\0\0')]);
    head.writeUInt16BE(tiff.length + 8, 2);
    return Buffer.concat([jpeg.subarray(0, 2), head, tiff, jpeg.subarray(2)]);
}

async function reportPage() {
    const context = await phone(browser);
    const page = await context.newPage();
    await page.goto(`${server.url}/report/1`);
    await screen(page, 'report');
    await quiet(page);
    return { context, page };
}

const add = (page) => page.getByRole('button', { name: /拍照或选一张照片|再加一张/ });

/** As a person does: the file lies on the phone and is read from there. */
async function choose(page, file) {
    const path = join(folder, file.name);
    writeFileSync(path, file.buffer);
    const chooser = page.waitForEvent('filechooser');
    await add(page).tap();
    await (await chooser).setFiles(path);
}

/** Chooses a file; says how long it took to be kept, and what was kept. */
async function take(page, file) {
    await page.evaluate(() => {
        document.getElementById('photo-input').addEventListener('change', () => {
            window.__from = performance.now();
        }, { once: true, capture: true });
        window.__took = undefined;
        const watching = new MutationObserver(() => {
            const done = [...document.querySelectorAll('#mirror button')]
                .some((one) => one.textContent.includes('去掉这张'));
            if (!done) return;
            window.__took = performance.now() - window.__from;
            watching.disconnect();
        });
        watching.observe(document.getElementById('mirror'),
            { childList: true, subtree: true, characterData: true });
    });
    await choose(page, file);
    await until(() => page.evaluate(() => window.__took), 'the photo to be kept', { ms: 60000 });
    return page.evaluate(() => new Promise((resolve, reject) => {
        const opening = indexedDB.open('kongdi');
        opening.onerror = reject;
        opening.onsuccess = () => {
            const all = opening.result.transaction('photos').objectStore('photos').getAll();
            all.onsuccess = async () => {
                const blob = new Blob([all.result.at(-1).bytes], { type: 'image/jpeg' });
                const bitmap = await createImageBitmap(blob);
                const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
                const paint = canvas.getContext('2d');
                paint.drawImage(bitmap, 0, 0);
                const { width, height } = bitmap;
                const colour = (x, y) => [...paint.getImageData(x, y, 1, 1).data].slice(0, 3);
                const bytes = [...new Uint8Array(await blob.arrayBuffer())];
                resolve({
                    ms: window.__took, width, height, size: blob.size, type: blob.type, bytes,
                    left: colour(width * 0.03, height * 0.03),
                    right: colour(width * 0.97, height * 0.03),
                    low: colour(width * 0.97, height * 0.97),
                });
            };
        };
    }));
}

const isRed = ([r, g, b]) => r > 180 && g < 90 && b < 90;
const isGreen = ([r, g, b]) => g > 180 && r < 90 && b < 90;
const hidesNothing = (bytes) => {
    const text = Buffer.from(bytes).toString('latin1');
    return !/Exif|GPS|http:\/\/ns\.adobe/.test(text);
};

test('a photo of twelve megapixels is made small, soon, and in little memory', async () => {
    const bytes = await photoBytes(4000, 3000);
    console.log(`the photo has ${(bytes.length / 1e6).toFixed(1)} MB`);
    const file = { name: 'IMG_0001.jpg', buffer: bytes };
    const ms = [];
    let most = 0;
    let kept;
    for (let i = 0; i < 3; ++i) {
        const { context, page } = await reportPage();
        const cdp = await context.newCDPSession(page);
        await cdp.send('Emulation.setCPUThrottlingRate', { rate: kSlowCpu });
        let watching = true;
        const watch = (async () => {
            while (watching) {
                const { usedSize } = await cdp.send('Runtime.getHeapUsage');
                most = Math.max(most, usedSize);
            }
        })();
        kept = await take(page, file);
        watching = false;
        await watch;
        ms.push(kept.ms);
        await context.close();
    }
    console.log(`photos taken in ${ms.map(Math.round).join(', ')} ms`);
    assert.deepEqual([kept.width, kept.height, kept.type], [1600, 1200, 'image/jpeg']);
    assert.ok(isRed(kept.left) && isGreen(kept.right), 'nothing is turned that stood upright');
    assert.ok(hidesNothing(kept.bytes));
    measured({ goal: 9, what: 'a photo of 12 megapixels, as kept', figure: kept.size / 1000,
        unit: 'KB', limit: kMostBytes / 1000,
        note: `${(bytes.length / 1e6).toFixed(1)} MB, noisy` });
    measured({ goal: 9, what: 'the same, peak of the JS heap', figure: most / 1e6, unit: 'MB',
        limit: kMostHeap / 1e6 });
    measured({ goal: 9, what: 'the same, from choosing to kept, the middle of 3', figure:
        median(ms), unit: 'ms', limit: kMostMs, kind: 'time', note: 'CPU 4× slower' });
});

test('a turned photo is kept upright, and without the place where it was taken', async () => {
    const bytes = withExif(await photoBytes(4000, 3000));
    const { context, page } = await reportPage();
    const kept = await take(page, { name: 'IMG_0002.jpg', buffer: bytes });
    assert.deepEqual([kept.width, kept.height], [1200, 1600]);
    // Turned clockwise by a quarter: what was left is above now.
    assert.ok(isRed(kept.right), `red is at the upper right, not ${kept.right}`);
    assert.ok(isGreen(kept.low), `green is at the lower right, not ${kept.low}`);
    assert.ok(hidesNothing(kept.bytes), 'no note is left in it');
    assert.ok(kept.size <= kMostBytes);
    await context.close();
});

test('a picture one can see through gets white paper', async () => {
    const { context, page } = await reportPage();
    const png = await photoBytes(800, 600, 'image/png');
    const kept = await take(page, { name: 'plan.png', buffer: png });
    assert.deepEqual([kept.width, kept.height, kept.type], [800, 600, 'image/jpeg']);
    assert.ok(kept.left.every((part) => part > 245), `white, not ${kept.left}`);
    await context.close();
});

test('what is no photo is refused in words, and a good one after it is taken', async () => {
    const good = await photoBytes(1200, 900);
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251));
    for (const file of [
        { name: 'broken.jpg', buffer: Buffer.concat([good.subarray(0, 300), noise]) },
        { name: 'IMG_0003.HEIC', buffer: noise },
        { name: 'empty.jpg', buffer: Buffer.alloc(0) },
    ]) {
        const { context, page } = await reportPage();
        const words = page.locator('#mirror').getByText('这张照片打不开', { exact: false });
        await choose(page, file);
        await words.first().waitFor({ state: 'attached' });
        assert.equal(await page.getByRole('button', { name: '去掉这张' }).count(), 0, file.name);
        await take(page, { name: 'good.jpg', buffer: good });
        await words.first().waitFor({ state: 'detached' }); // the words go with a good photo
        await context.close();
    }
});
