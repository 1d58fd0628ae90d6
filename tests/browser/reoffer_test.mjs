// SPDX-License-Identifier: Apache-2.0
// The disk of the server dies, and it is restored from last night's backup: what phones delivered
// since comes back from them, once, and nothing that somebody took out.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { kongdi, logIn, phone, run, until } from './browser.mjs';
import {
    aPhone, allSent, arrived, bench, fill, fillWithPhoto, kept, receipt, send, words,
} from './sending.mjs';
import { walkReportTo } from './steps.mjs';

const nights = mkdtempSync(join(tmpdir(), 'kongdi-nights-'));
after(() => rmSync(nights, { recursive: true, force: true }));

const backUp = (name) =>
    run(kongdi, ['backup', '--to', join(nights, name), '--data', bench.server.data]);
const loseAndRestore = (name) => bench.server.killed(async () => {
    rmSync(bench.server.data, { recursive: true });
    await run(kongdi, ['restore', '--from', join(nights, name), '--data', bench.server.data]);
});

const delivered = async (page) =>
    (await kept(page, 'delivered')).map((text) => JSON.parse(JSON.parse(text).bytes));

async function deliver(page, mark, filled = fill) {
    await filled(page, mark);
    await page.getByRole('button', send).click();
    await receipt(page);
    await until(async () => (await kept(page, 'outbox')).length === 0, 'all to be sent');
}

/** How many times records are sent from now on. */
function countSent(context) {
    const sent = { records: 0 };
    context.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/api/v1/records'))
            sent.records += 1;
    });
    return sent;
}

/** Time passes for a page, and then its network comes back. */
const backAfter = (page, minutes) => page.evaluate((ms) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + ms;
    window.dispatchEvent(new Event('online'));
}, minutes * 60_000);

test('what was delivered after the last backup is there again, photo and all, once', async () => {
    const context = await aPhone();
    const page = await context.newPage();
    await deliver(page, 'before-the-night');
    await backUp('first');
    await deliver(page, 'after-the-night', fillWithPhoto);
    assert.equal((await delivered(page)).length, 2);
    const { photos } = (await delivered(page)).find((one) => one.photos.length);
    const hasPhoto = () => page.evaluate((hash) => fetch(`/api/v1/photos/${hash}`,
        { method: 'HEAD' }).then((reply) => reply.headers.get('Upload-Complete') === '?1'),
    photos[0].sha256);
    await until(hasPhoto, 'the photo to arrive');

    await loseAndRestore('first');
    assert.equal(await arrived('before-the-night'), 1);
    assert.equal(await arrived('after-the-night'), 0);
    assert.equal(await hasPhoto(), false);

    const sent = countSent(context);
    await page.goto(bench.server.url);
    await until(() => sent.records >= 2, 'both to be offered');
    await until(async () => (await kept(page, 'outbox')).length === 0, 'all to be sent again');
    await allSent(page);
    assert.equal(await arrived('before-the-night'), 1);
    assert.equal(await arrived('after-the-night'), 1);
    assert.equal(await hasPhoto(), true);
    assert.equal((await delivered(page)).length, 2, 'kept for the next time');
    assert.equal((await kept(page, 'reports')).length, 2);

    // Of this restoration the phone has heard.
    const before = sent.records;
    await page.reload();
    await allSent(page);
    await page.waitForTimeout(1000);
    assert.equal(sent.records, before);
    await run(kongdi, ['check', '--data', bench.server.data]);
});

