// SPDX-License-Identifier: Apache-2.0
// A resident finds the spot: by panning, by the phone's position, without it, outside of every
// community; sees what is known already and adds to it; and uses the map without a network.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { logIn, pause, phone, pictures, quiet, screen, until } from './browser.mjs';
import { aPhone, bench, receipt, send } from './sending.mjs';
import { drawn, walkOn, walkReportTo, wordsOf } from './steps.mjs';

const words = wordsOf('zh');
const locate = { name: words('place.locate') };

async function cityMiddle() {
    const { box: [west, south, east, north] } =
        await (await fetch(`${bench.server.url}/api/v1/city`)).json();
    return { longitude: (west + east) / 2, latitude: (south + north) / 2 };
}

async function atPlace(options = {}) {
    const context = await aPhone(phone(bench.browser, options));
    const page = await context.newPage();
    await walkReportTo(page, bench.server.url, 'zh', page.getByRole('application'));
    return { context, page };
}

/** The draft as the device keeps it, once it satisfies `is`. */
function draftWhen(page, is, what) {
    return until(async () => {
        const text = await page.evaluate(() => localStorage.getItem('kongdi.drafts')
            ?? Object.entries(localStorage).find(([key]) => key.includes('drafts'))?.[1] ?? '');
        const stored = await page.evaluate(() => new Promise((resolve) => {
            const open = indexedDB.open('kongdi');
            open.onsuccess = () => {
                const database = open.result;
                const names = [...database.objectStoreNames];
                if (!names.includes('drafts')) return resolve(null);
                const ask = database.transaction('drafts').objectStore('drafts')
                    .get('idle_space');
                ask.onsuccess = () => { database.close(); resolve(ask.result ?? null); };
                ask.onerror = () => { database.close(); resolve(null); };
            };
            open.onerror = () => resolve(null);
        }));
        const json = typeof stored === 'string' ? stored : stored?.value ?? text;
        if (!json) return undefined;
        const draft = JSON.parse(json);
        return is(draft) ? draft : undefined;
    }, what, { ms: 15000, every: 100 });
}

async function pan(page, dx, dy) {
    const box = await page.getByRole('application').boundingBox();
    const x = box.x + box.width / 3;
    // The part that is seen: what stands below may have scrolled it up.
    const top = Math.max(box.y, 120);
    const y = (top + Math.min(box.y + box.height, 700)) / 2;
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 1; i <= 5; ++i) await page.mouse.move(x + (dx * i) / 5, y + (dy * i) / 5);
    await pause(120); // it stands still before the finger goes: no glide
    await page.mouse.up();
}

/** Says that it is here, goes on to the end and sends; gives what the server keeps of the report:
 * its space, as the desk has it, and its place, as it was sent. */
async function storedOf(page, draft) {
    await page.getByRole('button', { name: words('place.here') }).click();
    await page.waitForFunction(() => location.pathname.endsWith('/3'));
    await walkOn(page, 'zh', page.getByRole('button', send));
    await page.getByRole('button', send).click();
    await receipt(page);
    const staff = await aPhone();
    await logIn(staff, bench.server, 'planner');
    const { space } =
        await (await staff.request.get(`${bench.server.url}/api/v1/spaces/${draft.id}`)).json();
    const rows = await staff.request.get(`${bench.server.url}/export/answers.ndjson`,
        { params: { questionnaire: 'idle_space' } });
    const row = (await rows.text()).trim().split('\n').map((line) => JSON.parse(line))
        .find((one) => one.id === draft.id);
    assert.ok(row, 'its row among the answers');
    const sent = (name) => row[`place_${name}`] ?? null;
    return { space, sent };
}

/** What is kept is the point that the person meant: in the record and where the space lies. */
function checkPoint({ space, sent }, { point }) {
    assert.deepEqual([sent('lon_sent'), sent('lat_sent')], [point.lon, point.lat]);
    assert.equal(sent('datum_sent'), 'WGS-84');
    assert.equal(sent('source'), point.source);
    assert.equal(space.point_source, point.source);
    assert.equal(space.point_datum, 'WGS-84');
    assert.ok(Math.abs(space.lon - point.lon) < 1e-6 && Math.abs(space.lat - point.lat) < 1e-6,
        `${space.lon}, ${space.lat} is not ${point.lon}, ${point.lat}`);
}

