// SPDX-License-Identifier: Apache-2.0
// Fingers: scrolling and its ends, presses that are none, pinching, turning the phone, the soft
// keyboard. What moved is read from the picture, since the elements over it cannot be seen.
// Runs alone: it measures time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { logIn, phone, screen, startBrowser, startServer } from './browser.mjs';
import {
    agreement, complaintsOf, drawn, questionLabel, walkReportTo, wordsOf,
} from './steps.mjs';
import { shiftOf } from './shift.mjs';

const text = wordsOf('zh');
const kMostPull = 72;
const size = { width: 390, height: 640 };

let server;
let browser;
let context;
let page;
let cdp;
let complaints;
let description;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
    context = await phone(browser, { deviceScaleFactor: 1, viewport: size });
    page = await context.newPage();
    complaints = complaintsOf(page);
    cdp = await context.newCDPSession(page);
    description = page.getByRole('textbox', { name: questionLabel('zh', 'description') });
    await walkReportTo(page, server.url, 'zh', description);
    await watchClicks(page);
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

const watchClicks = (on) => on.evaluate(() => {
    window.clicks = 0;
    window.menus = [];
    window.addEventListener('click', () => ++window.clicks, true);
    window.addEventListener('contextmenu', (event) =>
        setTimeout(() => window.menus.push(event.defaultPrevented)), true);
});

// A steady hand: 12 ms between two moves, however late they get there on a busy machine.
let clock = 0;
const touch = (session, type, ...points) => {
    clock = type === 'touchStart' ? Date.now() / 1000 : clock + 0.012;
    return session.send('Input.dispatchTouchEvent', { type, timestamp: clock,
        touchPoints: points.map(([x, y], id) => ({ x, y, id, radiusX: 4, radiusY: 4 })) });
};

/** One finger from a place to another, left down unless told to lift. */
async function drag(session, [x, y], [toX, toY], { moves = 10, lift = true } = {}) {
    await touch(session, 'touchStart', [x, y]);
    for (let i = 1; i <= moves; ++i)
        await touch(session, 'touchMove',
            [x + ((toX - x) * i) / moves, y + ((toY - y) * i) / moves]);
    if (lift) await touch(session, 'touchEnd');
}

const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
const scrolled = (on = page) => on.getByRole('main').evaluate((e) => e.scrollTop);
const state = () => page.evaluate(() => ({ clicks: window.clicks, scale: visualViewport.scale,
    scrollY: window.scrollY, checked: document.querySelectorAll('input:checked').length }));

/** Waits until scrolling has come to rest. */
async function rest(on = page) {
    await on.getByRole('main').evaluate(async (element) => {
        const table = document.querySelector('.sideways'); // glides on by itself
        let last = '';
        for (let same = 0; same < 8;) {
            await new Promise((resolve) => requestAnimationFrame(resolve));
            const now = `${element.scrollTop} ${table?.scrollLeft}`;
            same = now === last ? same + 1 : 0;
            last = now;
        }
    });
    await drawn(on);
}

async function scrollTo(y, on = page) {
    await on.getByRole('main').evaluate((element, top) => { element.scrollTop = top; }, y);
    await rest(on);
}

/** The scrolled part without its edges. */
async function picture() {
    const { y, height } = await page.getByRole('main').boundingBox();
    return page.screenshot({ clip: { x: 24, y: y + 4, width: 320, height: height - 8 } });
}

test('a drag scrolls with inertia, and the picture stands where the elements do', async (t) => {
    await scrollTo(0);
    const first = await picture();
    await drag(cdp, [195, 420], [195, 280], { moves: 6 });
    await rest();
    const atRest = await scrolled();
    assert.ok(atRest > 145, `it went on by itself after 140 px of finger: ${atRest}`);
    t.diagnostic(`140 px of finger, at rest at ${atRest} px`);
    await scrollTo(120);
    assert.equal(await shiftOf(context, first, await picture()), -120);
});

test('a press that becomes a scroll activates nothing, from a button either', async () => {
    await scrollTo(0);
    const lift = page.getByRole('checkbox', { name: '有电梯' });
    await lift.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await rest();
    const before = { ...(await state()), y: await scrolled() };
    const [x, y] = middle(await lift.boundingBox());
    await drag(cdp, [x, y], [x, y - 100]);
    await rest();
    const now = await state();
    assert.notEqual(await scrolled(), before.y, 'it scrolled');
    assert.deepEqual([now.clicks, now.checked], [before.clicks, before.checked]);
});

