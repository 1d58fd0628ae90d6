// SPDX-License-Identifier: Apache-2.0
// A planner goes from the ranking to a community and to what it lacks, reckons a run anew, compares
// it with the published one, publishes it and downloads it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
    logIn, phone, pictures, quiet, screen, setDisplay, startBrowser, startServer, until, walk,
} from './browser.mjs';
import { wordsOf } from './steps.mjs';

const words = wordsOf('zh');
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

const button = (page, key) => page.getByRole('button', { name: words(key), exact: true });
const shown = (page, text) => page.getByText(text).first().waitFor({ state: 'attached' });
const ask = (page, path) => page.evaluate(async (at) => (await fetch(at)).json(), path);

test('from the ranking to what a community lacks, to a new run that is published', async () => {
    const desk = await browser.newContext({ viewport: { width: 1280, height: 800 },
        locale: 'zh-CN', acceptDownloads: true });
    await logIn(desk, server, 'planner');
    const page = await desk.newPage();
    await page.goto(`${server.url}/index`);
    await screen(page, 'index');
    await shown(page, words('index.state.published'));
    const [run] = (await ask(page, '/api/v1/index/runs')).runs;
    const { index } = await ask(page, `/api/v1/index/runs/${run.id}`);
    const ranked = index.communities.filter((one) => one.index !== undefined);
    assert.equal(run.bottom, ranked.filter((one) => one.bottom).length);
    assert.ok(run.bottom >= Math.ceil(ranked.length / 10));
    ranked.sort((a, b) => a.index - b.index || (a.code < b.code ? -1 : 1));
    const worst = ranked[0];
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'index-1280.png') });

    const row = page.getByRole('button', { name: worst.name, exact: true });
    await row.waitFor({ state: 'attached' });
    await row.click();
    await screen(page, 'index-community');
    await shown(page, words('index.gaps'));
    assert.equal(await page.evaluate(() => location.pathname), `/index/why/${worst.code}`);
    const why = await ask(page, `/api/v1/index/runs/${run.id}/communities/${worst.code}`);
    const costs = why.services.reduce((sum, one) => sum + one.costs, 0);
    assert.ok(Math.abs(costs - (100 - worst.index)) < 0.02, 'what is lost adds up');
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'index-community-1280.png'), fullPage: true });
    await page.reload();
    await screen(page, 'index-community');
    await shown(page, words('index.gaps'));

    // From there on the map: how far elders come from the facilities of a kind that it has.
    const reachOf = (kind) =>
        ask(page, `/api/v1/communities/${worst.code}/kinds/${kind}/reach?pace=elder`);
    let has;
    for (const { kind } of why.services)
        if ((await reachOf(kind)).curves.length > 0) has ??= kind;
    assert.ok(has, 'it has a verified facility of some kind');
    await page.getByLabel(words('facility.kind')).selectOption(
        { index: why.services.findIndex(({ kind }) => kind === has) });
    await shown(page, words('reach.says', { speed: 60, metres: 900 }));
    await page.getByRole('radio', { name: words('reach.pace.elder') })
        .or(button(page, 'reach.pace.elder')).first().click();
    await shown(page, words('reach.says', { speed: 48, metres: 720 }));
    await page.getByRole('application', { name: words('place.map') })
        .waitFor({ state: 'attached' });
    await page.getByRole('img', { name: words('reach.people') }).waitFor({ state: 'attached' });
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'index-reach-1280.png'), fullPage: true });

    await walk(page, '/index/new', 'index-form');
    await page.getByRole('textbox', { name: words('index_form.title') }).fill('新的一次');
    await button(page, 'index_form.send').click();
    await screen(page, 'index');
    await shown(page, '新的一次');
    await shown(page, words('index.state.frozen'));
    await page.getByLabel(words('index.compare')).selectOption({ label: run.title });
    await shown(page, words('index.change'));
    const download = page.waitForEvent('download');
    await button(page, 'index.download').click();
    const rows = readFileSync(await (await download).path(), 'utf8').trim().split(/\r?\n/);
    assert.equal(rows.length, index.communities.length + 1);
    await button(page, 'index.publish').click();
    await page.getByRole('dialog').getByRole('button', { name: words('index.publish') }).click();
    await until(async () => {
        const { runs } = await ask(page, '/api/v1/index/runs');
        return runs.map((one) => one.state).join() === 'published,superseded';
    }, 'the new run to take the place of the old one');

    await walk(page, '/index/proposals', 'proposals');
    await button(page, 'proposals.search').click();
    await shown(page, words('proposals.best'));
    const { choices } = await ask(page,
        `/api/v1/index/runs/${(await ask(page, '/api/v1/index/runs')).runs[0].id}/proposals`);
    assert.ok(choices.length > 0, 'the invented city has a space that could hold something');
    await shown(page, choices[0].space.receipt);
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'proposals-1280.png') });
    await desk.close();
});

test('on a phone and in the elder view nothing is cut', async () => {
    const context = await phone(browser, { viewport: { width: 360, height: 640 } });
    await logIn(context, server, 'planner');
    const page = await context.newPage();
    await page.goto(`${server.url}/index`);
    await screen(page, 'index');
    await shown(page, words('index.ranking'));
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'index-360.png') });
    await walk(page, '/index/why/339900001001', 'index-community');
    await shown(page, words('index.gaps'));
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'index-community-360.png') });
    await setDisplay(page, { elder: true });
    await page.reload();
    await screen(page, 'index-community');
    await shown(page, words('index.gaps'));
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'index-community-elder-360.png') });
    // The canvas itself never overflows: what is drawn on it may.
    const outside = () => [...document.querySelectorAll('main [data-path]')]
        .map((one) => ({ name: one.dataset.path, at: one.getBoundingClientRect() }))
        .filter(({ at }) => at.width > 0 && (at.left < -1 || at.right > innerWidth + 1))
        .map(({ name }) => name);
    const drawn = () => document.querySelectorAll('main [data-path]').length;
    assert.ok(await page.evaluate(drawn) > 10);
    assert.deepEqual(await page.evaluate(outside), []);
    await context.close();
});
