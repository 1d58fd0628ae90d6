// SPDX-License-Identifier: Apache-2.0
// axe-core over every screen, in both languages, both views and three themes: no violation.
// It sees the semantic DOM, not the canvas: colours are checked by the test over the palette and by
// scale_test.mjs, from the pixels.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import {
    addressOf, everyScreen, logIn, phone, quiet, screen, setDisplay, setDraft, startBrowser,
    startServer, walk,
} from './browser.mjs';
import { measured } from './measured.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let server;
let browser;
let looks = 0;
let violations = 0;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

async function violationsOf(page) {
    await page.evaluate(axe);
    const { violations: found, passes } = await page.evaluate(() =>
        window.axe.run(document, { resultTypes: ['violations'] }));
    assert.ok(passes.length > 10, 'axe looked at the page');
    return found.map((one) => `${one.id}: ${one.nodes.slice(0, 2).map((node) => node.html
        .slice(0, 120)).join(' · ')}`);
}

for (const locale of ['zh-CN', 'en-GB']) {
    for (const elder of [false, true]) {
        for (const appearance of ['light', 'dark', 'contrast']) {
            const words = `${locale}, ${elder ? 'elder' : 'normal'} view, ${appearance}`;
            test(`axe finds nothing on any screen: ${words}`, async () => {
                const context = await phone(browser, { locale });
                const page = await context.newPage();
                await page.goto(server.url);
                await screen(page, 'home');
                await quiet(page, 300);
                await setDisplay(page, { appearance, elder });
                await setDraft(page);
                await page.reload();
                await screen(page, 'home');
                const found = [];
                for (const [name, path] of everyScreen) {
                    if (name === 'worker') {
                        await logIn(context, server, 'planner');
                        await page.reload(); // the page asks who is logged in
                    }
                    const address = await addressOf(context, server, path);
                    await walk(page, address, name);
                    await quiet(page, 150);
                    looks += 1;
                    for (const one of await violationsOf(page))
                        found.push(`${path ?? name}: ${one}`);
                }
                violations += found.length;
                assert.deepEqual(found, []);
                await context.close();
            });
        }
    }
}

test('every screen was looked at', () => {
    assert.equal(looks, everyScreen.length * 12);
    measured({ goal: 5, what: 'violations found by axe-core', figure: violations, limit: 0,
        note: `${looks} looks: ${everyScreen.length} screens and steps, 2 languages, 2 views, `
            + '3 themes' });
});