test('a touch taken back by the system is no click', async () => {
    const lift = page.getByRole('checkbox', { name: '有电梯' });
    await lift.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await rest();
    const before = await state();
    await touch(cdp, 'touchStart', middle(await lift.boundingBox()));
    await touch(cdp, 'touchCancel');
    await drawn(page);
    assert.deepEqual(await state(), before);
});

test('a long press opens no menu and presses nothing; two taps do not zoom', async () => {
    const lift = page.getByRole('checkbox', { name: '有电梯' });
    const before = await state();
    await touch(cdp, 'touchStart', middle(await lift.boundingBox()));
    await page.waitForFunction(() => window.menus.length > 0, undefined, { timeout: 3000 })
        .catch(() => {}); // a browser may ask for no menu at all
    assert.deepEqual(await state(), before);
    assert.ok(!(await page.evaluate(() => window.menus)).includes(false), 'no menu');
    await touch(cdp, 'touchCancel');
    await scrollTo(0);
    const at = middle(await page.getByRole('heading').last().boundingBox());
    for (let i = 0; i < 2; ++i) {
        await touch(cdp, 'touchStart', at);
        await touch(cdp, 'touchEnd');
    }
    await rest();
    const now = await state();
    assert.deepEqual([now.scale, now.scrollY, now.checked], [1, 0, before.checked]);
});

test('pulling past either end gives way, springs back and presses nothing', async (t) => {
    await page.evaluate(() => document.activeElement.blur());
    for (const end of ['top', 'bottom']) {
        await scrollTo(end === 'top' ? 0 : 1e5);
        const way = end === 'top' ? 1 : -1;
        const before = await state();
        const y = await scrolled();
        const first = await picture();
        await drag(cdp, [195, 330], [195, 330 + way * 200], { lift: false });
        await drawn(page);
        const pulled = await shiftOf(context, first, await picture());
        assert.ok(pulled * way > 20 && pulled * way <= kMostPull, `${end}: ${pulled} px`);
        await page.evaluate(() => {
            window.lifted = undefined;
            window.addEventListener('touchend', () => {
                window.lifted = performance.now();
                let seen = window.__kongdi.reasons.pull;
                const look = () => {
                    const now = performance.now();
                    if (window.__kongdi.reasons.pull !== seen) {
                        seen = window.__kongdi.reasons.pull;
                        window.lastPull = now - window.lifted;
                    }
                    if (now - window.lifted < 800) requestAnimationFrame(look);
                };
                look();
            }, { once: true, capture: true });
        });
        await touch(cdp, 'touchEnd');
        await page.waitForFunction(() => performance.now() - window.lifted > 900);
        const back = await page.evaluate(() => window.lastPull);
        const frames = await page.evaluate(() => window.__kongdi.frames);
        assert.equal(await shiftOf(context, first, await picture()), 0, 'back where it was');
        await drawn(page);
        assert.equal(await page.evaluate(() => window.__kongdi.frames), frames, 'and at rest');
        assert.ok(back < 1000, `${back} ms`); // 200 and a frame, which is late on a busy machine
        assert.equal(await scrolled(), y);
        assert.deepEqual(await state(), before);
        t.diagnostic(`${end}: 200 px of finger moved it ${pulled} px,`
            + ` back in ${back.toFixed()} ms`);
    }
});

test('who wants no motion is not given any', async () => {
    const calm = await phone(browser,
        { deviceScaleFactor: 1, viewport: size, reducedMotion: 'reduce' });
    const still = await calm.newPage();
    await still.goto(server.url);
    await screen(still, 'home');
    const session = await calm.newCDPSession(still);
    await drag(session, [195, 200], [195, 400]);
    await drawn(still);
    assert.equal(await still.evaluate(() => window.__kongdi.reasons.pull ?? 0), 0);
    await calm.close();
});

