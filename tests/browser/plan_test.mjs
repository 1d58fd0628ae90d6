// SPDX-License-Identifier: Apache-2.0
// From the ranking to a community, to what it lacks, to a proposal, to an item of the plan; and the
// resident who reported the space sees what becomes of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { logIn, phone, pictures, quiet, screen, setDisplay, until, walk } from './browser.mjs';
import { aPhone, bench, fill, receipt, send, words } from './sending.mjs';

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

test('a space that somebody reported is proposed, put on the plan, and its resident sees it',
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
        await page.getByRole('button', { name: worst.name, exact: true }).click();
        await screen(page, 'index-community');
        await shown(page, words('index.gaps'));

        await walk(page, '/index/proposals', 'proposals');
        await button(page, 'proposals.search').click();
        await shown(page, words('proposals.best'));
        const { choices } = await ask(page, `/api/v1/index/runs/${run.id}/proposals`);
        const [choice] = choices;
        const space = choice.space.id;
        await button(page, 'proposals.to_plan').first().click();
        await screen(page, 'plan-form');
        await shown(page, words('plan.has_space'));
        await page.getByRole('textbox', { name: words('plan.field.title') }).fill('老屋改食堂');
        await page.getByRole('textbox', { name: words('plan.field.ends_on') }).fill('2027-10-31');
        await quiet(page, 300);
        await page.screenshot({ path: join(pictures, 'plan-form-1280.png') });
        await button(page, 'plan_form.file').click();
        await screen(page, 'plan-item');
        await shown(page, '老屋改食堂');
        await shown(page, choice.space.receipt);
        const id = await page.evaluate(() => location.pathname.split('/').pop());
        const first = (await ask(page, `/api/v1/plan/${id}`)).item;
        assert.equal(first.space, space);
        assert.equal(first.budget_yuan, choice.cost_yuan);
        assert.equal(first.source_index_run, run.id);

        // Nobody outside hears of a proposal.
        const seen = async () => (await ask(page, `/api/v1/spaces/${space}`)).plan ?? null;
        assert.equal(await seen(), null);
        // Whose community is not among the lowest tenth is listed with a reason.
        const lowest = index.communities.find((one) => one.code === first.community).bottom;
        if (lowest) {
            await button(page, 'plan.move.list_by_rank').click();
        } else {
            await button(page, 'plan.move.list_by_reason').click();
            const dialog = page.getByRole('dialog');
            await dialog.getByRole('textbox').fill('居民要求');
            await dialog.getByRole('button', { name: words('plan.move.list_by_reason') }).click();
        }
        await until(async () => (await seen())?.state === 'listed', 'the item to be listed');
        await shown(page, words('plan.state.listed'));
        await quiet(page, 300);
        await page.screenshot({ path: join(pictures, 'plan-item-1280.png') });

        await walk(page, '/plan', 'plan');
        await shown(page, '老屋改食堂');
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
        assert.ok(rows.some((row) => row.includes('老屋改食堂')), 'the year is in the file');
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
