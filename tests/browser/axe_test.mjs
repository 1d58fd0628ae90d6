// SPDX-License-Identifier: Apache-2.0
// axe-core over every screen, in both languages, both views and three themes: no violation.
// It sees the semantic DOM, not the canvas: colours are checked by the test over the palette and by
// scale_test.mjs, from the pixels.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { everyScreen, phone, startBrowser, startServer, visitEvery } from './browser.mjs';
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
                const found = [];
                await visitEvery(context, server, { appearance, elder }, async (page, path) => {
                    looks += 1;
                    for (const one of await violationsOf(page)) found.push(`${path}: ${one}`);
                });
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
