// SPDX-License-Identifier: Apache-2.0
// Everything by Tab, arrows, Enter, Space and Escape alone. Wherever the keyboard stands can be
// seen, it goes in reading order, gets out of everything, and is never lost when something changes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { logIn, screen, startBrowser, startServer } from './browser.mjs';
import {
    complaintsOf, consentLabel, drawn, onwardWords, questionLabel, spaceType, standing,
    wordsOf,
} from './steps.mjs';

const text = wordsOf('zh');
const kMostTabs = 60;

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

/** A person with a keyboard and nothing else. */
class Typist {
    compared = 0;
    steps = 0;
    constructor(page) {
        this.page = page;
        this.complaints = complaintsOf(page);
    }

    async press(...keys) {
        for (const key of keys) await this.page.keyboard.press(key);
    }

    /** Where the keyboard stands; it must be somewhere and in sight. */
    async here() {
        await drawn(this.page);
        const at = await standing(this.page);
        assert.ok(!at.nowhere, 'the keyboard stands somewhere');
        assert.ok(at.seen.width > 0 && at.seen.height > 0, `${at.name} is in sight`);
        // Larger than the window or wholly visible, but for a frame of the browser's rounding.
        const whole = at.seen.height >= Math.min(at.box.height, 300) - 2;
        assert.ok(whole, `${at.name} is not cut off: ${JSON.stringify([at.box, at.seen])}`);
        if (++this.steps % 6 === 1) await this.compare(at);
        return at;
    }

    /** The picture around it differs from the one without the keyboard there. */
    async compare(at) {
        const { width, height } = this.page.viewportSize();
        const x = Math.max(0, at.box.x - 8);
        const y = Math.max(0, at.box.y - 8);
        const clip = { x, y, width: Math.min(at.box.width + 16, width - x),
            height: Math.min(at.box.height + 16, height - y) };
        const shot = async () => {
            await drawn(this.page);
            return this.page.screenshot({ clip });
        };
        const focused = await shot();
        await this.page.evaluate(() => {
            window.stood = document.activeElement;
            window.stood.blur();
        });
        const plain = await shot();
        await this.page.evaluate(() => window.stood.focus({ preventScroll: true }));
        assert.ok(!focused.equals(plain), `one can see that ${at.name} is where the keyboard is`);
        ++this.compared;
    }

    /** On to what is called that, in reading order all the way. */
    async to(name, { key = 'Tab', role } = {}) {
        const matches = (at) => (name instanceof RegExp ? name.test(at.name) : at.name === name)
            && (!role || at.role === role || at.tag === role);
        let last = await standing(this.page);
        const passed = [];
        for (let i = 0; i < kMostTabs; ++i) {
            await this.press(key);
            const at = await standing(this.page);
            if (at.nowhere) { // the browser's own frame, between the last and the first
                last = at;
                continue;
            }
            passed.push(at.name);
            if (!last.nowhere && last.id !== at.id) {
                const forward = at.order > last.order;
                const wrapped = key === 'Tab' ? !forward && last.order > at.order : forward;
                assert.ok(forward === (key === 'Tab') || wrapped, 'in reading order');
                // On one page of one column nothing leads up again.
                if (forward && key === 'Tab' && at.place === last.place)
                    assert.ok(at.box.y + at.box.height > last.box.y - this.scrolled(at, last),
                        `${at.name} does not stand above ${last.name}`);
            }
            if (matches(at)) return this.here();
            last = at;
        }
        return assert.fail(`no way by ${key} to ${name}; passed ${passed.join(' | ')}`);
    }

    scrolled(at, last) {
        return at.place === 'main' && last.place === 'main' ? this.page.viewportSize().height : 0;
    }

    async enter(screenName) {
        await this.press('Enter');
        await screen(this.page, screenName);
    }

    /** A new page, or a new step: the keyboard stands on its heading. */
    async onHeading(name) {
        await this.page.waitForFunction((wanted) => document.activeElement?.localName === 'h1'
            && (!wanted || document.activeElement.textContent === wanted), name, { timeout: 5000 })
            .catch(async () => assert.fail(`not on the heading ${name ?? ''} but on `
                + JSON.stringify(await standing(this.page))));
        return this.here();
    }