/** What is kept of the fix: its place, its accuracy and its time, apart from the point. */
function checkFix({ sent }, { fix }) {
    assert.deepEqual([sent('fix_lon_sent'), sent('fix_lat_sent')], [fix.lon, fix.lat]);
    assert.equal(sent('fix_datum_sent'), 'WGS-84');
    assert.equal(sent('fix_accuracy_m'), fix.accuracy_m);
    assert.equal(Date.parse(sent('fix_at')), Date.parse(fix.at));
}

function checkNoFix({ sent }) {
    for (const name of ['fix_lon_sent', 'fix_lat_sent', 'fix_accuracy_m', 'fix_at'])
        assert.equal(sent(name), null, name);
}

test('a place is found by panning; its community follows and can be corrected', async () => {
    const { page } = await atPlace();
    await pan(page, -60, 10);
    const draft = await draftWhen(page, (one) => one.body.place?.point?.source === 'hand'
        && one.here_known, 'the point and its community');
    assert.ok(Date.parse(draft.body.place.point.at) > 0, 'the point has its time');
    assert.match(draft.community, /^\d{12}$/);
    await page.getByText(draft.community_name).first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: words('place.correct') }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const others = await dialog.getByRole('button').allTextContents();
    assert.ok(others.length > 2, `several communities to choose from: ${others}`);
    const other = (await dialog.getByRole('button').evaluateAll((all) =>
        all.map((one) => one.ariaLabel || one.textContent))).find((name) =>
        name.includes('社区') && name !== draft.community_name && !name.includes('不'));
    await dialog.getByRole('button', { name: other, exact: true }).click();
    const corrected = await draftWhen(page, (one) => one.here_by_hand, 'the correction');
    assert.equal(corrected.community_name, other);
    await dialog.waitFor({ state: 'detached' });
    const stored = await storedOf(page, corrected);
    checkPoint(stored, corrected.body.place);
    checkNoFix(stored);
    assert.equal(stored.sent('community_source'), 'hand');
    assert.equal(stored.space.community, corrected.community, 'as the person said');
    assert.equal(stored.space.accuracy_m, null);
});

test('the fix and the point placed by hand are kept apart, each with its time', async () => {
    const { page } = await atPlace({ permissions: ['geolocation'],
        geolocation: { ...await cityMiddle(), accuracy: 180 } });
    await page.getByRole('button', locate).last().click();
    const poor = words('place.accuracy_poor', { metres: 180 });
    await page.getByText(poor).first().waitFor({ state: 'attached' });
    const fixed = await draftWhen(page, (one) => one.body.place?.fix, 'the fix');
    assert.equal(fixed.body.place.point.source, 'fix');
    assert.equal(fixed.body.place.fix.accuracy_m, 180);
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'map-fix-poor.png') });
    await pan(page, 50, 40);
    const both = await draftWhen(page, (one) => one.body.place.point.source === 'hand', 'both');
    assert.equal(both.body.place.fix.lon, fixed.body.place.fix.lon);
    assert.notEqual(both.body.place.point.lon, both.body.place.fix.lon);
    assert.ok(both.body.place.point.at && both.body.place.fix.at);
    await quiet(page, 500); // the community follows the point
    const known = await draftWhen(page, (one) => one.here_known
        && one.body.place.point.source === 'hand', 'the community');
    const stored = await storedOf(page, known);
    checkPoint(stored, known.body.place);
    checkFix(stored, fixed.body.place);
    assert.equal(stored.sent('accuracy_m'), null, 'a hand has no accuracy');
    assert.equal(stored.sent('community_source'), 'boundary');
    assert.equal(stored.space.community, known.community);
});