test('the soft keyboard leaves the whole field in sight, and nothing stays moved', async () => {
    const resize = async (height) => {
        await page.setViewportSize({ width: size.width, height });
        await page.waitForFunction((h) => document.getElementById('canvas').clientHeight === h,
            height);
        await drawn(page);
    };
    await scrollTo(0);
    const mainBefore = await page.getByRole('main').boundingBox();
    await description.tap();
    await page.keyboard.type('abc');
    await resize(400);
    await page.waitForFunction(() => {
        const field = document.activeElement.getBoundingClientRect();
        const main = document.querySelector('main').getBoundingClientRect();
        return field.top >= main.top - 1 && field.bottom <= main.bottom + 1;
    });
    const field = await description.boundingBox();
    const footer = await page.getByRole('contentinfo').boundingBox();
    assert.ok(field.y + field.height <= footer.y + 1, 'the footer does not cover it');
    await description.evaluate((element) => element.blur());
    await resize(size.height);
    assert.deepEqual(await page.getByRole('main').boundingBox(), mainBefore);
    const now = await state();
    assert.deepEqual([now.scale, now.scrollY], [1, 0]);
    assert.equal((await agreement(description)).shown, 'abc');
});

test('a turned phone keeps the place in the page, the field and what was typed', async () => {
    const turn = async (width, height) => {
        await page.setViewportSize({ width, height });
        await page.waitForFunction((w) => document.getElementById('canvas').clientWidth === w,
            width);
        await rest();
    };
    const inSight = (locator) => locator.evaluate((element) => {
        const box = element.getBoundingClientRect();
        const main = document.querySelector('main').getBoundingClientRect();
        return box.bottom > main.top && box.top < main.bottom;
    });
    await turn(size.width, 480); // low enough for the ticks to reach the top
    const lift = page.getByRole('checkbox', { name: '有电梯' });
    await lift.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await rest();
    const below = () => lift.evaluate((element) => element.getBoundingClientRect().top
        - document.querySelector('main').getBoundingClientRect().top);
    const before = await below();
    for (const [width, height] of [[844, 390], [size.width, 480]]) {
        await turn(width, height);
        assert.ok(Math.abs((await below()) - before) < 12, `at the top still: ${await below()} px`);
    }

    await description.tap();
    await page.keyboard.type('转');
    const cursor = await page.evaluate(() => document.activeElement.selectionStart);
    for (const [width, height] of [[844, 390], [390, 844], [844, 390], [size.width, size.height]]) {
        await turn(width, height);
        assert.ok(await description.evaluate((element) => element === document.activeElement));
        assert.ok(await inSight(description), `at ${width}x${height}`);
    }
    assert.equal(await page.evaluate(() => document.activeElement.selectionStart), cursor);
    assert.ok((await agreement(description)).shown.includes('转'));
    await description.evaluate((element) => element.blur());
});

test('another density draws sharp again, but never finer than two', async () => {
    for (const scale of [2, 3, 1]) {
        await cdp.send('Emulation.setDeviceMetricsOverride',
            { ...size, deviceScaleFactor: scale, mobile: true });
        // The event of a real screen does not come with a pretended one: the next frame sees it.
        await page.evaluate(() => window.dispatchEvent(new Event('online')));
        await page.waitForFunction(([dpr, width]) =>
            document.getElementById('canvas').width === width * Math.min(2, dpr),
        [scale, size.width]);
        await drawn(page);
    }
});