    async onward() {
        await this.to(new RegExp(`^(${onwardWords('zh').join('|')})$`), { role: 'button' });
        const before = await this.page.evaluate(() => location.pathname);
        await this.press('Enter');
        await this.page.waitForFunction((old) => location.pathname !== old, before);
        await this.onHeading();
    }
}

async function typist(options = {}) {
    const context = await browser.newContext({ viewport: { width: 800, height: 700 },
        locale: 'zh-CN', ...options });
    return { context, hand: new Typist(await context.newPage()) };
}

/** A picture, drawn by the browser itself. */
async function photo(page) {
    const url = await page.evaluate(() => {
        const canvas = document.createElement('canvas');
        canvas.width = canvas.height = 64;
        canvas.getContext('2d').fillRect(8, 8, 40, 40);
        return canvas.toDataURL('image/jpeg');
    });
    const buffer = Buffer.from(url.split(',')[1], 'base64');
    return { name: 'p.jpg', mimeType: 'image/jpeg', buffer };
}

test('a space is reported, looked at and withdrawn by the keyboard alone', async (t) => {
    const { context, hand } = await typist();
    const { page } = hand;
    await page.goto(server.url);
    await screen(page, 'home');
    await hand.to(text('home.report'));
    await hand.enter('report');
    await hand.onHeading();

    const chooser = page.waitForEvent('filechooser');
    await hand.to(new RegExp(text('photo.add')));
    await hand.press('Space');
    await (await chooser).setFiles(await photo(page));
    await page.getByRole('button', { name: text('photo.remove') }).waitFor({ state: 'attached' });
    await hand.here();
    // Taken away again: the keyboard stays beside it.
    await hand.to(text('photo.remove'), { key: 'Shift+Tab' });
    await hand.press('Enter');
    await page.getByRole('button', { name: text('photo.remove') }).waitFor({ state: 'detached' });
    await hand.here();
    const again = page.waitForEvent('filechooser');
    const at = await standing(page);
    if (!at.name.includes(text('photo.add'))) await hand.to(new RegExp(text('photo.add')));
    await hand.press('Enter');
    await (await again).setFiles(await photo(page));
    await page.getByRole('button', { name: text('photo.remove') }).waitFor({ state: 'attached' });
    await hand.onward();

    await hand.to(text('place.map'), { role: 'application' });
    const camera = () => page.evaluate(() =>
        window.__kongdi.tree().find((node) => node.r === 'map').v);
    const start = await camera();
    await hand.press('ArrowRight', 'ArrowDown', '+');
    await page.waitForFunction((old) =>
        window.__kongdi.tree().find((node) => node.r === 'map').v !== old, start);
    await hand.here();
    await hand.onward();

    const first = await hand.to(new RegExp(spaceType('zh', 'I01')), { role: 'radio' });
    assert.equal(first.checked, false);
    await hand.press('ArrowDown', 'ArrowDown', 'ArrowUp');
    const radio = await hand.here();
    assert.equal(radio.role, 'radio');
    await page.waitForFunction(() => document.activeElement.checked);
    await hand.onward();

    await hand.to(questionLabel('zh', 'floor_area'));
    await page.keyboard.type('60.5');
    await hand.press('Tab');
    await hand.here();
    await hand.to('有电梯', { role: 'checkbox' });
    await hand.press('Space');
    await page.waitForFunction(() => document.activeElement.checked);
    await hand.to(questionLabel('zh', 'description'));
    await page.keyboard.type('By keyboard');
    await hand.press('Enter');
    await page.keyboard.type('alone');
    await hand.onward();

    for (const purpose of ['survey', 'photo']) {
        await hand.to(consentLabel('zh', purpose), { role: 'checkbox' });
        await hand.press('Space');
        await page.waitForFunction(() => document.activeElement.checked);
    }
    await hand.onward();
    assert.ok(await page.getByText('By keyboard alone').or(page.getByText('By keyboard')).count());
    await hand.to(text('check.send'));
    await hand.enter('sent');
    await hand.onHeading(text('sent.page'));
    await page.getByRole('heading', { name: text('sent.thanks') })
        .waitFor({ state: 'attached', timeout: 20000 });
    await hand.here();
    await hand.to(text('action.home'));
    await hand.enter('home');
    await hand.onHeading();

    await hand.to(new RegExp(text('home.my')));
    await hand.enter('my');
    await hand.onHeading(text('my.page'));
    await page.locator('[aria-description*="翠苑"], [aria-description]').first()
        .waitFor({ state: 'attached' });
    await hand.to(new RegExp('用房|底商|车棚|仓库|公厕|边角|屋|楼|地|空'), { role: 'button' });
    await hand.enter('my-report');
    await hand.onHeading(text('my_report.page'));

    await hand.to(text('withdraw.ask'));
    await hand.press('Enter');
    const dialog = page.getByRole('dialog', { name: text('withdraw.title') });
    await dialog.waitFor({ state: 'attached' });
    for (const key of ['Tab', 'Tab', 'Tab', 'Tab', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab']) {
        const inside = await standing(page);
        assert.ok(inside.nowhere || inside.place === 'div', `${inside.name} is in the dialog`);
        await hand.press(key);
    }
    await hand.to(text('withdraw.keep'));
    await hand.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const back = await hand.here();
    assert.equal(back.name, text('withdraw.ask'), 'back to where it was');
    await hand.press('Enter');
    await dialog.waitFor({ state: 'attached' });
    await hand.to(text('withdraw.yes'));
    await hand.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(text('withdraw.done')).first().waitFor({ state: 'attached' });
    await hand.here();
    await hand.to(text('action.back'), { key: 'Shift+Tab' });
    await hand.enter('my');
    await hand.onHeading();
    await hand.to(text('action.back'), { key: 'Shift+Tab' });
    await hand.enter('home');
    await hand.onHeading();

    await hand.to(text('language.other'));
    await hand.press('Enter');
    await page.waitForFunction(() => document.documentElement.lang.startsWith('en'));
    const language = await hand.here();
    assert.equal(language.name, wordsOf('en')('language.other'), 'a changed word moves nothing');
    assert.deepEqual(hand.complaints, []);
    t.diagnostic(`${hand.steps} places stood on, ${hand.compared} of them compared by picture`);
    await context.close();
});

test('a worker logs in, finds and checks a report by the keyboard alone', async () => {
    const { context, hand } = await typist();
    const { page } = hand;
    await page.goto(`${server.url}/worker`);
    await page.getByLabel(text('login.password')).waitFor({ state: 'attached' });
    await hand.to(text('login.name'));
    await page.keyboard.type('worker');
    await hand.press('Tab');
    assert.equal((await hand.here()).name, text('login.password'));
    await page.keyboard.type('kongdi-worker');
    await hand.press('Enter'); // as in any form
    await screen(page, 'worker');
    await hand.onHeading(text('worker.page'));

    await hand.to(text('worker.new'), { role: 'radio' });
    await hand.press('ArrowRight');
    await page.getByRole('radio', { name: text('worker.visit') })
        .and(page.getByRole('radio', { checked: true })).waitFor({ state: 'attached' });
    await hand.here();
    await hand.press('ArrowLeft');
    // On a phone the filters lie in a dialog, which Escape closes.
    await hand.to(text('filter.open'), { role: 'button' });
    await hand.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'attached' });
    await hand.to(text('filter.community'));
    await hand.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await hand.to(/棚|房|室|空住宅|边角地/, { role: 'button' });
    await hand.enter('worker-report');
    await hand.onHeading(text('worker_report.page'));
    await page.getByRole('button', { name: text('worker_report.verify') })
        .waitFor({ state: 'attached' });
    await hand.to(text('worker_report.verify'));
    await hand.enter('site-check');
    await hand.onHeading(text('worker_report.page'));
    await hand.to(new RegExp(text('finding.usable')), { role: 'radio' });
    await hand.press('Space');
    await hand.to(text('site.send'));
    await hand.enter('worker-report');
    await page.getByText(text('step.verify')).first().waitFor({ state: 'attached' });
    await hand.here();
    await hand.to(text('action.back'), { key: 'Shift+Tab' });
    await hand.enter('worker');
    await hand.onHeading(text('worker.page'));
    assert.deepEqual(hand.complaints, []);
    await context.close();
});

