// SPDX-License-Identifier: Apache-2.0
// A battery that lasts: no frame while nothing happens or nobody looks, few for a tap, and the same
// picture is not handed to the graphics card twice.
// Runs alone: it measures time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
    logIn, pause, phone, quiet, screen, startBrowser, startServer, startTabs, until,
} from './browser.mjs';
import { measured } from './measured.mjs';

const kIdleMs = 10_000;

let server;
let browser;
let tabs;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
});
after(async () => {
    await tabs?.close();
    await browser?.close();
    await server?.stop();
});

/** Counts what is asked of the browser itself, beside the page's own counters. */
function countFrames() {
    const frame = window.requestAnimationFrame.bind(window);
    window.__asked = 0;
    window.__run = 0;
    window.requestAnimationFrame = (work) => {
        window.__asked += 1;
        return frame((at) => {
            window.__run += 1;
            work(at);
        });
    };
    window.__submitted = 0;
    for (const name of ['drawElements', 'drawArrays']) {
        const draw = WebGL2RenderingContext.prototype[name];
        WebGL2RenderingContext.prototype[name] = function (...args) {
            window.__submitted += 1;
            return draw.apply(this, args);
        };
    }
}

const counts = (page) => page.evaluate(() => ({
    frames: window.__kongdi.frames,
    draws: window.__kongdi.draws,
    asked: window.__asked,
    run: window.__run,
    submitted: window.__submitted,
    reasons: { ...window.__kongdi.reasons },
}));

const rested = [
    ['home', 'home', '/', null],
    ['a report step with its map', 'report', '/report/2', null],
    ['the city and what was reported in it', 'map', '/map', null],
    ['my reports', 'my', '/my', 'resident'],
    ['planner', 'planner', '/planner', 'planner'],
];

for (const [words, name, path, user] of rested) {
    test(`no frame is drawn in ten seconds of idleness: ${words}`, async () => {
        const context = await phone(browser);
        if (user !== null) await logIn(context, server, user);
        const page = await context.newPage();
        await page.addInitScript(countFrames);
        if (path === '/report/2') {
            await page.goto(`${server.url}/report/1`);
            await screen(page, 'report');
            await page.getByRole('button', { name: '先不拍，下一步' }).tap();
            await page.getByRole('application').waitFor({ state: 'attached' });
        } else {
            await page.goto(server.url + path);
        }
        await screen(page, name);
        await quiet(page, 1000);
        const cdp = await context.newCDPSession(page);
        await cdp.send('Performance.enable');
        const taskMs = async () => {
            const { metrics } = await cdp.send('Performance.getMetrics');
            return metrics.find((one) => one.name === 'TaskDuration').value * 1000;
        };
        const first = await counts(page);
        assert.ok(first.run > 0 && first.submitted > 0, 'the counters count');
        const busy = await taskMs();
        await pause(kIdleMs);
        const idleMs = ((await taskMs()) - busy) / (kIdleMs / 1000);
        const last = await counts(page);
        measured({ goal: 3, what: `frames in 10 s of idleness, ${words}`,
            figure: last.asked - first.asked, limit: 0 });
        measured({ goal: 3, what: `draws in 10 s of idleness, ${words}`,
            figure: last.submitted - first.submitted, limit: 0 });
        measured({ goal: 3, what: `main thread while idle, ${words}`, figure: idleMs,
            unit: 'ms/s', limit: 1, kind: 'time' });
        assert.deepEqual(last, first);
        await context.close();
    });
}

test('a tap costs at most three frames', async () => {
    const context = await phone(browser);
    const page = await context.newPage();
    await page.addInitScript(countFrames);
    await page.goto(server.url);
    await screen(page, 'home');
    await quiet(page);
    const costs = {};
    // Letters seen for the first time are made within a budget a frame: those frames are theirs.
    const letters = () => page.evaluate(() => window.__kongdi.reasons.glyphs ?? 0);
    const tap = async (words, press) => {
        const first = await quiet(page) - await letters();
        await press();
        costs[words] = (await quiet(page)) - (await letters()) - first;
    };
    await tap('another language', () => page.getByRole('button', { name: 'EN' }).tap());
    await tap('the same language', () => page.getByRole('button', { name: '中文' }).tap());
    await tap('the elder view', () => page.getByRole('button', { name: '长辈版' }).tap());
    await tap('the normal view', () => page.getByRole('button', { name: '普通版' }).tap());
    await page.getByRole('button', { name: '拍一处闲置空间' }).tap();
    await page.getByRole('button', { name: '先不拍，下一步' }).tap();
    const map = page.getByRole('application');
    await map.focus();
    await page.keyboard.press('ArrowRight');
    await quiet(page);
    await page.getByRole('button', { name: '就是这里' }).tap();
    await page.getByRole('radio', { name: '边角地' }).waitFor();
    await tap('a choice', () => page.getByRole('radio', { name: '边角地' }).tap());
    await tap('another choice', () => page.getByRole('radio', { name: '车棚' }).tap());
    await tap('the next step', () => page.getByRole('button', { name: '下一步' }).tap());
    await tap('into a field', () => page.getByRole('textbox', { name: '还想说点什么' }).tap());
    console.log(`frames a tap: ${JSON.stringify(costs)}`);
    measured({ goal: 3, what: 'frames a tap, the most of 8', figure:
        Math.max(...Object.values(costs)), limit: 3, note: 'without those for new letters' });
    await context.close();
});

test('a wake without a change draws nothing', async () => {
    const context = await phone(browser);
    const page = await context.newPage();
    await page.addInitScript(countFrames);
    await page.goto(server.url);
    await screen(page, 'home');
    await quiet(page);
    const first = await counts(page);
    for (let i = 0; i < 5; ++i) {
        await page.evaluate(() => window.dispatchEvent(new Event('resize')));
        await quiet(page, 100);
    }
    const last = await counts(page);
    assert.ok(last.frames >= first.frames + 5, 'the page was woken');
    measured({ goal: 3, what: 'draws in 5 wakes without a change',
        figure: last.submitted - first.submitted, limit: 0 });
    assert.equal(last.draws, first.draws);
    await context.close();
});

test('nothing is drawn while hidden, and what happened is there afterwards', async () => {
    tabs = await startTabs();
    const page = await tabs.newPage();
    await page.evaluateOnNewDocument(countFrames);
    await page.goto(server.url);
    await page.waitForSelector('html[data-screen="home"]');
    await quiet(page);
    const other = await tabs.newPage();
    await other.bringToFront();
    await until(() => page.evaluate(() => document.hidden), 'the page to be hidden');
    const first = await counts(page);
    // Things happen all the same: the network goes, another tab writes, a button is pressed.
    await page.evaluate(() => {
        window.dispatchEvent(new Event('offline'));
        new BroadcastChannel('kongdi').postMessage('changed');
        document.querySelector('#mirror button').click();
        window.dispatchEvent(new Event('resize'));
    });
    await pause(2000);
    const last = await counts(page);
    measured({ goal: 3, what: 'frames while hidden, with 4 events',
        figure: last.frames - first.frames, limit: 0 });
    assert.equal(last.submitted, first.submitted);
    await page.bringToFront();
    await until(() => page.evaluate(() => !document.hidden && window.__kongdi.tree()
        .some((node) => /普通版|Normal view/.test(node.n))),
    'the page to show what happened meanwhile');
});
