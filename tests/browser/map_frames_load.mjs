// SPDX-License-Identifier: Apache-2.0
// A hundred thousand points on a phone four times slower than this machine: how long the program
// works in each frame while the map is panned and zoomed. It is the processor's time of the page's
// thread: pixels are drawn by the same processors here, and what they take away from the page in
// the midst of a frame is no work of the program. By the clock it stands in the note.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import {
    logIn, pause, phone, quiet, root, screen, startServer, until,
} from './browser.mjs';
import { measured, median, randomOf } from './measured.mjs';
import { aPhone, bench } from './sending.mjs';
import { wordsOf } from './steps.mjs';

const words = wordsOf('zh');
// Pixels are drawn by the same processors here, and would be counted as the program's time: few of
// them. On a phone the graphics card does that.
const kDevice = { serviceWorkers: 'block', deviceScaleFactor: 1 };
const shared = process.env.KONGDI_SHARED_DATA ?? join(dirname(root), 'shared', 'data');
const boston = join(shared, 'boston311', 'all_2015_slim.csv.gz');

/** A UUIDv7 that counts. */
const uuid = (number) => `018c0000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

/** The columns that the server would send, around the middle of the demo city. */
function body(places) {
    const columns = { types: ['I05', 'I09', 'I11', 'I02'], states: ['submitted', 'verified'],
        ids: [], lon: [], lat: [], type: [], state: [], age: [] };
    places.forEach(([lon, lat], at) => {
        columns.ids.push(uuid(at));
        columns.lon.push(Number(lon.toFixed(6)));
        columns.lat.push(Number(lat.toFixed(6)));
        columns.type.push(at % 4);
        columns.state.push(at % 3 === 0 ? 1 : 0);
        columns.age.push(at % 400);
    });
    return JSON.stringify(columns);
}

/** The complaints of a year in Boston, carried to the demo city. */
function bostonPlaces([lon, lat]) {
    const rows = gunzipSync(readFileSync(boston)).toString('utf8').split('\n').slice(1);
    return rows.map((row) => row.match(/,(\d+\.\d+),(-\d+\.\d+),[^,]*$/))
        .filter(Boolean).map((found) => [Number(found[2]) + 71.08 + lon,
            Number(found[1]) - 42.32 + lat]);
}

function madeUp([lon, lat]) {
    const random = randomOf(2015);
    return Array.from({ length: 100_000 }, () => {
        const away = random() ** 2 * 0.08;
        const angle = random() * 2 * Math.PI;
        return [lon + away * Math.cos(angle), lat + away * Math.sin(angle)];
    });
}

/** Notes when the points have come, and lets no more than one pixel of each drawing be painted: a
 * phone has a graphics card for that, here the same processors would do it. */
function watch() {
    const gl = WebGL2RenderingContext.prototype;
    const { scissor, enable, disable } = gl;
    gl.scissor = function one() { scissor.call(this, 0, 0, 1, 1); };
    gl.disable = function disableOther(what) {
        if (what !== 0x0C11) { disable.call(this, what); return; }  // SCISSOR_TEST
        scissor.call(this, 0, 0, 1, 1);
        enable.call(this, what);
    };
    const bytes = Response.prototype.arrayBuffer;
    Response.prototype.arrayBuffer = async function arrayBuffer() {
        const url = this.url;
        const buffer = await bytes.call(this);
        if (url.includes('/map/points')) window.__came = performance.now();
        return buffer;
    };
}

/** What the program did in each frame while `work` went on, in ms: { script, clock }. */
async function framesOf(cdp, work) {
    const frames = [];
    const add = ({ value }) =>
        frames.push(...value.filter(({ name, tdur }) =>  // the last may be cut
            name === 'FireAnimationFrame' && tdur !== undefined));
    cdp.on('Tracing.dataCollected', add);
    await cdp.send('Tracing.start', { transferMode: 'ReportEvents',
        traceConfig: { includedCategories: ['devtools.timeline'] } });
    await work();
    const complete = new Promise((resolve) => { cdp.once('Tracing.tracingComplete', resolve); });
    await cdp.send('Tracing.end');
    await complete;
    cdp.off('Tracing.dataCollected', add);
    return { script: frames.map((frame) => frame.tdur / 1000),
        clock: frames.map((frame) => frame.dur / 1000) };
}

const p95 = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length * 0.95)];
const longest = (all) => Math.max(...all);

/** Pans and zooms, and says what the program's share of the frames was. */
async function moveAbout(page, cdp, what) {
    const box = await page.getByRole('application').boundingBox();
    const x = box.x + box.width / 2;
    const y = box.y + box.height / 2;
    const { script, clock } = await framesOf(cdp, async () => {
        for (let round = 0; round < 6; ++round) {
            await page.mouse.move(x, y);
            await page.mouse.down();
            for (let i = 1; i <= 20; ++i) {
                await page.mouse.move(x - i * 6 * (round % 2 ? -1 : 1), y + i * 3);
                await pause(16);
            }
            await page.mouse.up();
            await pause(200);
            await page.mouse.wheel(0, round < 3 ? -240 : 240);
            await pause(300);
        }
    });
    const memory = await page.evaluate(() => window.__kongdi.memory);
    assert.ok(script.length > 60, `only ${script.length} frames`);
    const note = `${script.length} frames, the middle ${median(script).toFixed(1)} ms; by the clock`
        + ` ${median(clock).toFixed(1)}, p95 ${p95(clock).toFixed(1)}, the longest `
        + `${longest(clock).toFixed(1)} ms; CPU 4x slower, software graphics at density 1`;
    measured({ goal: 6, what: `${what}: script a frame, p95`, figure: p95(script), unit: 'ms',
        limit: 12, kind: 'time', note });
    measured({ goal: 6, what: `${what}: longest frame while moving`, figure: longest(script),
        unit: 'ms', limit: 50, kind: 'time', note });
    measured({ goal: 6, what: `${what}: memory of the program`, figure: memory / 2 ** 20,
        unit: 'MB', note: 'the Wasm heap' });
}

async function measure(name, places) {
    const context = await aPhone(phone(bench.browser, kDevice));
    const page = await context.newPage();
    await page.addInitScript(watch);
    const json = body(places);
    let send;
    const asked = new Promise((resolve) => { send = resolve; });
    await context.route('**/api/v1/map/points**', async (route) => {
        await asked;
        await route.fulfill({ body: json, contentType: 'application/json' });
    });
    const cdp = await context.newCDPSession(page);
    await page.goto(bench.server.url);
    await screen(page, 'home');
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    const opening = await framesOf(cdp, async () => {
        await page.getByRole('button', { name: words('home.map') }).first().click();
        await screen(page, 'map');
        await pause(3000);  // it says all the while that points are coming
    });
    let first = 0;
    const coming = await framesOf(cdp, async () => {
        send();
        first = await until(() => page.evaluate((count) => window.__kongdi.tree()
            .some((node) => node.n?.includes(count)) && performance.now() - window.__came,
        places.length.toLocaleString('en-US')), 'the points to be shown', { ms: 60000, every: 20 });
    });
    const what = `${places.length} ${name} points`;
    await moveAbout(page, cdp, what);
    for (const [when, { script, clock }] of [['the map opens', opening], ['they come', coming]])
        measured({ goal: 6, what: `${what}: longest frame while ${when}`,
            figure: longest(script), unit: 'ms', limit: 50, kind: 'time',
            note: `${script.length} frames, by the clock ${longest(clock).toFixed(1)} ms` });
    measured({ goal: 6, what: `${what}: first drawn after the data`, figure: first, unit: 'ms',
        limit: 1000, kind: 'time', note: `${(json.length / 1e6).toFixed(1)} MB of JSON` });
    await context.close();
}

async function middle() {
    const { box: [west, south, east, north] } =
        await (await fetch(`${bench.server.url}/api/v1/city`)).json();
    return [(west + east) / 2, (south + north) / 2];
}

test('a year of complaints of Boston', { skip: !existsSync(boston) && `not there: ${boston}` },
    async () => measure('Boston', bostonPlaces(await middle())));

test('a hundred thousand points made up', async () => measure('made-up', madeUp(await middle())));

test('a whole city by tiles', async () => {
    const server = await startServer({ communities: 1248 });
    const context = await aPhone(phone(bench.browser, kDevice));
    const page = await context.newPage();
    await page.addInitScript(watch);
    const cdp = await context.newCDPSession(page);
    await page.goto(`${server.url}/map`);
    await screen(page, 'map');
    await quiet(page, 1000);
    for (let i = 0; i < 3; ++i)
        await page.getByRole('button', { name: words('map.zoom_in') }).click();
    await quiet(page, 1000);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await moveAbout(page, cdp, 'a city of 1248 communities by tiles');
    await context.close();
    await server.stop();
});

test('a city of 1248 communities in the colours of an indicator', async () => {
    const server = await startServer({ communities: 1248 });
    const context = await aPhone(phone(bench.browser,
        { ...kDevice, viewport: { width: 1280, height: 800 } }));
    await logIn(context, server, 'planner');
    const page = await context.newPage();
    await page.addInitScript(watch);
    const cdp = await context.newCDPSession(page);
    await page.goto(`${server.url}/planner/map`);
    await screen(page, 'planner-map');
    await page.getByLabel(words('classes.label')).first().waitFor({ state: 'attached' });
    await quiet(page, 1500);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await moveAbout(page, cdp, '1248 communities in colours');
    await context.close();
    await server.stop();
});
