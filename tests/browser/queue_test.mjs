// SPDX-License-Identifier: Apache-2.0
// What goes wrong between "send" and the receipt: other networks, other tabs, a full phone, a store
// that the browser lost, a page that is gone. Each ends with every record once on the server.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import {
    lastingPhone, pause, phone, screen, startBrowser, startServer, until,
} from './browser.mjs';
import { onward, questionLabel, walkReportTo, wordsOf } from './steps.mjs';

const words = wordsOf('zh');
const send = { name: words('check.send'), exact: true };
let server;
let browser;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
});
const open = new Set(); // contexts, closed whatever became of their test
afterEach(async () => {
    for (const context of open) await context.close().catch(() => {});
    open.clear();
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

async function aPhone(made = phone(browser)) {
    const context = await made;
    context.setDefaultTimeout(20000);
    open.add(context);
    return context;
}

const receipt = (page) => page.getByRole('heading', { name: words('sent.thanks') })
    .waitFor({ state: 'attached', timeout: 30000 });
const allSent = (page) => page.getByText(words('outbox.all_sent')).first()
    .waitFor({ state: 'attached', timeout: 30000 });
const saved = (page) => page.getByRole('heading', { name: words('sent.saved') })
    .waitFor({ state: 'attached' });

/** A report as far as its last step, with a mark in its text. */
async function fill(page, mark) {
    const field = page.getByRole('textbox', { name: questionLabel('zh', 'description') });
    await walkReportTo(page, server.url, 'zh', field);
    await field.fill(mark);
    for (const button = page.getByRole('button', send); !(await button.count());) {
        for (const box of await page.getByRole('checkbox').all()) await box.check();
        const before = page.url();
        await onward(page, 'zh').click();
        await page.waitForURL((url) => String(url) !== before);
        await onward(page, 'zh').waitFor({ state: 'attached' });
    }
}

/** How many reports on the server have a mark. */
async function arrived(mark) {
    const answer = await fetch(`${server.url}/api/v1/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Kongdi-Page': '1' },
        body: JSON.stringify({ name: 'planner', password: 'kongdi-planner' }),
    });
    const headers = { Cookie: answer.headers.get('set-cookie').split(';')[0] };
    const csv = await (await fetch(`${server.url}/export/spaces.csv`, { headers })).text();
    return csv.split('\n').filter((row) => row.includes(mark)).length;
}

async function addPhoto(page) {
    const picture = await page.evaluate(() => {
        const canvas = document.createElement('canvas');
        canvas.width = 1200;
        canvas.height = 900;
        const pen = canvas.getContext('2d');
        for (let i = 0; i < 4000; ++i) {
            pen.fillStyle = `hsl(${(i * 47) % 360} 60% 50%)`;
            pen.fillRect((i * 131) % 1200, (i * 79) % 900, 24, 18);
        }
        return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
    });
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: words('photo.add') }).click();
    await (await chooser).setFiles(
        { name: 'p.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(picture, 'base64') });
    await page.getByRole('button', { name: words('photo.remove') }).waitFor();
}

/** Opens the report and gives it a photo; fill() goes on from there. */
async function fillWithPhoto(page, mark) {
    await page.goto(`${server.url}/report/1`);
    await screen(page, 'report');
    await addPhoto(page);
    await fill(page, mark);
}

async function crash(page) {
    const cdp = await page.context().newCDPSession(page);
    const gone = page.waitForEvent('crash', { timeout: 1500 }).catch(() => {}); // told or not
    cdp.send('Page.crash').catch(() => {}); // nobody is left to answer
    await gone;
    await Promise.race([page.close(), pause(1500)]);
}

/** A table of the phone's memory. */
const kept = (page, table) => page.evaluate((name) => new Promise((resolve) => {
    const opening = indexedDB.open('kongdi');
    opening.onsuccess = () => {
        const asking = opening.result.transaction(name).objectStore(name).getAll();
        asking.onsuccess = () => { opening.result.close(); resolve(asking.result); };
    };
}), table);

const storeOfVersion1 = JSON.parse(
    readFileSync(new URL('./stores/version_1.json', import.meta.url), 'utf8'));

/** Makes the phone's memory what a version of the page left: texts, and photos as bare blobs. */
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
        transaction.objectStore('photos').put(new Blob([bytes], { type: 'image/jpeg' }), sha256);
    }
    await new Promise((resolve) => { transaction.oncomplete = resolve; });
    database.close();
}, store);

test('a network that answers 200 to everything gets no record and no photo for delivered',
    async () => {
        const context = await aPhone();
        const page = await context.newPage();
        await fillWithPhoto(page, 'portal');
        const portal = (route) => route.fulfill(
            { status: 200, contentType: 'text/html', body: '<h1>Welcome to our Wi-Fi</h1>' });
        await page.route('**/api/**', portal);
        await page.getByRole('button', send).click();
        await saved(page);
        await until(async () => (await kept(page, 'outbox')).length === 1, 'the outbox');
        assert.equal(await arrived('portal'), 0);

        // The record gets through, its photo meets the portal.
        await page.unroute('**/api/**');
        await page.route('**/api/v1/photos/**', portal);
        await page.getByRole('button', { name: words('outbox.retry') }).click();
        await receipt(page);
        await page.waitForTimeout(1500);
        const [item] = (await kept(page, 'outbox')).map((text) => JSON.parse(text));
        assert.equal(item.received, true);
        assert.equal(item.photos.length, 1, 'the photo still waits');
        await page.unroute('**/api/v1/photos/**');
        await page.getByRole('button', { name: words('outbox.retry') }).click();
        await until(async () => (await kept(page, 'outbox')).length === 0, 'the photo to arrive');
        assert.equal(await arrived('portal'), 1);
    });

test('two tabs: one fills in the report, and the record is sent once', async () => {
    const context = await aPhone();
    const first = await context.newPage();
    await fill(first, 'two-tabs');
    const second = await context.newPage();
    await second.goto(`${server.url}/report/1`);
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
    await first.goto(server.url);
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
    await second.goto(server.url);
    await receipt(first);
    await allSent(second);
    assert.equal(posts.length, 1);
    assert.equal(await arrived('one-between'), 1);
});

test('a store that the browser lost is filled again from its second copy', async () => {
    const context = await aPhone();
    let page = await context.newPage();
    await fill(page, 'wiped');
    await context.setOffline(true);
    await page.getByRole('button', send).click();
    await saved(page);
    await page.close();
    await context.setOffline(false);
    // Gone as after a crash: the whole database.
    page = await context.newPage();
    await page.goto(`${server.url}/plain`);
    await page.evaluate(() => new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('kongdi');
        request.onsuccess = resolve;
        request.onerror = request.onblocked = reject;
    }));
    await page.goto(server.url);
    await allSent(page);
    assert.equal(await arrived('wiped'), 1);
    assert.equal((await kept(page, 'reports')).length, 1);
});

test('a phone without any room says so, offers a file and sends all the same', async () => {
    const context = await aPhone();
    const page = await context.newPage();
    await fillWithPhoto(page, 'no-room');
    const cdp = await context.newCDPSession(page);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 1 });
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
    await worker.goto(`${server.url}/my`);
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
    await page.goto(server.url);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await fillWithPhoto(page, 'background');
    await context.setOffline(true);
    await page.getByRole('button', send).click();
    await saved(page);
    await page.goto('about:blank');
    await context.setOffline(false);

    const cdp = await context.newCDPSession(page);
    const registered = new Promise((resolve) => {
        cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
            const mine = registrations.find((one) => one.scopeURL.startsWith(server.url));
            if (mine) resolve(mine.registrationId);
        });
    });
    await cdp.send('ServiceWorker.enable');
    const registrationId = await registered;
    await cdp.send('ServiceWorker.dispatchSyncEvent',
        { origin: server.url, registrationId, tag: 'outbox', lastChance: false });
    await until(async () => await arrived('background') === 1, 'the record without a page');
    await page.close();
    page = await context.newPage();
    await page.route('**/api/v1/records', (route) => route.abort()); // no help from the page
    await page.goto(server.url);
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
    await page.goto(server.url);
    await allSent(page);
    assert.equal((await kept(page, 'outbox')).length, 0);
    assert.equal(await arrived('cut-photo'), 1);
});

test('what an older version left is sent by this one, and a death in the change loses nothing',
    async () => {
        const context = await aPhone();
        for (const [times, lifeMs] of [[1, null], [2, 0], [3, 40], [4, 120], [5, 250]]) {
            let page = await context.newPage();
            await page.goto(`${server.url}/plain`);
            await seed(page, storeOfVersion1);
            if (lifeMs !== null) {
                page.goto(server.url).catch(() => {});
                await page.waitForTimeout(lifeMs);
                await crash(page);
                page = await context.newPage();
            }
            await page.goto(server.url);
            await allSent(page);
            await page.locator(`[aria-description*="${words('state.draft')}"]`).first()
                .waitFor({ state: 'attached' });
            const photo = await page.evaluate((hash) => fetch(`/api/v1/photos/${hash}`,
                { method: 'HEAD' }).then((reply) => reply.headers.get('Upload-Complete')),
            storeOfVersion1.photos[0].sha256);
            assert.equal(photo, '?1');
            assert.equal(await arrived('from version 1'), 1, `opened ${times} times`);
            await page.close();
        }
    });

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
                await page.goto(server.url);
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
