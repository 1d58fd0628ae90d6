// SPDX-License-Identifier: Apache-2.0
// From the ranking to a community, to what it lacks, to a proposal, to an item of the plan; and the
// resident who reported the space sees what becomes of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { logIn, phone, pictures, quiet, screen, setDisplay, until, walk } from './browser.mjs';
import { aPhone, bench, fill, receipt, send, words } from './sending.mjs';
import { onward, questionLabel, spaceType } from './steps.mjs';

const button = (page, key) => page.getByRole('button', { name: words(key), exact: true });
const shown = (page, text) => page.getByText(text).first().waitFor({ state: 'attached' });
const ask = (page, path) => page.evaluate(async (at) => (await fetch(at)).json(), path);
/** What the canvas draws beyond the window's sides: everything, at the foot of the page, too. */
const outside = async (page) => {
    const all = await page.evaluate(() => [...document.querySelectorAll('#mirror [data-i]')]
        .filter((one) => one.parentElement.closest('.sideways') === null)
        .map((one) => ({ name: (one.getAttribute('aria-label') ?? one.textContent).slice(0, 40),
            at: one.getBoundingClientRect() }))
        .filter(({ at }) => at.width > 0)
        .map(({ name, at }) => ({ name, beyond: at.left < -1 || at.right > innerWidth + 1 })));
    assert.ok(all.length > 10, `only ${all.length} things are drawn`);
    return all.filter(({ beyond }) => beyond).map(({ name }) => name);
};

/** A place inside a community that its outline certainly holds: the middle of a wide stretch. */
function inside(rings) {
    const [flat] = rings;
    const ring = Array.from({ length: flat.length / 2 }, (_, i) => flat.slice(2 * i, 2 * i + 2));
    const lats = ring.map(([, lat]) => lat);
    const lat = (Math.min(...lats) + Math.max(...lats)) / 2 + 1e-7;
    const crossings = ring.flatMap(([lon, at], i) => {
        const [lonNext, next] = ring[(i + 1) % ring.length];
        return (at > lat) === (next > lat) ? []
            : [lon + (lonNext - lon) * (lat - at) / (next - at)];
    }).sort((one, other) => one - other);
    return { longitude: (crossings[0] + crossings[1]) / 2, latitude: lat, accuracy: 8 };
}

/** Reports a large shop with everything, where the phone stands; the id of the report. */
async function reportShop(page, mark) {
    await page.goto(bench.server.url);
    await screen(page, 'home');
    await page.getByRole('button', { name: words('home.report') }).click();
    await screen(page, 'report');
    const locate = page.getByRole('button', { name: words('place.locate') });
    const shop = page.getByRole('radio', { name: spaceType('zh', 'I02'), exact: true });
    const field = (name) => page.getByRole('textbox', { name: questionLabel('zh', name) });
    const measured = page.getByRole('radio', { name: '尺子量的' });
    for (const button = page.getByRole('button', send); !(await button.count());) {
        await onward(page, 'zh').waitFor({ state: 'attached' });
        if (await locate.count()) {
            await locate.last().click();
            await shown(page, words('place.accuracy', { metres: 8 }));
        }
        if (await shop.count()) await shop.check();
        if (await field('floor_area').count()) {
            await field('floor_area').fill('2000');
            await measured.check();
        }
        if (await field('description').count()) await field('description').fill(mark);
        for (const box of await page.getByRole('checkbox').all()) await box.check();
        const before = page.url();
        await onward(page, 'zh').click();
        await page.waitForURL((url) => String(url) !== before);
        await onward(page, 'zh').waitFor({ state: 'attached' });
    }
    await page.getByRole('button', send).click();
    await receipt(page);
    return page.evaluate(() => location.pathname.split('/').pop());
}

