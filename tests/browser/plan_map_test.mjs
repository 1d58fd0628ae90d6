// SPDX-License-Identifier: Apache-2.0
// A planner's map: the same filter in the table, on the map and in the file; communities by an
// indicator; an area chosen by corners at the middle of the map, by keys alone.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
    logIn, phone, pictures, quiet, screen, startBrowser, startServer, until,
} from './browser.mjs';
import { complaintsOf, wordsOf } from './steps.mjs';

const words = wordsOf('zh');
let server;
let browser;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
    await mkdir(pictures, { recursive: true });
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

async function aPlanner(path, options = {}) {
    const context = await phone(browser, { viewport: { width: 1280, height: 800 }, ...options });
    await logIn(context, server, 'planner');
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.goto(server.url + path);
    await screen(page, 'planner-map');
    await page.getByRole('application').waitFor({ state: 'attached' });
    return { context, page, complaints };
}

const press = (page, name) =>
    page.getByRole('button', { name, exact: true }).first().evaluate((one) => one.click());

async function dragMouse(page, from, to) {
    await page.mouse.move(...from);
    await page.mouse.down();
    await page.mouse.move(...to, { steps: 4 });
    await page.mouse.up();
}

async function dragFinger(page, from, to) {
    const cdp = await page.context().newCDPSession(page);
    const touch = (type, at) => cdp.send('Input.dispatchTouchEvent',
        { type, touchPoints: at ? [{ x: at[0], y: at[1] }] : [] });
    await touch('touchStart', from);
    await touch('touchMove', [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
    await touch('touchMove', to);
    await touch('touchEnd');
}

const rowsOf = async (context, query) =>
    (await (await context.request.get(`${server.url}/api/v1/spaces?limit=1000&${query}`)).json());

test('what the map shows becomes the filter of the table and of the file', async () => {
    const { context, page, complaints } = await aPlanner('/planner/map?state=submitted');
    await quiet(page);
    await press(page, words('measure.view'));
    await until(() => page.evaluate(() => location.search.includes('area=')), 'the address');
    const query = (await page.evaluate(() => location.search)).slice(1);
    assert.match(query, /^state=submitted&area=[\d.,]+$/);
    const { total, rows } = await rowsOf(context, query);
    assert.ok(rows.every((row) => row.state === 'submitted'));
    const csv = await context.request.get(`${server.url}/export/spaces.csv?${query}`);
    assert.equal(csv.headers()['x-total-count'], String(total));
    await press(page, words('planner_map.table'));
    await screen(page, 'planner');
    assert.equal((await page.evaluate(() => location.search)).slice(1), query);
    assert.deepEqual(complaints, []);
    await context.close();
});

test('an answer that comes late does not stand for what was asked after it', async () => {
    const { context, page } = await aPlanner('/planner/map',
        { serviceWorkers: 'block' });
    const late = [];
    let asked = 0;
    await page.route(/\/api\/v1\/spaces\?.*state=/, async (route) => {
        asked += 1;
        const response = await route.fetch();
        await new Promise((resolve) => setTimeout(resolve, 1500));
        await route.fulfill({ response }).catch(() => {});
        late.push(route.request().url());
    });
    await page.goto(`${server.url}/planner`);
    await screen(page, 'planner');
    // Until the answer is there it says none.
    const total = page.getByText(/^共 [1-9][\d,]* 处/).first();
    await total.waitFor({ state: 'attached' });
    const all = await total.textContent();
    const states = page.getByLabel(words('filter.state')).first();
    await states.selectOption({ index: 2 });
    await until(() => asked > 0, 'the filter to be asked for');
    await states.selectOption({ index: 0 });
    await until(() => late.length > 0, 'the late answer');
    await quiet(page, 500);
    assert.equal(await total.textContent(), all);
    await context.close();
});

test('three corners set by keys measure and choose an area', async () => {
    const { context, page } = await aPlanner('/planner/map');
    const map = page.getByRole('application');
    const choose = page.getByRole('button', { name: words('measure.choose'), exact: true });
    for (const key of ['', 'ArrowRight', 'ArrowDown']) {
        await map.focus();
        for (let i = 0; key && i < 3; ++i) await page.keyboard.press(key);
        await quiet(page, 300);
        await press(page, words('measure.corner'));
        // Each point changes what is measured; the third makes it an area.
        await page.getByRole('button', { name: words('measure.undo'), exact: true })
            .waitFor({ state: 'attached' });
        await quiet(page, 300);
    }
    await choose.waitFor({ state: 'attached' });
    await press(page, words('measure.choose'));
    const query = await until(async () => {
        const search = await page.evaluate(() => location.search);
        return search.includes('area=') ? search.slice(1) : undefined;
    }, 'the area in the address');
    assert.equal(query.split('area=')[1].split(',').length, 6, 'three corners');
    await context.close();
});

test('a rectangle drawn by mouse or finger is shared by address, table and file', async () => {
    for (const options of [{}, { hasTouch: true }]) {
        const { context, page, complaints } = await aPlanner('/planner/map', options);
        await quiet(page);
        await press(page, words('measure.rectangle'));
        await page.getByRole('button', { name: words('measure.rectangle_stop'), exact: true })
            .waitFor({ state: 'attached' });
        const box = await page.getByRole('application').boundingBox();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        if (options.hasTouch) await dragFinger(page, [x - 120, y - 90], [x + 130, y + 80]);
        else await dragMouse(page, [x - 120, y - 90], [x + 130, y + 80]);
        const query = await until(async () => {
            const search = await page.evaluate(() => location.search);
            return search.includes('area=') ? search.slice(1) : undefined;
        }, 'the rectangle in the address');
        const [west, south, east, north] = query.split('area=')[1].split(',').map(Number);
        assert.ok(west < east && south < north);
        const { total, rows } = await rowsOf(context, query);
        assert.ok(rows.length > 0, 'spaces lie in the rectangle');
        assert.ok(rows.every(({ lon, lat }) => lon >= west && lon <= east
            && lat >= south && lat <= north));
        const csv = await context.request.get(`${server.url}/export/spaces.csv?${query}`);
        assert.equal(csv.headers()['x-total-count'], String(total));
        await press(page, words('planner_map.table'));
        await screen(page, 'planner');
        assert.equal((await page.evaluate(() => location.search)).slice(1), query);
        assert.deepEqual(complaints, []);
        await context.close();
    }
});

test('a whole district is chosen in the dialog and stands in the address', async () => {
    const { context, page } = await aPlanner('/planner/map');
    await quiet(page);
    await page.getByRole('button', { name: words('filter.open') }).first()
        .evaluate((one) => one.click());
    const places = page.getByLabel(words('filter.community'), { exact: true }).first();
    await places.waitFor({ state: 'attached' });
    const label = await places.locator('option').nth(2).textContent();
    const [code] = label.match(/\d{6}/);
    await places.selectOption({ index: 2 });
    await until(() => page.evaluate((wanted) => location.search.includes(`community=${wanted}`),
        code), 'the district in the address');
    const { total, rows } = await rowsOf(context, `community=${code}`);
    assert.ok(total > 0 && rows.every((row) => row.community.startsWith(code)));
    await context.close();
});

test('communities are coloured, listed, and a press on one sets the filter', async () => {
    const { context, page, complaints } = await aPlanner('/planner/map');
    await page.getByLabel(words('classes.label')).first().waitFor({ state: 'attached' });
    const values = await (await context.request.get(
        `${server.url}/api/v1/indicators/idle_spaces`)).json();
    const first = [...values.communities].sort((a, b) =>
        b.value - a.value || a.code.localeCompare(b.code))[0];
    await quiet(page);
    await page.screenshot({ path: join(pictures, 'plan-map-1280.png') });
    await page.getByRole('button', { name: first.name }).first()
        .evaluate((one) => one.click());
    await until(() => page.evaluate((code) => location.search === `?community=${code}`,
        first.code), 'the community in the address');
    const { total } = await rowsOf(context, `community=${first.code}`);
    assert.equal(total >= first.value, true);
    assert.deepEqual(complaints, []);
    await context.close();
});

test('the map of a planner on a phone', async () => {
    for (const [width, height] of [[360, 640], [390, 844]]) {
        const { context, page } = await aPlanner('/planner/map', { viewport: { width, height } });
        await quiet(page, 1200);
        await page.screenshot({ path: join(pictures, `plan-map-${width}.png`) });
        await context.close();
    }
});