test('a planner sorts, filters and pages by the keyboard alone, with no trap', async () => {
    const { context, hand } = await typist({ viewport: { width: 1000, height: 900 },
        serviceWorkers: 'block' });
    const { page } = hand;
    await logIn(context, server, 'planner');
    // Ten rows a page instead of a hundred: the demo city is small.
    await page.route(/\/api\/v1\/spaces\?/, async (route) => {
        const url = new URL(route.request().url());
        url.searchParams.set('limit', '10');
        url.searchParams.set('offset', String(Number(url.searchParams.get('offset') ?? 0) / 10));
        const response = await route.fetch({ url: url.href });
        const json = await response.json();
        json.total = Math.floor(json.total / 10) * 100 + (json.total % 10);
        return route.fulfill({ response, json });
    });
    await page.goto(`${server.url}/planner`);
    await screen(page, 'planner');
    await page.getByRole('table').waitFor({ state: 'attached' });
    const header = (name) => page.getByRole('columnheader', { name });
    await hand.to(text('column.floor_area'), { role: 'button' });
    await hand.press('Enter');
    await page.waitForFunction(() => document.activeElement.closest('[aria-sort]')?.ariaSort
        === 'ascending');
    await hand.press('Space');
    await page.waitForFunction(() => document.activeElement.closest('[aria-sort]')?.ariaSort
        === 'descending');
    assert.equal(await header(text('column.floor_area')).count(), 1);
    await hand.here();

    const total = () => page.getByText(/^共 [\d,]+ 处/).first().textContent();
    const all = await total();
    await hand.to(text('filter.state'), { key: 'Shift+Tab' });
    await hand.press('ArrowDown', 'ArrowDown');
    await page.waitForFunction((old) => ![...document.querySelectorAll('p')]
        .some((one) => one.textContent === old), all);
    const select = await hand.here();
    assert.equal(select.name, text('filter.state'));
    await hand.press('ArrowUp', 'ArrowUp');
    await page.getByText(all, { exact: true }).first().waitFor({ state: 'attached' });
    await hand.to(text('filter.text'), { key: 'Shift+Tab' });
    await page.keyboard.type('zzzz');
    await page.getByText(text('spaces.none'), { exact: true }).first()
        .waitFor({ state: 'attached' });
    assert.equal((await hand.here()).value, 'zzzz');
    for (let i = 0; i < 4; ++i) await hand.press('Backspace');
    await page.getByText(all, { exact: true }).first().waitFor({ state: 'attached' });

    // Once around: everything that answers is met, and the way leads out at the end.
    const met = new Set();
    const start = (await standing(page)).id;
    for (let i = 0; i < 400; ++i) {
        await hand.press('Tab');
        const at = await standing(page);
        if (at.id === start) break;
        if (!at.nowhere) met.add(at.name);
    }
    assert.equal((await standing(page)).id, start, 'no trap');
    for (const name of [text('planner.csv'), text('login.logout'), text('column.state')])
        assert.ok(met.has(name), name);

    // Through the pages to the last, where the button that leads on is gone.
    const later = page.getByRole('button', { name: text('spaces.later') });
    const earlier = page.getByRole('button', { name: text('spaces.earlier') });
    await hand.to(text('spaces.later'), { key: 'Shift+Tab' });
    await hand.press('Enter');
    await earlier.waitFor({ state: 'attached' });
    assert.equal((await hand.here()).name, text('spaces.later'));
    for (let i = 0; i < 10 && (await later.count()); ++i) {
        const range = await page.getByText(/^第 \d+–\d+ 条/).textContent();
        await hand.press('Enter');
        await page.getByText(range, { exact: true }).waitFor({ state: 'detached' });
    }
    assert.equal(await later.count(), 0);
    assert.equal((await hand.here()).name, text('spaces.earlier'), 'beside what is gone');
    assert.deepEqual(hand.complaints, []);
    await context.close();
});