test('what was erased since does not come back, and nobody is told of a refusal', async () => {
    const context = await aPhone();
    const page = await context.newPage();
    await page.goto(bench.server.url);
    await backUp('second');
    await deliver(page, 'gone-since');
    const device = JSON.parse((await kept(page, 'settings'))
        .find((text) => text.includes('"device"'))).device;
    // By another page of the same person; this phone does not hear of it.
    const erased = await fetch(`${bench.server.url}/api/v1/my/erasure`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Kongdi-Device': device },
        body: JSON.stringify({ device }),
    });
    assert.equal(erased.status, 200);
    await backUp('third'); // which writes down what was erased

    await loseAndRestore('second');
    const sent = countSent(context);
    await page.goto(`${bench.server.url}/my`);
    await until(() => sent.records >= 1, 'it to be offered');
    await until(async () => (await kept(page, 'outbox')).length === 0, 'it to be let go');
    assert.equal(await page.getByText(words('state.refused')).count(), 0);
    assert.equal(await arrived('gone-since'), 0);
    assert.deepEqual(await delivered(page), []);
});

test('a page that is open hears of it, and sends what it delivered without being loaded anew',
    async () => {
        const context = await aPhone();
        const page = await context.newPage();
        await page.goto(bench.server.url);
        await backUp('fourth');
        await deliver(page, 'still-open');
        await page.evaluate(() => { window.__still = true; });
        await loseAndRestore('fourth');
        assert.equal(await arrived('still-open'), 0);

        const sent = countSent(context);
        await backAfter(page, 10);
        await until(() => sent.records >= 1, 'it to be offered');
        await until(async () => (await kept(page, 'outbox')).length === 0, 'it to be sent again');
        assert.equal(await arrived('still-open'), 1);
        assert.equal(await page.evaluate(() => window.__still), true);
        // Of this restoration the page has heard.
        await backAfter(page, 10);
        await page.waitForTimeout(1000);
        assert.equal(sent.records, 1);
    });

test('"the same" comes back, too, once the report that it was said of is there', async () => {
    const staff = await aPhone();
    await logIn(staff, bench.server, 'worker');
    const ask = async (path) =>
        (await staff.request.get(`${bench.server.url}/api/v1/${path}`)).json();
    await backUp('fifth');
    const reporter = await aPhone();
    const theirs = await reporter.newPage();
    await deliver(theirs, 'seen-by-two');
    await theirs.close();
    const find = async () => {
        const { rows } = await ask('spaces?limit=1000');
        for (const row of rows)
            if (JSON.stringify(await ask(`spaces/${row.id}`)).includes('seen-by-two')) return row;
        return null;
    };
    const { id, lon, lat } = await find();

    const context = await aPhone(phone(bench.browser, { permissions: ['geolocation'],
        geolocation: { longitude: lon, latitude: lat, accuracy: 5 } }));
    const answers = [];
    context.on('response', (reply) => {
        if (reply.url().endsWith(`/records/${id}/events`)) answers.push(reply.status());
    });
    const page = await context.newPage();
    await walkReportTo(page, bench.server.url, 'zh', page.getByRole('application'));
    await page.getByRole('button', { name: words('place.locate') }).last().click();
    await page.getByRole('button', { description: /今天报告/ }).first().click();
    await page.getByRole('button', { name: words('place.same_yes') }).click();
    await page.getByText(words('place.same_done')).first().waitFor({ state: 'attached' });
    assert.deepEqual(answers, [200]);
    assert.equal((await ask(`spaces/${id}`)).corroborations, 1);
    await until(async () => (await kept(page, 'delivered')).length === 1, 'it to be kept');

    await loseAndRestore('fifth');
    await backAfter(page, 10);
    await until(() => answers.length === 2, 'it to be offered');
    assert.equal(answers[1], 404);
    assert.equal((await kept(page, 'delivered')).length, 0, 'it waits');

    const again = await reporter.newPage();
    await again.goto(bench.server.url);
    await until(async () => await arrived('seen-by-two') === 1, 'its report to be back');
    await logIn(staff, bench.server, 'worker'); // its session was not in the backup
    await backAfter(page, 60);
    await until(() => answers.length === 3, 'it to be offered once more');
    assert.equal(answers[2], 200);
    assert.equal((await ask(`spaces/${id}`)).corroborations, 1);
    await until(async () => (await kept(page, 'delivered')).length === 1, 'it to be kept again');
});
