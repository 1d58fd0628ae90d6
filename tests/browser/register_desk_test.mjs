// SPDX-License-Identifier: Apache-2.0
// A worker files a facility, loses the network and nothing else; a planner verifies it, changes a
// standard, plans a wave and prints the codes of a building.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
    logIn, phone, pictures, quiet, screen, startBrowser, startServer, until, walk,
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

async function open(context, role, path, name) {
    await logIn(context, server, role);
    const page = await context.newPage();
    await page.goto(server.url + path);
    await screen(page, name);
    return page;
}

const button = (page, key) => page.getByRole('button', { name: words(key), exact: true });
const field = (page, key) => page.getByRole('textbox', { name: words(key) });
const shown = (page, text) => page.getByText(text).first().waitFor({ state: 'attached' });
const ask = (page, path) => page.evaluate(async (at) => (await fetch(at)).json(), path);

/** The form is there again when its screen was left and its page loaded anew. */
async function file(page, context) {
    await field(page, 'facility.field.name').fill('翠苑新食堂');
    await button(page, 'facility_form.file').click();
    await shown(page, words('form.wrong'));
    await page.getByLabel(words('facility.kind')).selectOption({ label: '老年食堂' });
    await page.getByRole('application').focus();
    for (let i = 0; i < 3; ++i) await page.keyboard.press('ArrowRight');
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: new RegExp(words('photo.add')) }).click();
    const png = await page.evaluate(() => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 80, height: 60 });
        canvas.getContext('2d').fillRect(10, 10, 40, 30);
        return canvas.toDataURL('image/png').split(',')[1];
    });
    await (await chooser).setFiles({ name: 'door.png', mimeType: 'image/png',
        buffer: Buffer.from(png, 'base64') });
    await button(page, 'photo.remove').waitFor({ state: 'attached' });
    await context.setOffline(true);
    await button(page, 'facility_form.file').click();
    await shown(page, words('form.offline'));
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'facility-form-offline-390.png') });
    await context.setOffline(false);
    await page.reload();
    await screen(page, 'facility-form');
    await until(async () => await field(page, 'facility.field.name').inputValue() === '翠苑新食堂',
        'what was written to be there again');
    await button(page, 'facility_form.file').click();
    await screen(page, 'facility');
    return page.evaluate(() => location.pathname.split('/').pop());
}

test('what one files another verifies; a standard is changed, a wave planned, a sheet printed',
    async () => {
        const thumb = await phone(browser);
        const worker = await open(thumb, 'worker', '/facilities/new', 'facility-form');
        const id = await file(worker, thumb);
        await shown(worker, words('facility.own'));
        assert.equal(await button(worker, 'facility.verify').count(), 0, 'not by who filed it');
        await thumb.close();

        const desk = await browser.newContext({ viewport: { width: 1280, height: 800 },
            locale: 'zh-CN', acceptDownloads: true });
        const page = await open(desk, 'planner', `/facilities/${id}`, 'facility');
        await button(page, 'facility.verify').click();
        await shown(page, words('facility.state.verified'));
        const now = await ask(page, `/api/v1/facilities/${id}`);
        assert.deepEqual([now.state, now.filed_by, now.verified_by, now.photos.length],
            ['verified', 'worker', 'planner', 1]);

        await walk(page, '/thresholds/CON02.radius_m', 'threshold');
        await field(page, 'threshold.low').fill('85');
        await field(page, 'threshold.reason').fill('新导则第 3 条');
        await button(page, 'threshold.save').click();
        await shown(page, /→ 至少 85/);
        const { history } = await ask(page, '/api/v1/catalogue');
        assert.deepEqual([history.at(-1).before.low, history.at(-1).after.low,
            history.at(-1).reason, history.at(-1).by], [70, 85, '新导则第 3 条', 'planner']);
        await quiet(page, 300);
        await page.screenshot({ path: join(pictures, 'threshold-1280.png') });

        await walk(page, '/waves/new', 'wave-form');
        await field(page, 'wave_form.title').fill('2027 年上半年体检');
        await field(page, 'wave_form.opens').fill('2027-03-01');
        await field(page, 'wave_form.closes').fill('2027-04-30');
        await field(page, 'wave_form.every').fill('400');
        await button(page, 'wave_form.save').click();
        await screen(page, 'wave');
        await shown(page, '2027 年上半年体检');
        await quiet(page, 300);
        await page.screenshot({ path: join(pictures, 'wave-draft-1280.png') });

        await button(page, 'wave.sheets').click();
        await screen(page, 'sheets');
        const place = page.getByLabel(words('column.community'));
        await place.selectOption({ index: 1 });
        await field(page, 'sheets.name').fill('3 幢');
        await field(page, 'sheets.households').fill('12');
        const download = page.waitForEvent('download');
        await button(page, 'sheets.print').click();
        const path = await (await download).path();
        assert.equal(readFileSync(path).subarray(0, 5).toString(), '%PDF-');
        await shown(page, words('sheets.saved'));
        assert.equal(await field(page, 'sheets.name').inputValue(), '', 'the next sheet is empty');
        await desk.close();
    });
