// SPDX-License-Identifier: Apache-2.0
// A report between the resident's phone and the worker's: a question and its answer, a merge, a
// check on site without a network, and what the resident sees of each.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { logIn, phone, pictures, quiet, screen, until, walk } from './browser.mjs';
import { aPhone, bench, fill, receipt, send, words } from './sending.mjs';

const button = (page, key) => page.getByRole('button', { name: words(key), exact: true });
const shown = (page, text) => page.getByText(text).first().waitFor({ state: 'attached' });

/** A resident's phone with a report that was received: { page, id, receipt }. */
async function reported(context, what) {
    const page = await context.newPage();
    await fill(page, what);
    await page.getByRole('button', send).click();
    await receipt(page);
    const id = await page.evaluate(() => location.pathname.split('/').pop());
    return { page, id };
}

async function aWorker() {
    const context = await phone(bench.browser);
    await logIn(context, bench.server, 'worker');
    const page = await context.newPage();
    return { context, page };
}

/** Goes to the report on the worker's desk. */
async function openReport(page, id) {
    await page.goto(`${bench.server.url}/worker/${id}`);
    await screen(page, 'worker-report');
    await button(page, 'worker_report.verify').waitFor();
}

const cardOf = async (context, id) =>
    (await context.request.get(`${bench.server.url}/api/v1/spaces/${id}`)).json();

test('a worker asks, the resident answers on the phone, and the worker reads it', async () => {
    const resident = await aPhone();
    const { page, id } = await reported(resident, '锁着的车库');
    const worker = await aWorker();
    await openReport(worker.page, id);
    await button(worker.page, 'report.decide').tap();
    const dialog = worker.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: new RegExp(words('step.ask_more')) }).tap();
    await dialog.getByRole('textbox').fill('门锁着吗');
    await quiet(worker.page, 300);
    await worker.page.screenshot({ path: join(pictures, 'report-desk-ask-390.png') });
    await button(worker.page, 'report.do').tap();
    await until(async () => (await cardOf(worker.context, id)).space.state === 'needs_info',
        'the question to be there');

    await page.goto(`${bench.server.url}/my/${id}`);
    await screen(page, 'my-report');
    await shown(page, '门锁着吗');
    await page.getByRole('textbox', { name: words('answer.field') }).fill('白天开着');
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'report-desk-answer-390.png'), fullPage: true });
    // The network goes and comes back: what was written is still there.
    await resident.setOffline(true);
    await button(page, 'answer.send').tap();
    await shown(page, words('error.no_network'));
    await resident.setOffline(false);
    assert.equal(await page.getByRole('textbox', { name: words('answer.field') }).inputValue(),
        '白天开着');
    await button(page, 'answer.send').tap();
    await page.getByRole('textbox', { name: words('answer.field') }).waitFor({ state: 'detached' });

    await openReport(worker.page, id);
    await shown(worker.page, '白天开着');
    await worker.context.close();
    await resident.close();
});

test('a worker accepts a report, a neighbour says the same, and the way tells both', async () => {
    const resident = await aPhone();
    const { page, id } = await reported(resident, '空着的门面');
    const worker = await aWorker();
    await openReport(worker.page, id);
    await button(worker.page, 'report.decide').tap();
    const dialog = worker.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: new RegExp(words('step.screen')) }).tap();
    await quiet(worker.page, 300);
    await worker.page.screenshot({ path: join(pictures, 'report-desk-accept-390.png') });
    await button(worker.page, 'report.do').tap();
    await until(async () => (await cardOf(worker.context, id)).space.state === 'screened',
        'the report to be accepted');
    const neighbour = await fetch(`${bench.server.url}/api/v1/records/${id}/events`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Kongdi-Device': '5'.repeat(32) },
        body: JSON.stringify({ move: 'corroborate' }),
    });
    assert.equal(neighbour.status, 200);

    await page.goto(`${bench.server.url}/my/${id}`);
    await screen(page, 'my-report');
    await shown(page, words('state.corroborated'));
    await shown(page, words('state.screened'));
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'report-desk-accepted-390.png'),
        fullPage: true });

    // It waits for a visit now.
    await worker.page.goto(`${bench.server.url}/worker`);
    await screen(worker.page, 'worker');
    await worker.page.getByRole('radio', { name: words('worker.visit') }).tap();
    const { space } = await cardOf(worker.context, id);
    await worker.page.locator(`[aria-description*="${space.receipt}"]`).first().waitFor();
    await quiet(worker.page, 300);
    await worker.page.screenshot({ path: join(pictures, 'report-desk-visit-390.png') });
    await worker.context.close();
    await resident.close();
});

