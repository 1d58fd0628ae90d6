// SPDX-License-Identifier: Apache-2.0
// The disk of the server dies, and it is restored from last night's backup: what phones delivered
// since comes back from them, once, and nothing that somebody took out.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { kongdi, run, until } from './browser.mjs';
import {
    aPhone, allSent, arrived, bench, fill, fillWithPhoto, kept, receipt, send, words,
} from './sending.mjs';

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
