// SPDX-License-Identifier: Apache-2.0
// axe-core finds nothing on any screen, in both languages, both views and the three themes. It sees
// the elements and not the canvas: colours are checked by the palette's own test, so that one rule
// is left out.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import {
    everyScreen, logIn, phone, quiet, screen, setDisplay, startBrowser, startServer,
} from './browser.mjs';
import { measured } from './measured.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const themes = ['light', 'dark', 'contrast'];
const rules = { rules: { 'color-contrast': { enabled: false } } };

let server;
let browser;
let looked = 0;
let found = 0;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

async function complaints(page) {
    await page.evaluate(axe);
    const { violations, passes } = await page.evaluate((options) => window.axe.run(options), rules);
    assert.ok(passes.length > 8, 'axe looked at the page');
    looked += 1;
    found += violations.length;
    return violations.map(({ id, nodes }) =>
        `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' ')}`);
}

for (const language of ['zh', 'en'])
    for (const elder of [false, true])
        test(`axe finds nothing in ${language}, ${elder ? 'elder' : 'normal'} view`, async () => {
            const context = await phone(browser, { deviceScaleFactor: 1 });
            const page = await context.newPage();
            await logIn(context, server, 'planner');
            const screens = await everyScreen(context, server);
            const steps = elder ? 8 : 6;
            for (const theme of themes) {
                await setDisplay(page, server, { language, theme, elder });
                for (const [name, path] of screens) {
                    await page.goto(server.url + path);
                    await screen(page, name);
                    await quiet(page, 150);
                    assert.deepEqual(await complaints(page), [], `${path}, ${theme}`);
                }
            }
            // A report's own steps, without a place or a consent: with its mistakes shown.
            await page.goto(`${server.url}/report/1`);
            await screen(page, 'report');
            for (let step = 1; step <= steps; ++step) {
                await quiet(page, 150);
                assert.deepEqual(await complaints(page), [], `step ${step}`);
                const next = page.locator('footer button, [data-path="report/next"]').last();
                await next.click();
                await quiet(page, 150);
                assert.deepEqual(await complaints(page), [], `step ${step}, gone on`);
            }
            await context.close();
        });

test('the table says how much axe looked at', () => {
    const note = `${looked} looks`;
    measured({ goal: 5, what: 'axe-core violations', figure: found, limit: 0, note });
    assert.ok(looked >= 2 * 2 * 3 * 12);
});