test('two reports of one space become one, and who sent the other follows it', async () => {
    const first = await aPhone();
    const one = await reported(first, '桥下的空地');
    const second = await aPhone();
    const two = await reported(second, '桥下那块地');
    const worker = await aWorker();
    await openReport(worker.page, two.id);
    await shown(worker.page, words('report.likely'));
    await button(worker.page, 'report.decide').tap();
    const dialog = worker.page.getByRole('dialog');
    await dialog.getByRole('radio', { name: new RegExp(words('step.merge')) }).tap();
    const { space } = await cardOf(worker.context, one.id);
    const number = new RegExp(space.receipt.replace(' ', '\\s'));
    await dialog.getByRole('radio', { name: number }).tap();
    await button(worker.page, 'report.do').tap();
    await until(async () => (await cardOf(worker.context, two.id)).space.state === 'merged',
        'the merge');
    await two.page.goto(`${bench.server.url}/my/${two.id}`);
    await screen(two.page, 'my-report');
    await shown(two.page, number);

    // It can be undone by another step.
    await worker.page.goto(`${bench.server.url}/worker/${two.id}`);
    await screen(worker.page, 'worker-report');
    await button(worker.page, 'report.decide').tap();
    await dialog.getByRole('radio', { name: new RegExp(words('step.reopen')) }).tap();
    await button(worker.page, 'report.do').tap();
    await until(async () => (await cardOf(worker.context, two.id)).space.state === 'submitted',
        'the merge to be undone');
    const { steps } = await cardOf(worker.context, two.id);
    assert.deepEqual(steps.map(({ move, by }) => [move, by]),
        [['merge', 'worker'], ['reopen', 'worker']]);
    for (const one of [first, second, worker.context]) await one.close();
});

test('a check on site without a network is kept and arrives once', async () => {
    const resident = await aPhone();
    const { page, id } = await reported(resident, '锅炉房');
    const worker = await aWorker();
    await worker.page.goto(`${bench.server.url}/worker`);
    await screen(worker.page, 'worker');
    await worker.page.getByRole('searchbox', { name: words('filter.text') })
        .or(worker.page.getByRole('textbox', { name: words('filter.text') })).first()
        .fill('锅炉房');
    const { space } = await cardOf(worker.context, id);
    const row = worker.page.locator(`[aria-description*="${space.receipt}"]`).first();
    await until(async () => (await worker.page.getByText(words('planner.count')
        .replace('{total}', '1')).count()) > 0, 'the one report');
    await quiet(worker.page, 300);
    await worker.page.screenshot({ path: join(pictures, 'report-desk-queue-390.png') });

    await worker.context.setOffline(true);
    await row.tap();
    await screen(worker.page, 'worker-report');
    await shown(worker.page, words('worker_report.from_list'));
    await button(worker.page, 'worker_report.verify').tap();
    await screen(worker.page, 'site-check');
    await worker.page.getByRole('radio', { name: new RegExp(words('finding.usable')) }).tap();
    await worker.page.getByRole('textbox', { name: words('site.area') }).fill('84.5');
    await quiet(worker.page, 300);
    await worker.page.screenshot({ path: join(pictures, 'report-desk-check-390.png'),
        fullPage: true });
    await button(worker.page, 'site.send').tap();
    await shown(worker.page, words('form.offline'));
    await walk(worker.page, '/worker', 'worker');
    await shown(worker.page, words('worker.kept'));

    await worker.context.setOffline(false);
    await walk(worker.page, `/worker/check/${id}`, 'site-check');
    assert.equal(await worker.page.getByRole('textbox', { name: words('site.area') }).inputValue(),
        '84.5');
    await button(worker.page, 'site.send').tap();
    await until(async () => (await cardOf(worker.context, id)).space.state === 'verified',
        'the check');
    const { standing, steps } = await cardOf(worker.context, id);
    assert.equal(standing.checks[0].area_m2, 84.5);
    assert.equal(steps.length, 1);
    await page.goto(`${bench.server.url}/my/${id}`);
    await screen(page, 'my-report');
    await shown(page, words('timeline.verified'));
    await worker.context.close();
    await resident.close();
});

test('the nearest reports stand first for a worker who says where', async () => {
    const worker = await phone(bench.browser);
    await logIn(worker, bench.server, 'worker');
    const { rows } = await (await worker.request.get(
        `${bench.server.url}/api/v1/spaces?state=submitted&limit=500`)).json();
    const from = rows[Math.floor(rows.length / 2)];
    await worker.grantPermissions(['geolocation'], { origin: bench.server.url });
    await worker.setGeolocation({ longitude: from.lon, latitude: from.lat,
        accuracy: 8 });
    const page = await worker.newPage();
    await page.goto(`${bench.server.url}/worker`);
    await screen(page, 'worker');
    await page.getByRole('radio', { name: words('worker.nearest') }).tap();
    const here = words('map.away_m').replace('{metres}', '0');
    const first = page.locator(`[aria-description*="${here}"]`).first();
    await first.waitFor({ state: 'attached' });
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'report-desk-nearest-390.png') });
    await worker.close();
});