test('the whole way: a space is reported where least is, a planner goes from the ranking to the ' +
    'community, its gaps, the proposals for it and the plan, and the resident sees it listed',
async () => {
    const desk = await bench.browser.newContext({ viewport: { width: 1280, height: 800 },
        locale: 'zh-CN', acceptDownloads: true });
    await logIn(desk, bench.server, 'planner');
    const page = await desk.newPage();
    await page.goto(`${bench.server.url}/index`);
    await screen(page, 'index');
    await shown(page, words('index.state.published'));
    const [run] = (await ask(page, '/api/v1/index/runs')).runs;
    const { index } = await ask(page, `/api/v1/index/runs/${run.id}`);
    const worst = index.communities.filter((one) => one.index !== undefined)
        .sort((a, b) => a.index - b.index || (a.code < b.code ? -1 : 1))[0];

    // The resident stands in the community that has least.
    const { communities } = await ask(page, '/api/v1/map/communities');
    const geolocation = inside(communities.find((one) => one.code === worst.code).rings);
    const context = await aPhone(phone(bench.browser,
        { permissions: ['geolocation'], geolocation }));
    const resident = await context.newPage();
    const reported = await reportShop(resident, '社区里空了三年的门面');
    const { space } = await ask(page, `/api/v1/spaces/${reported}`);
    assert.equal(space.community, worst.code);

    // From its row in the ranking to what it lacks, and on to what is proposed for it.
    await page.getByRole('button', { name: worst.name, exact: true }).click();
    await screen(page, 'index-community');
    await shown(page, words('index.gaps'));
    const why = await ask(page, `/api/v1/index/runs/${run.id}/communities/${worst.code}`);
    await shown(page, words('index.costs', { points: why.services[0].costs.toFixed(1) }));
    await button(page, 'index.proposals').click();
    await screen(page, 'proposals');
    assert.equal(await page.evaluate(() => location.search), `?community=${worst.code}`);
    await shown(page, words('proposals.only_for', { community: worst.name }));
    await button(page, 'proposals.search').click();
    await shown(page, words('proposals.best'));
    const { choices } = await ask(page, `/api/v1/index/runs/${run.id}/proposals`);
    const forWorst = choices.filter(
        ({ gives }) => gives.some(({ community }) => community === worst.code));
    const choice = forWorst.find((one) => one.space.id === reported);
    assert.ok(choice, 'the space that was reported is proposed');
    assert.equal(await button(page, 'proposals.to_plan').count(), forWorst.length,
        'proposals that give it nothing are not listed');
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'proposals-community-1280.png') });
    const card = words('proposals.into', { type: spaceType('zh', 'I02'), kind: '' });
    await page.getByRole('group', { name: card }).filter({ hasText: space.receipt })
        .getByRole('button', { name: words('proposals.to_plan'), exact: true }).first().click();

    await screen(page, 'plan-form');
    await shown(page, words('plan.has_space'));
    await page.getByRole('textbox', { name: words('plan.field.title') }).fill('门面改食堂');
    await page.getByRole('textbox', { name: words('plan.field.ends_on') }).fill('2027-10-31');
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'plan-form-1280.png') });
    await button(page, 'plan_form.file').click();
    await screen(page, 'plan-item');
    await shown(page, '门面改食堂');
    await shown(page, space.receipt);
    const id = await page.evaluate(() => location.pathname.split('/').pop());
    const first = (await ask(page, `/api/v1/plan/${id}`)).item;
    assert.equal(first.space, reported);
    assert.equal(first.community, worst.code);
    const proposed = forWorst.filter((one) => one.space.id === reported);
    assert.ok(proposed.some((one) => one.kind === first.kinds[0] &&
        one.cost_yuan === first.budget_yuan));
    assert.equal(first.source_index_run, run.id);

    // Nobody outside hears of a proposal: the step is ahead, without a date or a use.
    const planned = resident.getByRole('listitem').filter({ hasText: words('timeline.planned') });
    const lookAgain = async () => {
        await resident.goto(`${bench.server.url}/my/${reported}`);
        await screen(resident, 'my-report');
        await planned.first().waitFor({ state: 'attached' });
        await quiet(resident, 300);
        return planned.first().evaluate((one) => one.ariaLabel || one.textContent);
    };
    assert.equal(await lookAgain(), words('timeline.planned'));
    assert.equal(await resident.getByText(words('timeline.becomes')).count(), 0);

    // It is among the lowest tenth, and so it is listed by rank.
    await button(page, 'plan.move.list_by_rank').click();
    await shown(page, words('plan.state.listed'));
    await until(async () => (await ask(page, `/api/v1/plan/${id}`)).item.state === 'listed',
        'the item to be listed');
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'plan-item-1280.png') });

    // The phone that reported it says so: listed and since when, as what, and until when.
    assert.match(await lookAgain(), new RegExp(`^${words('timeline.planned')}\\s*\\S`));
    await shown(resident, words('timeline.becomes'));
    await shown(resident, '2027-10-31');
    await resident.screenshot({ path: join(pictures, 'plan-listed-390.png'), fullPage: true });

    await walk(page, '/plan', 'plan');
    await shown(page, '门面改食堂');
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'plan-1280.png') });
    await page.getByRole('radio', { name: words('plan.time_line') })
        .or(page.getByRole('button', { name: words('plan.time_line'), exact: true }))
        .first().click();
    await shown(page, /2027-10-31/);
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'plan-time-1280.png') });
    const download = page.waitForEvent('download');
    await button(page, 'plan.download').click();
    const rows = readFileSync(await (await download).path(), 'utf8').trim().split(/\r?\n/);
    assert.ok(rows.some((row) => row.includes('门面改食堂')), 'the year is in the file');
    await desk.close();
});

