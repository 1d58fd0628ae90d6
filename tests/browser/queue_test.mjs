// SPDX-License-Identifier: Apache-2.0
// What goes wrong between "send" and the receipt: other networks, other tabs, a page that is gone.
// Each ends with every record once on the server.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { phone, screen, until } from './browser.mjs';
import {
    aPhone, allSent, arrived, backgroundSync, bench, crash, fill, fillWithPhoto, kept, receipt,
    saved, send, words,
} from './sending.mjs';
import { startPortal } from './portal.mjs';
import { onward } from './steps.mjs';

test('a network that answers 200 to everything gets no record and no photo for delivered',
    async () => {
        const portal = await startPortal(bench.server);
        after(() => portal.stop());
        const context = await aPhone();
        const page = await context.newPage();
        await fillWithPhoto(page, 'portal', portal.url);
        portal.takes = (path) => path.startsWith('/api/');
        await page.getByRole('button', send).click();
        await saved(page);
        await until(async () => (await kept(page, 'outbox')).length === 1, 'the outbox');
        await until(() => portal.met > 0, 'the portal to be met');
        assert.equal(await arrived('portal'), 0);

        // The record gets through, its photo meets the portal.
        // The page tries again by itself, too: then there is nothing to press.
        const retry = page.getByRole('button', { name: words('outbox.retry') });
        const sendNow = async () => {
            if (await retry.count()) await retry.click({ timeout: 500 }).catch(() => {});
        };
        let byThePhoto = 0;
        portal.takes = (path) => {
            const photo = path.startsWith('/api/v1/photos/');
            byThePhoto += photo ? 1 : 0;
            return photo;
        };
        await sendNow();
        await receipt(page);
        await until(() => byThePhoto > 0, 'the portal to be met by the photo');
        const [item] = (await kept(page, 'outbox')).map((text) => JSON.parse(text));
        assert.equal(item.received, true);
        assert.equal(item.photos.length, 1, 'the photo still waits');
        portal.takes = () => false;
        await until(async () => {
            await sendNow();
            return (await kept(page, 'outbox')).length === 0;
        }, 'the photo to arrive', { every: 300 });
        assert.equal(await arrived('portal'), 1);
    });

test('two tabs: one fills in the report, and the record is sent once', async () => {
    const context = await aPhone();
    const first = await context.newPage();
    await fill(first, 'two-tabs');
    const second = await context.newPage();
    await second.goto(`${bench.server.url}/report/1`);
    const take = second.getByRole('button', { name: words('report.take') });
    await take.waitFor();
    await take.click();
    // The first says where it went on; the second has all of it.
    await first.getByRole('button', { name: words('report.take') }).waitFor();
    while (!(await second.getByRole('button', send).count())) {
        const before = second.url();
        await onward(second, 'zh').click();
        await second.waitForURL((url) => String(url) !== before);
        await onward(second, 'zh').waitFor({ state: 'attached' });
    }
    await second.getByText('two-tabs').first().waitFor({ state: 'attached' });
    await second.getByRole('button', send).click();
    await receipt(second);
    await first.goto(bench.server.url);
    await allSent(first);
    assert.equal(await first.getByText(words('my.draft')).count(), 0);
    assert.equal(await arrived('two-tabs'), 1);
});

test('two tabs with one record between them send it once', async () => {
    const context = await aPhone();
    const first = await context.newPage();
    await fill(first, 'one-between');
    const posts = [];
    context.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/records')) posts.push(request);
    });
    await context.setOffline(true);
    await first.getByRole('button', send).click();
    await saved(first);
    const second = await context.newPage();
    // Both come back to the network in one moment, and the answer takes a while.
    await context.route('**/api/v1/records', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 800));
        await route.continue();
    });
    await context.setOffline(false);
    await second.goto(bench.server.url);
    await receipt(first);
    await allSent(second);
    assert.equal(posts.length, 1);
    assert.equal(await arrived('one-between'), 1);
});

test('a photo follows its record at once: the tab that sends stands in its own way no more',
    async () => {
        const context = await aPhone(phone(bench.browser, { serviceWorkers: 'block' }));
        await context.addInitScript(() => {
            if (!isSecureContext) return; // the empty page before ours
            window.turnedAway = [];
            const request = LockManager.prototype.request;
            LockManager.prototype.request = function (name, options, work) {
                return request.call(this, name, options, (got) => {
                    if (!got) window.turnedAway.push(name);
                    return work(got);
                });
            };
        });
        const page = await context.newPage();
        await fillWithPhoto(page, 'at-once');
        await page.getByRole('button', send).click();
        await receipt(page);
        await until(async () => (await kept(page, 'outbox')).length === 0, 'the photo to arrive');
        assert.deepEqual(await page.evaluate(() => window.turnedAway), []);
    });