test('with the fix refused the map is moved, and it goes on', async () => {
    const { page } = await atPlace();
    await page.evaluate(() => {
        navigator.geolocation.getCurrentPosition = (_, failed) => failed({ code: 1 });
    });
    await page.getByRole('button', locate).last().click();
    await page.getByText(words('place.denied')).first().waitFor({ state: 'attached' });
    await pan(page, 20, 20);
    await quiet(page, 500); // the community follows the point
    const draft = await draftWhen(page, (one) => one.body.place?.point?.source === 'hand'
        && one.here_known, 'the point and its community');
    const stored = await storedOf(page, draft);
    checkPoint(stored, draft.body.place);
    checkNoFix(stored);
    assert.equal(stored.sent('community_source'), 'boundary');
    assert.match(stored.space.community, /^\d{12}$/);
    assert.equal(stored.space.community, draft.community);
});

test('outside of every community a place is marked and allowed', async () => {
    const middle = await cityMiddle();
    const { page } = await atPlace({ permissions: ['geolocation'],
        geolocation: { ...middle, latitude: middle.latitude + 0.05, accuracy: 12 } });
    await page.getByRole('button', locate).last().click();
    await page.getByText(words('place.outside')).first().waitFor({ state: 'attached' });
    const draft = await draftWhen(page, (one) => one.here_known && one.body.place?.fix,
        'the mark');
    assert.equal(draft.community, '');
    const stored = await storedOf(page, draft);
    checkPoint(stored, draft.body.place);
    checkFix(stored, draft.body.place);
    assert.equal(stored.sent('source'), 'fix');
    assert.equal(stored.sent('accuracy_m'), 12);
    assert.equal(stored.space.accuracy_m, 12);
    assert.equal(stored.sent('community_source'), 'outside');
    assert.equal(stored.space.community, null, 'it is in none, and was taken');
});

test('"the same" adds to the report that is there, and makes no second one', async () => {
    const staff = await aPhone();
    await logIn(staff, bench.server, 'worker');
    const ask = async (path) =>
        (await staff.request.get(`${bench.server.url}/api/v1/${path}`)).json();
    const known = (await ask('spaces?limit=1&state=submitted')).rows[0];
    const before = await ask('spaces?limit=1');
    const [longitude, latitude] = [known.lon, known.lat];
    const { page } = await atPlace({ permissions: ['geolocation'],
        geolocation: { longitude, latitude, accuracy: 10 } });
    await page.getByRole('button', locate).last().click();
    const near = page.locator(`[data-i]`).filter({ hasText: /天前报告|今天报告/ })
        .or(page.getByRole('button', { description: /天前报告|今天报告/ }));
    await near.first().waitFor({ state: 'attached' });
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'map-known.png') });
    await near.first().click();
    await page.getByRole('dialog').waitFor();
    await page.getByRole('button', { name: words('place.same_yes') }).click();
    await page.getByText(words('place.same_done')).first().waitFor({ state: 'attached' });
    const all = await ask('spaces?limit=1000');
    const counts = await Promise.all(all.rows.filter((row) => Math.hypot(
        row.lon - longitude, row.lat - latitude) < 0.002)
        .map(async (row) => (await ask(`spaces/${row.id}`)).corroborations));
    assert.equal(counts.reduce((sum, one) => sum + one, 0), 1, 'one corroboration');
    const after = await ask('spaces?limit=1');
    assert.equal(after.total, before.total, 'and no further report');
});

test('the map of the community in use works without a network', async () => {
    const { context, page } = await atPlace();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.reload(); // from here on the worker sees what is fetched
    await page.getByRole('application').waitFor({ state: 'attached' });
    await pan(page, -30, 0);
    const kept = () => page.evaluate(async () =>
        (await (await caches.open('kongdi-tiles')).keys()).map((one) => one.url));
    await until(async () => (await kept()).some((url) => url.includes('/15/')), 'tiles kept');
    await quiet(page, 1000);
    const bytes = await page.evaluate(async () => {
        const cache = await caches.open('kongdi-tiles');
        const sizes = await Promise.all((await cache.keys()).map(async (one) =>
            (await (await cache.match(one)).arrayBuffer()).byteLength));
        return sizes.reduce((sum, one) => sum + one, 0);
    });
    assert.ok(bytes < 600_000, `${bytes} bytes for one community`);
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('application').waitFor({ state: 'attached' });
    await quiet(page, 800);
    const whole = await page.getByRole('application').screenshot();
    await page.screenshot({ path: join(pictures, 'map-offline.png') });
    assert.ok(whole.length > 20_000, `a picture of ${whole.length} bytes is no map`);
    await pan(page, 40, 0);
    await page.getByRole('button', { name: words('map.zoom_out') }).click();
    await quiet(page, 500);
    await context.setOffline(false);
});

