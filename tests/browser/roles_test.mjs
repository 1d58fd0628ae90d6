// SPDX-License-Identifier: Apache-2.0
// The report as those hear it who do not see it: everything is found by role and name, pressed as
// assistive technology presses, and what changes is said.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { logIn, screen, startBrowser, startServer } from './browser.mjs';
import {
    complaintsOf, consentLabel, onward, questionLabel, spaceType, wordsOf,
} from './steps.mjs';

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

/** A press that comes through the accessibility tree: no place, no mouse. */
const press = (locator) => locator.evaluate((element) => element.click());

/** Keeps what the live regions said. */
function listen(page) {
    return page.evaluate(() => {
        window.heard = [];
        for (const region of document.querySelectorAll('[aria-live]:not([aria-live=off])'))
            new MutationObserver(() => window.heard.push(region.textContent))
                .observe(region, { childList: true, subtree: true, characterData: true });
    });
}
const hears = (page, words) => page.waitForFunction((wanted) =>
    window.heard.some((one) => one.includes(wanted)), words, { timeout: 10000 });

/** Landmarks once each, and headings that begin with the first and leave no level out. */
async function outline(page) {
    for (const role of ['main', 'banner'])
        assert.equal(await page.getByRole(role).count(), 1, role);
    assert.ok(await page.getByRole('contentinfo').count() <= 1);
    const levels = await page.getByRole('heading').evaluateAll((all) =>
        all.map((one) => Number(one.localName.slice(1))));
    assert.equal(levels.filter((level) => level === 1).length, 1, `one first: ${levels}`);
    for (let i = 1; i < levels.length; ++i)
        assert.ok(levels[i] <= levels[i - 1] + 1, `no level is left out: ${levels}`);
    assert.equal(levels[0], 1);
}

/** Frames and milliseconds from a press to the elements that follow from it. */
const answerOf = (locator, change) => locator.evaluate(async (element, js) => {
    const changed = new Function('element', `return ${js}`);
    const start = performance.now();
    element.click();
    let frames = 0;
    while (!changed(element) && frames < 100) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        ++frames;
    }
    return { frames, ms: performance.now() - start };
}, change);

for (const lang of ['zh', 'en']) {
    test(`a space is reported and withdrawn by roles and names alone (${lang})`, async (t) => {
        const text = wordsOf(lang);
        const context = await browser.newContext({ viewport: { width: 390, height: 844 },
            locale: lang === 'zh' ? 'zh-CN' : 'en-GB' });
        const page = await context.newPage();
        const complaints = complaintsOf(page);
        const button = (key) => page.getByRole('button', { name: text(key), exact: true });
        const heading = (key) => page.getByRole('heading', { name: text(key), exact: true });
        await page.goto(server.url);
        await screen(page, 'home');
        await outline(page);
        await listen(page);
        await press(page.getByRole('button', { name: text('home.report') }));
        await screen(page, 'report');
        await outline(page);
        assert.equal(await page.getByRole('progressbar',
            { name: text('report.step', { step: 1, steps: 6 }) }).count(), 1);
        await press(button('photo.skip'));

        // A place is asked for in words, then given with the map's own buttons and keys.
        const map = page.getByRole('application', { name: text('place.map') });
        await map.waitFor({ state: 'attached' });
        await press(button('place.here'));
        const alert = page.getByRole('alert').first();
        await alert.waitFor({ state: 'attached' });
        await hears(page, await alert.textContent());
        await press(button('map.zoom_in'));
        await press(button('place.here'));

        const type = page.getByRole('radio', { name: spaceType(lang, 'I09'), exact: true });
        await page.getByRole('radiogroup', { name: questionLabel(lang, 'space_type') })
            .waitFor({ state: 'attached' });
        await outline(page);
        await press(type);
        await page.waitForFunction(() => document.querySelector('input[type=radio]:checked'));
        assert.equal(await type.isChecked(), true);
        await press(onward(page, lang));

        const field = page.getByRole('textbox', { name: questionLabel(lang, 'description') });
        await field.fill(lang === 'zh' ? '墙边的空地' : 'Beside the wall');
        await page.getByRole('group', { name: questionLabel(lang, 'facts') })
            .waitFor({ state: 'attached' });
        await outline(page);
        const lift = page.getByRole('checkbox', { name: lang === 'zh' ? '有电梯' : 'A lift' });
        const node = 'window.__kongdi.tree().find((one) => one.i === Number(element.dataset.i))';
        const answer = await answerOf(lift, `(${node}.s & 2) !== 0`);
        assert.ok(answer.frames <= 3, `${answer.frames} frames`);
        t.diagnostic(`the tree answers ${answer.frames} frames after a press,`
            + ` ${answer.ms.toFixed()} ms`);
        await press(onward(page, lang));

        const consent = page.getByRole('checkbox', { name: consentLabel(lang, 'survey') });
        await consent.waitFor({ state: 'attached' });
        assert.equal(await consent.isChecked(), false);
        await press(consent);
        await press(onward(page, lang));

        await button('discard.ask').waitFor({ state: 'attached' });
        await outline(page);
        await press(button('discard.ask'));
        const dialog = page.getByRole('dialog', { name: text('discard.title'), exact: true });
        await dialog.waitFor({ state: 'attached' });
        assert.equal(await dialog.getAttribute('aria-modal'), 'true');
        assert.ok(await button('check.send').evaluate((element) => !!element.closest('[inert]')),
            'what is behind cannot be reached');
        await press(dialog.getByRole('button', { name: text('action.close'), exact: true }));
        await dialog.waitFor({ state: 'detached' });
        await press(button('check.send'));
        await screen(page, 'sent');
        await heading('sent.thanks').waitFor({ state: 'attached', timeout: 20000 });
        await outline(page);

        await press(button('action.home'));
        await screen(page, 'home');
        await press(page.getByRole('button', { name: text('home.my') }));
        await screen(page, 'my');
        await press(page.getByRole('button', { name: spaceType(lang, 'I09') }).first());
        await screen(page, 'my-report');
        await outline(page);
        await press(button('withdraw.ask'));
        await press(page.getByRole('dialog', { name: text('withdraw.title'), exact: true })
            .getByRole('button', { name: text('withdraw.yes'), exact: true }));
        await hears(page, text('withdraw.done'));
        assert.deepEqual(complaints, []);
        await context.close();
    });

    test(`a planner's page has its landmarks and says how it is sorted (${lang})`, async () => {
        const text = wordsOf(lang);
        const context = await browser.newContext({ viewport: { width: 1280, height: 800 },
            locale: lang === 'zh' ? 'zh-CN' : 'en-GB' });
        await logIn(context, server, 'planner');
        const page = await context.newPage();
        await page.goto(`${server.url}/planner`);
        await screen(page, 'planner');
        await page.getByRole('table', { name: text('spaces.table') })
            .waitFor({ state: 'attached' });
        for (const role of ['main', 'banner', 'navigation'])
            assert.equal(await page.getByRole(role).count(), 1, role);
        const menu = page.getByRole('navigation', { name: text('nav.label') });
        await menu.getByRole('button', { name: text('nav.reports'), exact: true })
            .waitFor({ state: 'attached' });
        const header = page.getByRole('columnheader', { name: text('column.floor_area') });
        await press(header.getByRole('button'));
        await page.waitForFunction(() => document.querySelector('[aria-sort=ascending]'));
        assert.equal(await header.getAttribute('aria-sort'), 'ascending');
        await press(page.getByRole('row').nth(1).getByRole('button'));
        await screen(page, 'worker-report');
        await context.close();
    });
}
