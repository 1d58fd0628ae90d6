// SPDX-License-Identifier: Apache-2.0
// What a phone keeps is still there: after its store was lost, without any room, from an older
// version of the page, after days without a network. Each ends with every record once there.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { lastingPhone, screen, until } from './browser.mjs';
import {
    aPhone, allSent, arrived, backgroundSync, bench, crash, fill, fillWithPhoto, kept, receipt,
    saved, send, words,
} from './sending.mjs';

const olderStores = [1, 2].map((version) => JSON.parse(
    readFileSync(new URL(`./stores/version_${version}.json`, import.meta.url), 'utf8')));

/** Makes the phone's memory what a version of the page left: texts, and photos as it kept them. */
const seed = (page, store) => page.evaluate(async ({ version, tables, photos }) => {
    const ended = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = request.onblocked = () => reject(request.error ?? new Error('blocked'));
    });
    localStorage.clear();
    await ended(indexedDB.deleteDatabase('kongdi'));
    const opening = indexedDB.open('kongdi', version);
    opening.onupgradeneeded = () => {
        for (const name of [...Object.keys(tables), 'photos'])
            opening.result.createObjectStore(name);
    };
    const database = await ended(opening);
    const transaction = database.transaction([...Object.keys(tables), 'photos'], 'readwrite');
    for (const [name, rows] of Object.entries(tables))
        for (const [key, text] of Object.entries(rows))
            transaction.objectStore(name).put(text, key);
    for (const { sha256, base64 } of photos) {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        transaction.objectStore('photos').put(version === 1
            ? new Blob([bytes], { type: 'image/jpeg' })
            : { bytes: bytes.buffer, at: Date.now() }, sha256);
    }
    await new Promise((resolve) => { transaction.oncomplete = resolve; });
    database.close();
}, store);

/** Gone as after a crash: the whole database. */
const loseStore = (page) => page.evaluate(() => new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase('kongdi');
    request.onsuccess = resolve;
    request.onerror = request.onblocked = reject;
}));

test('a store that the browser lost is filled again from its second copy', async () => {
    const context = await aPhone();
    let page = await context.newPage();
    await fill(page, 'wiped');
    await context.setOffline(true);
    await page.getByRole('button', send).click();
    await saved(page);
    await page.close();
    await context.setOffline(false);
    page = await context.newPage();
    await page.goto(`${bench.server.url}/plain`);
    await loseStore(page);
    await page.goto(bench.server.url);
    await allSent(page);
    assert.equal(await arrived('wiped'), 1);
    assert.equal((await kept(page, 'reports')).length, 1);
});

test('a lost store that the service worker finds first is filled again by the page all the same',
    async () => {
        const context = await aPhone();
        let page = await context.newPage();
        await fill(page, 'worker-first');
        await context.setOffline(true);
        await page.getByRole('button', send).click();
        await saved(page);
        await page.close();
        await context.setOffline(false);
        page = await context.newPage();
        await page.goto(`${bench.server.url}/plain`);
        await loseStore(page);
        // What the browser does on its own as soon as it is back.
        await (await backgroundSync(context, page))();
        await until(() => page.evaluate(async () =>
            (await indexedDB.databases()).some(({ name }) => name === 'kongdi')), 'its database');
        await page.waitForTimeout(500); // until it has looked, and found nothing
        await page.goto(bench.server.url);
        await allSent(page);
        assert.equal(await arrived('worker-first'), 1);
        assert.equal((await kept(page, 'reports')).length, 1);
    });

test('a phone without any room says so, offers a file and sends all the same', async () => {
    const context = await aPhone();
    const page = await context.newPage();
    await fillWithPhoto(page, 'no-room');
    const cdp = await context.newCDPSession(page);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: bench.server.url, quotaSize: 1 });
    await page.evaluate(() => {
        // The browser counts late; this is how it answers once it has.
        const transaction = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function full(tables, mode, options) {
            if (mode === 'readwrite') throw new DOMException('full', 'QuotaExceededError');
            return transaction.call(this, tables, mode, options);
        };
    });
    await page.route('**/api/v1/records', (route) => route.abort());
    await page.getByRole('button', send).click();
    await page.getByText(words('outbox.storage_full')).first().waitFor({ state: 'attached' });
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words('handover.save') }).first().click();
    const file = readFileSync(await (await download).path(), 'utf8').trim().split('\n');
    assert.equal(JSON.parse(file[0]).file, 'kongdi-handover');
    assert.match(JSON.parse(file[1]).record, /no-room/);
    assert.equal(file.length, 3, 'its photo, too');
    await page.unroute('**/api/v1/records');
    await page.getByRole('button', { name: words('outbox.retry') }).first().click();
    await receipt(page);
    assert.equal(await arrived('no-room'), 1);
});

for (const older of olderStores) {
    const mark = `from version ${older.version}`;
    test(`what version ${older.version} left is sent, and a death in the change loses nothing`,
        async () => {
            const context = await aPhone();
            for (const [times, lifeMs] of [[1, null], [2, 0], [3, 40], [4, 120], [5, 250]]) {
                let page = await context.newPage();
                await page.goto(`${bench.server.url}/plain`);
                await seed(page, older);
                if (lifeMs !== null) {
                    page.goto(bench.server.url).catch(() => {});
                    await page.waitForTimeout(lifeMs);
                    await crash(page);
                    page = await context.newPage();
                }
                await page.goto(bench.server.url);
                await allSent(page);
                await page.locator(`[aria-description*="${words('state.draft')}"]`).first()
                    .waitFor({ state: 'attached' });
                const photo = await page.evaluate((hash) => fetch(`/api/v1/photos/${hash}`,
                    { method: 'HEAD' }).then((reply) => reply.headers.get('Upload-Complete')),
                older.photos[0].sha256);
                assert.equal(photo, '?1');
                assert.equal(await arrived(mark), 1, `opened ${times} times`);
                await page.close();
            }
        });
}

test('days without a network: the browser is closed and opened, and all is still there',
    async () => {
        const folder = mkdtempSync(join(tmpdir(), 'kongdi-profile-'));
        let context;
        try {
            // A network that leads nowhere, from the start of the browser on.
            const nowhere = { server: 'http://127.0.0.1:9', bypass: '<-loopback>' };
            const opened = async (options) => {
                await context?.close();
                context = await aPhone(lastingPhone(folder, options));
                const page = await context.newPage();
                await page.goto(bench.server.url);
                await screen(page, 'home');
                return page;
            };
            let page = await opened();
            await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
            for (const mark of ['day-one', 'day-two']) {
                page = await opened({ proxy: nowhere });
                await fill(page, mark);
                await page.getByRole('button', send).click();
                await saved(page);
            }
            page = await opened({ proxy: nowhere });
            await page.getByText(words('outbox.waiting', { count: '2' })).first()
                .waitFor({ state: 'attached' });
            assert.equal(await arrived('day-'), 0);
            page = await opened();
            await allSent(page);
            assert.equal(await arrived('day-one'), 1);
            assert.equal(await arrived('day-two'), 1);
        } finally {
            await context.close();
            rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
        }
    });