test('a facility that changes leaves the kept map on the phone', async () => {
    const { context, page } = await atPlace();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await pan(page, -30, 0);
    const kept = () => page.evaluate(async () =>
        (await (await caches.open('kongdi-tiles')).keys()).map((one) => one.url));
    // What was wanted: no address is added for a while.
    const settled = () => until(async () => {
        const before = await kept();
        await pause(1500);
        const now = await kept();
        return now.length === before.length && now.some((url) => url.includes('/15/')) && now;
    }, 'the tiles of the community');
    const before = await settled();

    const about = async () => (await fetch(`${bench.server.url}/api/v1/map/about`)).json();
    const { version } = await about();
    const staff = await aPhone();
    await logIn(staff, bench.server, 'planner');
    const ask = async (path) =>
        (await staff.request.get(`${bench.server.url}/api/v1/${path}`)).json();
    const { facilities } = await ask('facilities?state=verified&limit=1');
    const closed = await staff.request.post(
        `${bench.server.url}/api/v1/facilities/${facilities[0].id}/events`,
        { data: { move: 'close', version: facilities[0].version, reason: 'Moved away' },
            headers: { 'X-Kongdi-Page': '1' } });
    assert.ok(closed.ok(), await closed.text());
    assert.notEqual((await about()).version, version, 'the map is another now');

    // The page learns of it, and the network goes: the map is that of before.
    const told = page.waitForResponse((reply) => reply.url().includes('/api/v1/map/about'));
    await page.reload();
    await told;
    await page.getByRole('application').waitFor({ state: 'attached' });
    await quiet(page, 800);
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('application').waitFor({ state: 'attached' });
    await quiet(page, 800);
    const paths = async (all) => new Set((await all).map((url) => new URL(url).pathname));
    const still = await paths(kept());
    for (const path of await paths(before)) assert.ok(still.has(path), `${path} was lost`);
    const shown = await page.getByRole('application').screenshot();
    assert.ok(shown.length > 20_000, `a picture of ${shown.length} bytes is no map`);
    // A version of which nothing was fetched yet.
    const status = await page.evaluate(async (path) => (await fetch(`${path}?v=later`)).status,
        new URL(before.find((url) => url.includes('/15/'))).pathname);
    assert.ok(status === 200 || status === 204, `an earlier form of the tile: ${status}`);
    await context.setOffline(false);
});

for (const [name, options] of [['phone', {}],
    ['desktop', { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1, isMobile: false }]])
    test(`the city's map and its list on a ${name}, at three zooms`, async () => {
        const context = await aPhone(phone(bench.browser, options));
        const page = await context.newPage();
        await page.goto(`${bench.server.url}/map`);
        await screen(page, 'map');
        await page.getByText(/天前报告|今天报告/).first().waitFor({ state: 'attached' })
            .catch(() => {});
        for (const [at, times] of [['far', 0], ['middle', 2], ['near', 2]]) {
            for (let i = 0; i < times; ++i)
                await page.getByRole('button', { name: words('map.zoom_in') }).click();
            await quiet(page, 500);
            await drawn(page);
            await page.screenshot({ path: join(pictures, `map-${name}-${at}.png`) });
        }
        const before = await page.getByRole('application').getAttribute('aria-valuetext');
        await page.getByRole('application').focus();
        await page.keyboard.press('ArrowLeft');
        await drawn(page);
        assert.notEqual(await page.evaluate(() => window.__kongdi.tree()
            .find((node) => node.r === 'map').v), before);
    });
