// SPDX-License-Identifier: Apache-2.0
// The gallery: every widget in every state, theme and scale, kept as pictures. No scene throws, is
// empty, or looks the same in two themes; no word of it is wider than the phone.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { phone, pictures, root, screen, startBrowser, startServer } from './browser.mjs';

const scenes = ['words', 'letters', 'buttons', 'choices', 'fields', 'containers', 'waiting',
    'dialog', 'map', 'charts', 'icons'];
const themes = ['light', 'dark', 'contrast'];
const looks = [['normal', 100], ['normal', 150], ['normal', 200], ['elder', 100]];
const folder = join(pictures, 'gallery');

let server;
let browser;
before(async () => {
    server = await startServer({ web: join(root, 'build', 'gallery') });
    browser = await startBrowser();
    mkdirSync(folder, { recursive: true });
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

/** Shows another scene without opening the page anew. */
async function show(page, query) {
    const before = await page.evaluate((to) => {
        history.pushState(null, '', to);
        const { frames } = window.__kongdi;
        dispatchEvent(new PopStateEvent('popstate'));
        return frames;
    }, `/?${new URLSearchParams(query)}`);
    await screen(page, `gallery-${query.scene}`);
    await page.waitForFunction((frames) => window.__kongdi.frames > frames, before);
    // What waits shows itself after a moment; then the picture is at rest.
    await page.waitForTimeout(query.scene === 'waiting' ? 450 : 80);
}

for (const scene of scenes) {
    test(`the scene of ${scene} is drawn in every theme, scale and view`, async () => {
        const height = { icons: 4600, choices: 2400, buttons: 2600 }[scene] ?? 1900;
        // Charts are held to the narrowest phone: nothing of them wraps.
        const viewport = { width: scene === 'charts' ? 360 : 390, height };
        const context = await phone(browser, { viewport, deviceScaleFactor: 1 });
        const page = await context.newPage();
        const complaints = [];
        page.on('pageerror', (error) => complaints.push(String(error)));
        await page.goto(`${server.url}/?scene=${scene}`);
        await screen(page, `gallery-${scene}`);
        for (const [view, scale] of looks) {
            const seen = new Set();
            for (const theme of themes) {
                await show(page, { scene, theme, scale, elder: view === 'elder' ? 1 : 0 });
                const picture = await page.screenshot({
                    path: join(folder, `${scene}-${view}-${scale}-${theme}.png`),
                });
                seen.add(createHash('sha256').update(picture).digest('hex'));
                const nodes = await page.evaluate(() => window.__kongdi.tree().length);
                assert.ok(nodes > 3, `${scene} has ${nodes} nodes`);
            }
            assert.equal(seen.size, themes.length, `${scene} at ${scale} %: two themes look alike`);
        }
        assert.deepEqual(complaints, []);
        await context.close();
    });
}