test('a pinch keeps the world under both fingers; one from outside moves nothing', async (t) => {
    await page.goto(`${server.url}/report/2`);
    await screen(page, 'report');
    const map = page.getByRole('application');
    await map.waitFor({ state: 'attached' });
    await rest();
    const box = await map.boundingBox();
    const [cx, cy] = middle(box);
    const camera = async () => {
        await drawn(page);
        const words = await page.evaluate(() =>
            window.__kongdi.tree().find((node) => node.r === 'map').v);
        const [lon, lat, zoom] = words.split(' ').map(Number);
        const sine = Math.sin((lat * Math.PI) / 180);
        return { x: (lon + 180) / 360, zoom, scale: 256 * 2 ** zoom,
            y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
    };
    const worldAt = (cam, [x, y]) => [cam.x + (x - cx) / cam.scale, cam.y + (y - cy) / cam.scale];
    const screenAt = (cam, [x, y]) => [cx + (x - cam.x) * cam.scale, cy + (y - cam.y) * cam.scale];
    const start = await camera();
    const from = [[cx - 40, cy - 30], [cx + 50, cy + 40]];
    const to = [[cx - 95, cy - 10], [cx + 80, cy + 102]]; // apart, shifted and a little turned
    await touch(cdp, 'touchStart', ...from);
    for (let i = 1; i <= 12; ++i)
        await touch(cdp, 'touchMove', ...from.map(([x, y], k) =>
            [x + ((to[k][0] - x) * i) / 12, y + ((to[k][1] - y) * i) / 12]));
    await page.waitForFunction((zoom) => Number(window.__kongdi.tree()
        .find((node) => node.r === 'map').v.split(' ')[2]) > zoom + 0.5, start.zoom);
    const now = await camera();
    assert.ok(now.zoom > start.zoom + 0.5, `it zoomed: ${start.zoom} to ${now.zoom}`);
    // Without turning, what is kept exactly is the middle of the two.
    const mid = ([a, b]) => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    const at = screenAt(now, worldAt(start, mid(from)));
    const error = Math.hypot(at[0] - mid(to)[0], at[1] - mid(to)[1]);
    assert.ok(error < 1, `${error} px off`);
    await touch(cdp, 'touchEnd');
    assert.equal(await page.evaluate(() => visualViewport.scale), 1, 'the page does not zoom');

    // Straight apart, each finger keeps its own place.
    const straight = await camera();
    await touch(cdp, 'touchStart', [cx - 40, cy], [cx + 40, cy]);
    for (let i = 1; i <= 8; ++i)
        await touch(cdp, 'touchMove', [cx - 40 - 5 * i, cy], [cx + 40 + 5 * i, cy]);
    const wide = await camera();
    let most = error;
    for (const side of [-1, 1]) {
        const [x] = screenAt(wide, worldAt(straight, [cx + side * 40, cy]));
        most = Math.max(most, Math.abs(x - (cx + side * 80)));
    }
    assert.ok(most < 1, `${most} px off`);
    await touch(cdp, 'touchEnd');
    t.diagnostic(`at most ${most.toFixed(3)} px off`);

    const still = await camera();
    await drag(cdp, [cx, box.y + box.height + 60], [cx, cy]);
    assert.deepEqual(await camera(), still, 'a finger that comes from outside');
});

test('a sideways drag in the table moves it alone, an upright one the page alone', async () => {
    const desk = await phone(browser, { deviceScaleFactor: 1, viewport: size });
    await logIn(desk, server, 'planner');
    const office = await desk.newPage();
    await office.goto(`${server.url}/planner`);
    await screen(office, 'planner');
    const table = office.getByRole('table');
    await table.waitFor({ state: 'attached' });
    await office.getByRole('main').evaluate((main) => { main.scrollTop = 150; });
    await rest(office);
    const session = await desk.newCDPSession(office);
    const sideways = () => office.evaluate(() => document.querySelector('.sideways').scrollLeft);
    const y = await scrolled(office);
    const box = await office.locator('.sideways').boundingBox();
    const at = [200, Math.max(box.y + 70, 330)];
    await drag(session, at, [60, at[1] + 25]);
    await rest(office);
    assert.ok((await sideways()) > 60, 'the table moved');
    assert.equal(await scrolled(office), y, 'the page did not');
    const x = await sideways();
    await drag(session, at, [at[0] + 15, at[1] - 120]);
    await rest(office);
    assert.ok((await scrolled(office)) > y + 40, 'the page moved');
    assert.equal(await sideways(), x, 'the table did not');
    await desk.close();
});

test('notches and gesture bars push header and footer inwards', async (t) => {
    const notched = await phone(browser, { deviceScaleFactor: 1 });
    const tall = await notched.newPage();
    const session = await notched.newCDPSession(tall);
    const edges = async () => {
        await tall.goto(server.url);
        await screen(tall, 'home');
        await drawn(tall);
        const heading = await tall.getByRole('heading', { level: 1 }).boundingBox();
        const footer = await tall.getByRole('contentinfo').boundingBox();
        return { top: heading.y, bottom: footer.y };
    };
    const plain = await edges();
    try {
        await session.send('Emulation.setSafeAreaInsetsOverride',
            { insets: { top: 47, topMax: 47, bottom: 34, bottomMax: 34 } });
    } catch (error) {
        t.skip(`this browser cannot pretend to have a notch: ${error.message}`);
        return;
    }
    const inset = await edges();
    assert.equal(inset.top, plain.top + 47);
    assert.equal(inset.bottom, plain.bottom - 34);
    await notched.close();
});

test('nothing was thrown on the way', () => assert.deepEqual(complaints, []));
