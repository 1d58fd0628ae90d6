// SPDX-License-Identifier: Apache-2.0
// At twice the size and in high contrast every screen still fits: nothing is wider than the phone,
// words have the room they need, what a finger presses is 48 pixels wide and high (60 in the elder
// view). All read from the elements that lie over the canvas.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
    everyScreen, logIn, phone, pictures, quiet, screen, setDisplay, startBrowser, startServer,
} from './browser.mjs';
import { measured } from './measured.mjs';

const sizes = [[320, 640], [390, 844], [1280, 800]];
const looks = [
    { theme: 'contrast', scale: 200, elder: false },
    { theme: 'dark', scale: 150, elder: false },
    { theme: 'light', scale: 150, elder: true },
];
const folder = join(pictures, 'scale');

let server;
let browser;
let checked = 0;
let wrong = 0;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
    mkdirSync(folder, { recursive: true });
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

/** What is wrong with the page as it lies there. */
function wrongs(page, least) {
    return page.evaluate((smallest) => {
        const out = [];
        const press = 'button, a[href], input:not([type=file]), select, textarea';
        const words = 'h1, h2, h3, p, li, [role=status], [role=alert]';
        for (const element of document.querySelectorAll(`#mirror :is(${press}, ${words})`)) {
            const box = element.getBoundingClientRect();
            if (box.width === 0) continue;
            const name = element.getAttribute('aria-label') || element.textContent
                || element.dataset.path;
            const sideways = element.closest('.sideways') && !element.closest('[role=dialog]');
            if (!sideways && (box.left < -1 || box.right > innerWidth + 1))
                out.push(`${name} lies from ${box.left} to ${box.right} of ${innerWidth}`);
            // A row's button is as wide as its cell; a field's element lies inside its frame.
            const inset = element.matches('.field') ? 6 : 0;
            const edge = Math.min(box.width, box.height) + inset;
            if (element.matches(press) && edge < smallest)
                out.push(`${name} is ${box.width} by ${box.height}`);
        }
        const main = document.querySelector('#mirror main');
        if (main && main.scrollWidth > main.clientWidth + 1) out.push('the page scrolls sideways');
        return out;
    }, least);
}

for (const [width, height] of sizes)
    test(`every screen fits at ${width}x${height}, large and in contrast`, async () => {
        const context = await phone(browser, { viewport: { width, height }, deviceScaleFactor: 1 });
        const page = await context.newPage();
        await logIn(context, server, 'planner');
        for (const look of looks) {
            for (const language of ['zh', 'en']) {
                await setDisplay(page, server, { language, ...look });
                for (const [name, path] of await everyScreen(context, server)) {
                    await page.goto(server.url + path);
                    await screen(page, name);
                    await quiet(page, 150);
                    checked += 1;
                    const view = look.elder ? 'elder' : look.theme;
                    const found = await wrongs(page, look.elder ? 60 : 48);
                    if (found.length > 0) wrong += 1;
                    assert.deepEqual(found, [],
                        `${path} at ${width}, ${view} ${look.scale} %, ${language}`);
                    const dialog = path.includes('?') ? '-dialog' : '';
                    const file = `${name}${dialog}-${width}-${view}-${look.scale}-${language}.png`;
                    await page.screenshot({ path: join(folder, file) });
                }
            }
        }
        await context.close();
    });

test('the table says how much was looked at', () => {
    measured({ goal: 10, what: 'screens that do not fit at 150–200 %', figure: wrong, limit: 0,
        note: `${checked} looks; contrast ≥ 7:1 is checked over the palette` });
    assert.equal(checked, sizes.length * looks.length * 2 * 12);
});
