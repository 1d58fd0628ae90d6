// SPDX-License-Identifier: Apache-2.0
// A face or a number plate is covered on the phone: what lies beneath is in no picture that is kept
// or sent.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { pictures, quiet, screen, until } from './browser.mjs';
import { aPhone, addPhoto, allSent, bench, fill, kept, receipt, send, words } from './sending.mjs';

/** How dark a part of a picture is: the brightest of its pixels, 0 to 255. */
const brightest = (page, hash, box, fromServer) => page.evaluate(async ([name, part, remote]) => {
    const photo = async () => {
        if (remote) return (await fetch(`/api/v1/photos/${name}`)).blob();
        const database = await new Promise((resolve) => {
            const request = indexedDB.open('kongdi');
            request.onsuccess = () => resolve(request.result);
        });
        const value = await new Promise((resolve) => {
            const request = database.transaction('photos').objectStore('photos').get(name);
            request.onsuccess = () => resolve(request.result);
        });
        database.close();
        return new Blob([value.bytes], { type: 'image/jpeg' });
    };
    const bitmap = await createImageBitmap(await photo());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const pen = canvas.getContext('2d');
    pen.drawImage(bitmap, 0, 0);
    const [left, top, right, bottom] = part;
    const inside = 16; // a block of a JPEG: its edges are soft
    const { data } = pen.getImageData(left * bitmap.width + inside, top * bitmap.height + inside,
        (right - left) * bitmap.width - 2 * inside, (bottom - top) * bitmap.height - 2 * inside);
    let most = 0;
    for (let at = 0; at < data.length; at += 4)
        most = Math.max(most, data[at], data[at + 1], data[at + 2]);
    return most;
}, [hash, box, fromServer]);

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