test('a timer that rings before its time leaves no record behind', async () => {
    const context = await aPhone(phone(bench.browser, { serviceWorkers: 'block' }));
    await context.addInitScript(() => {
        const real = window.setTimeout;
        window.setTimeout = (work, ms, ...more) => real(work, ms > 500 ? ms - 40 : ms, ...more);
    });
    const page = await context.newPage();
    await fill(page, 'early-timer');
    let failed = 0;
    await context.route('**/api/v1/records',
        (route) => (failed++ ? route.continue() : route.abort()));
    await page.getByRole('button', send).click();
    await receipt(page);
    assert.ok(failed > 1, 'the first try failed');
    assert.equal(await arrived('early-timer'), 1);
});

test('what waits is carried to another phone as a file, and counted once', async () => {
    const context = await aPhone();
    const page = await context.newPage();
    await fillWithPhoto(page, 'carried');
    await context.setOffline(true);
    await page.getByRole('button', send).click();
    await saved(page);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words('handover.save') }).click();
    const path = await (await download).path();
    const file = { name: 'k.kongdi', mimeType: 'application/x-ndjson', buffer: readFileSync(path) };

    const other = await aPhone();
    const worker = await other.newPage();
    await worker.goto(`${bench.server.url}/my`);
    await screen(worker, 'my');
    for (const count of ['1', '0']) {
        const chooser = worker.waitForEvent('filechooser');
        await worker.getByRole('button', { name: words('handover.open') }).click();
        await (await chooser).setFiles(file);
        const known = count === '1' ? '0' : '1';
        await worker.getByText(
            words('handover.opened', { taken: count, known, wrong: '0' })).first()
            .waitFor({ state: 'attached' });
        await until(async () => (await kept(worker, 'outbox')).length === 0, 'all to be sent');
    }
    assert.equal(await arrived('carried'), 1);
    // The first phone has a network again: the same record is the same receipt.
    await context.setOffline(false);
    await receipt(page);
    await until(async () => (await kept(page, 'outbox')).length === 0, 'its own outbox');
    assert.equal(await arrived('carried'), 1);

    // A file that was cut off changes nothing.
    const chooser = worker.waitForEvent('filechooser');
    await worker.getByRole('button', { name: words('handover.open') }).click();
    await (await chooser).setFiles({ ...file, buffer: file.buffer.subarray(0, 200) });
    await worker.getByText(words('handover.broken')).first().waitFor({ state: 'attached' });
});

test('the service worker sends what a closed page left, photo and all', async () => {
    const context = await aPhone();
    let page = await context.newPage();
    await page.goto(bench.server.url);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await fillWithPhoto(page, 'background');
    await context.setOffline(true);
    await page.getByRole('button', send).click();
    await saved(page);
    await page.goto('about:blank');
    await context.setOffline(false);

    const sync = await backgroundSync(context, page);
    // A page of the forms looks on: it has no program that could send.
    await page.goto(`${bench.server.url}/plain`);
    // The browser comes back as long as something is left; what closed may hold the record still.
    await until(async () => {
        await sync();
        return (await kept(page, 'outbox')).length === 0;
    }, 'all to be sent', { every: 300 });
    assert.equal(await arrived('background'), 1);
    await page.close();
    page = await context.newPage();
    await page.route('**/api/v1/records', (route) => route.abort()); // no help from the page
    await page.goto(bench.server.url);
    await allSent(page);
    const [report] = (await kept(page, 'reports')).map((text) => JSON.parse(text));
    assert.match(report.receipt, /\d+$/);
    assert.deepEqual(report.photos_missing, []);
    assert.equal(await arrived('background'), 1);
});

test('a page that dies while a photo is uploaded goes on where it was', async () => {
    const context = await aPhone();
    let page = await context.newPage();
    await fillWithPhoto(page, 'cut-photo');
    // Small pieces would need a larger photo: the connection breaks after the record instead.
    await page.route('**/api/v1/photos/**', (route) => route.abort());
    await page.getByRole('button', send).click();
    await receipt(page);
    await crash(page);
    page = await context.newPage();
    await page.goto(bench.server.url);
    await allSent(page);
    assert.equal((await kept(page, 'outbox')).length, 0);
    assert.equal(await arrived('cut-photo'), 1);
});
