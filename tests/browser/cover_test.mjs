// SPDX-License-Identifier: Apache-2.0
// A face or a number plate is covered on the phone: what lies beneath is in no picture that is kept
// or sent. What came uncovered is covered on the desk: nobody is shown what lies beneath.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { logIn, phone, pictures, quiet, screen, until } from './browser.mjs';
import {
    aPhone, addPhoto, allSent, bench, brightest, fill, kept, receipt, send, words,
} from './sending.mjs';

const photosKept = (page) => page.evaluate(() => new Promise((resolve) => {
    const request = indexedDB.open('kongdi');
    request.onsuccess = () => {
        const keys = request.result.transaction('photos').objectStore('photos').getAllKeys();
        keys.onsuccess = () => { request.result.close(); resolve(keys.result); };
    };
}));

test('a part of a photo is covered before it is sent', async () => {
    const context = await aPhone();
    const page = await context.newPage();
    await page.goto(`${bench.server.url}/report/1`);
    await screen(page, 'report');
    await addPhoto(page);
    const [before] = await photosKept(page);
    await page.getByRole('button', { name: words('photo.cover') }).click();
    const dialog = page.getByRole('dialog');
    const field = (row, column) => dialog.getByRole('checkbox',
        { name: words('cover.field', { row, column }), exact: true });
    await field(1, 1).waitFor({ state: 'attached' });
    const fields = await dialog.getByRole('checkbox').count();
    const columns = await dialog.getByRole('checkbox').evaluateAll((all) =>
        all.filter((one) => Math.abs(one.getBoundingClientRect().top
            - all[0].getBoundingClientRect().top) < 2).length);
    const rows = fields / columns;
    await field(1, 1).click();
    await field(2, 3).click();
    await until(() => field(2, 3).isChecked(), 'the field to be covered');
    assert.equal(await field(1, 1).isChecked(), true);
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'cover-dialog.png') });
    await dialog.getByRole('button', { name: words('cover.done'), exact: true }).click();
    // The one before is dropped.
    await until(async () => {
        const now = await photosKept(page);
        return now.length === 1 && now[0] !== before;
    }, 'the covered photo');
    const [after] = await photosKept(page);
    const first = [0, 0, 1 / columns, 1 / rows];
    const second = [2 / columns, 1 / rows, 3 / columns, 2 / rows];
    const open = [3 / columns, 2 / rows, 4 / columns, 3 / rows];
    const seen = { first: await brightest(page, after, first),
        second: await brightest(page, after, second), open: await brightest(page, after, open) };
    assert.ok(seen.first < 60 && seen.second < 60, `covered: ${JSON.stringify(seen)}`);
    assert.ok(seen.open > 120, `the rest is as it was: ${JSON.stringify(seen)}`);
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'cover-done.png') });

    await fill(page, 'covered');
    await page.getByRole('button', send).click();
    await receipt(page);
    await allSent(page);
    const [report] = (await kept(page, 'reports')).map((text) => JSON.parse(text));
    assert.equal(report.photo, after);
    await context.close();
});

test('a worker covers a part of a photo that has come, and takes it back', async () => {
    const resident = await aPhone();
    const page = await resident.newPage();
    await page.goto(`${bench.server.url}/report/1`);
    await screen(page, 'report');
    await addPhoto(page);
    await fill(page, 'a face in it');
    await page.getByRole('button', send).click();
    await receipt(page);
    await allSent(page);
    const id = await page.evaluate(() => location.pathname.split('/').pop());
    const worker = await phone(bench.browser);
    await logIn(worker, bench.server, 'worker');
    const desk = await worker.newPage();
    await desk.goto(`${bench.server.url}/worker/${id}`);
    await screen(desk, 'worker-report');
    const cover = desk.getByRole('button', { name: words('photo.cover') });
    await cover.first().click();
    const dialog = desk.getByRole('dialog');
    const field = dialog.getByRole('checkbox',
        { name: words('cover.field', { row: 1, column: 1 }), exact: true });
    await field.click();
    await until(() => field.isChecked(), 'the field to be marked');
    const fields = await dialog.getByRole('checkbox').evaluateAll((all) => {
        const tops = new Set(all.map((one) => Math.round(one.getBoundingClientRect().top)));
        return { rows: tops.size, columns: all.length / tops.size };
    });
    await quiet(desk, 300);
    await desk.screenshot({ path: join(pictures, 'cover-desk-390.png') });
    const part = [0, 0, 1 / fields.columns, 1 / fields.rows];
    const card = async () =>
        (await worker.request.get(`${bench.server.url}/api/v1/spaces/${id}`)).json();
    const [hash] = (await card()).photos;
    assert.ok(await brightest(desk, hash, part, true) > 120, 'as it came');
    await dialog.getByRole('button', { name: words('cover.done'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await desk.getByText(words('cover.by', { by: 'worker' })).first()
        .waitFor({ state: 'attached' });
    await quiet(desk, 500);
    await desk.screenshot({ path: join(pictures, 'cover-desk-done-390.png'), fullPage: true });
    assert.ok(await brightest(desk, hash, part, true) < 60, 'covered');
    const [told] = (await card()).covered;
    assert.deepEqual([told.by, told.parts.length], ['worker', 1]);

    await cover.first().click();
    await dialog.getByRole('button', { name: words('cover.whole'), exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await brightest(desk, hash, part, true) > 120, 'as it came');
    await worker.close();
    await resident.close();
});