test('what a resident reported is in the plan, and the phone says so, dated', async () => {
    const context = await aPhone();
    const page = await context.newPage();
    await fill(page, '老屋');
    await page.getByRole('button', send).click();
    await receipt(page);
    const reported = await page.evaluate(() => location.pathname.split('/').pop());
    const desk = await bench.browser.newContext({ viewport: { width: 1280, height: 800 } });
    await logIn(desk, bench.server, 'planner');
    const { space } = await (await desk.request.get(
        `${bench.server.url}/api/v1/spaces/${reported}`)).json();
    const post = async (path, body) => {
        const answer = await desk.request.post(bench.server.url + path,
            { data: body, headers: { 'X-Kongdi-Page': '1' } });
        assert.ok(answer.ok(), `${path}: ${await answer.text()}`);
        return answer.json();
    };
    const id = '01890000-0000-7000-8000-0000000000aa';
    let item = await post('/api/v1/plan', { id, year: 2027, title: '食堂',
        community: space.community, kinds: ['ELD01'], space: reported, ends_on: '2027-10-31',
        budget_yuan: 10, funds: { city: 10 } });
    const step = async (body) => {
        item = await post(`/api/v1/plan/${id}/events`, { ...body, version: item.version });
    };
    await step({ do: 'move', move: 'list_by_reason', reason: '居民要求' });
    for (const move of ['design', 'fund', 'build']) await step({ do: 'move', move });
    await page.goto(`${bench.server.url}/my/${reported}`);
    await screen(page, 'my-report');
    await shown(page, words('timeline.building'));
    await shown(page, words('timeline.becomes'));
    await shown(page, '2027-10-31');
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'plan-resident-390.png'), fullPage: true });
    await step({ do: 'move', move: 'remove', reason: '业主没有同意' });
    await page.reload();
    await screen(page, 'my-report');
    await shown(page, '业主没有同意');
    await desk.close();
});

test('the plan on a phone, and in the elder view, is whole', async () => {
    const context = await phone(bench.browser, { viewport: { width: 360, height: 640 } });
    await logIn(context, bench.server, 'planner');
    const page = await context.newPage();
    for (const elder of [false, true]) {
        await page.goto(`${bench.server.url}/plan`);
        await screen(page, 'plan');
        await quiet(page, 300);
        await setDisplay(page, { elder });
        await page.reload();
        await screen(page, 'plan');
        await page.getByRole('radio', { name: words('plan.board') }).waitFor({ state: 'attached' });
        await quiet(page, 300);
        const view = elder ? 'elder-360' : '360';
        await page.screenshot({ path: join(pictures, `plan-${view}.png`) });
        assert.deepEqual(await outside(page), []);
        const { items } = await ask(page, '/api/v1/plan');
        await walk(page, `/plan/${items[0].id}`, 'plan-item');
        await shown(page, items[0].title);
        await quiet(page, 300);
        await page.screenshot({ path: join(pictures, `plan-item-${view}.png`) });
        assert.deepEqual(await outside(page), []);
        await walk(page, '/plan/new', 'plan-form');
        await quiet(page, 300);
        assert.deepEqual(await outside(page), []);
    }
    await context.close();
});
