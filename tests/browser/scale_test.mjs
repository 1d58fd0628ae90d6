// SPDX-License-Identifier: Apache-2.0
// At twice the size and in high contrast: nothing is cut off, what is pressed has room for a
// finger, words stand out at least seven to one. Rectangles come from the tree, colours from the
// pixels.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { phone, pictures, startBrowser, startServer, visitEvery } from './browser.mjs';
import { measured } from './measured.mjs';

const kSmallest = 48;
const kContrast = 7;
const sizes = [[320, 640], [390, 844], [1280, 800]];

let server;
let browser;
const all = { cut: 0, small: 0, low: 0, least: Infinity, lowest: Infinity, looks: 0 };
before(async () => {
    server = await startServer();
    browser = await startBrowser();
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

/** What is wrong on the screen shown: { cut, small, low } as lists of words. */
export async function checkScreen(page) {
    const shot = (await page.screenshot()).toString('base64');
    return page.evaluate(async ([png, smallest, contrast]) => {
        const cut = [];
        const small = [];
        const low = [];
        let least = Infinity;
        let lowest = Infinity;
        const presses = new Set(['button', 'link', 'checkbox', 'radio', 'textbox', 'select',
            'map']);
        const spoken = new Set(['heading', 'paragraph', 'button', 'link', 'checkbox', 'radio',
            'listitem', 'status', 'alert', 'cell', 'columnheader']);
        const nodes = window.__kongdi.tree().map((data) => ({
            data, el: document.querySelector(`#mirror [data-i="${data.i}"]`),
        })).filter(({ el }) => el).map((one) => ({ ...one, box: one.el.getBoundingClientRect() }));
        const wordsOf = ({ data }) => `${data.r} "${(data.n ?? '').slice(0, 30)}"`;
        for (const node of nodes) {
            const { data, el, box } = node;
            if (box.width < 1 || box.height < 1) continue;
            // A part that scrolls sideways may be wider than the window: that is what it is for.
            const sideways = el.parentElement.closest('.sideways') !== null;
            if (!sideways && (box.left < -1 || box.right > innerWidth + 1))
                cut.push(`${wordsOf(node)} from ${box.left.toFixed(0)} to ${box.right.toFixed(0)}`);
            const room = el.parentElement.closest('.scroll');
            if (room && box.bottom - room.getBoundingClientRect().top + room.scrollTop
                > room.scrollHeight + 1)
                cut.push(`${wordsOf(node)} below the end of what scrolls`);
            if (!presses.has(data.r)) continue;
            // The field lies inside its frame, by which a finger hits it, too.
            const frame = data.r === 'textbox' ? 6 : 0;
            const room2 = Math.min(box.width, box.height) + frame;
            least = Math.min(least, room2);
            if (room2 < smallest - 0.5)
                small.push(`${wordsOf(node)} ${box.width.toFixed(0)} × ${box.height.toFixed(0)}`);
        }
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const canvas = new OffscreenCanvas(image.width, image.height);
        const paint = canvas.getContext('2d');
        paint.drawImage(image, 0, 0);
        const density = image.width / innerWidth;
        const part = (byte) => (byte <= 10 ? byte / 3295 : ((byte / 255 + 0.055) / 1.055) ** 2.4);
        const light = (key) => 0.2126 * part(key >> 16) + 0.7152 * part((key >> 8) & 255)
            + 0.0722 * part(key & 255);
        for (const node of nodes) {
            const { data, el, box } = node;
            if (!spoken.has(data.r) || !data.n || el.disabled) continue;
            // Only what is seen whole: not under the footer, not scrolled away.
            const clip = el.parentElement.closest('.scroll')?.getBoundingClientRect()
                ?? { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
            if (box.left < clip.left || box.top < clip.top || box.right > clip.right
                || box.bottom > clip.bottom || box.width < 8 || box.height < 8) continue;
            const { data: pixels } = paint.getImageData(Math.round(box.left * density),
                Math.round(box.top * density), Math.round(box.width * density),
                Math.round(box.height * density));
            const seen = new Map();
            // Most of it is the ground: pixels of one colour are counted together.
            let key = -1;
            let run = 0;
            for (let at = 0; at < pixels.length; at += 4) {
                const next = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2];
                if (next !== key) {
                    if (run > 0) seen.set(key, (seen.get(key) ?? 0) + run);
                    key = next;
                    run = 0;
                }
                run += 1;
            }
            if (run > 0) seen.set(key, (seen.get(key) ?? 0) + run);
            const [ground] = [...seen].sort((a, b) => b[1] - a[1])[0];
            // The ink is what is there more than by the softness of edges, and stands out most.
            const few = Math.max(4, pixels.length / 4 / 2000);
            let best = 1;
            for (const [key, count] of seen) {
                if (count < few) continue;
                const [a, b] = [light(key), light(ground)];
                best = Math.max(best, (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
            }
            if (best === 1) continue; // nothing is drawn there: words for the ear alone
            lowest = Math.min(lowest, best);
            if (best < contrast) low.push(`${wordsOf(node)} ${best.toFixed(1)} to 1`);
        }
        return { cut, small, low, least, lowest };
    }, [shot, kSmallest, kContrast]);
}

for (const [width, height] of sizes) {
    for (const locale of ['zh-CN', 'en-GB']) {
        test(`all is whole, large and clear at 200 %, ${width}x${height}, ${locale}`, async () => {
            const context = await phone(browser, { viewport: { width, height }, locale });
            const wrong = [];
            const look = { appearance: 'contrast', scale: 200 };
            await visitEvery(context, server, look, async (page, path) => {
                const found = await checkScreen(page);
                all.looks += 1;
                all.least = Math.min(all.least, found.least);
                all.lowest = Math.min(all.lowest, found.lowest);
                for (const kind of ['cut', 'small', 'low']) {
                    all[kind] += found[kind].length;
                    for (const one of found[kind]) wrong.push(`${path}: ${kind}: ${one}`);
                }
                if (width === 320 && locale === 'zh-CN')
                    await page.screenshot({
                        path: join(pictures, `scale-200${path.replaceAll('/', '-')}.png`),
                    });
            });
            assert.deepEqual(wrong, []);
            await context.close();
        });
    }
}

test('the sums over all screens', () => {
    const note = `${all.looks} looks at 200 % in high contrast, 3 sizes, 2 languages`;
    measured({ goal: 10, what: 'parts cut off', figure: all.cut, limit: 0, note });
    measured({ goal: 10, what: 'presses below 48 px', figure: all.small, limit: 0,
        note: `the smallest has ${all.least.toFixed(0)} px` });
    measured({ goal: 10, what: 'words below 7 to 1', figure: all.low, limit: 0,
        note: `the lowest has ${all.lowest.toFixed(1)} to 1` });
});
