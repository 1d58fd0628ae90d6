// SPDX-License-Identifier: Apache-2.0
// A planner brings a file into the map: sees what it holds, imports it, finds it in the tiles, and
// takes it back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { join } from 'node:path';
import { logIn, pictures, quiet, screen, startBrowser, startServer } from './browser.mjs';
import { complaintsOf, wordsOf } from './steps.mjs';

const sizes = [[360, 640], [390, 844], [1280, 800]];

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

/** A table of places in the middle of the city, as a Chinese spreadsheet would save it. */
async function table() {
    const { box: [west, south, east, north] } =
        await (await fetch(`${server.url}/api/v1/map/about`)).json();
    const lon = (west + east) / 2;
    const lat = (south + north) / 2;
    const rows = ['编号,名称,类型,经度,纬度,备注'];
    for (let i = 0; i < 40; ++i)
        rows.push([`S${i}`, `闲置${i}号`, '空屋', lon + (i % 8) * 4e-4,
            lat + Math.floor(i / 8) * 4e-4, ''].join());
    rows.push('S98,没有位置,空屋,,,', 'S99,别的地方,空屋,220,30,');
    return { text: `\uFEFF${rows.join('\r\n')}\r\n`, lon, lat };
}

const tileOf = ({ lon, lat }) => {
    const n = 2 ** 15;
    const y = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2;
    const x = (lon + 180) / 360;
    return `${server.url}/tiles/space/15/${Math.floor(x * n)}/${Math.floor(y * n)}.mvt`;
};

async function planner(lang, [width, height]) {
    const context = await browser.newContext({ viewport: { width, height },
        deviceScaleFactor: width < 600 ? 2 : 1,
        locale: lang === 'zh' ? 'zh-CN' : 'en-GB' });
    const page = await context.newPage();
    await logIn(context, server, 'planner');
    await page.goto(`${server.url}/import`);
    await screen(page, 'import');
    return { context, page };
}

/** The button to press and the file for it, as a person chooses one. */
async function choose(page, label, file) {
    const asked = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: label, exact: true }).click();
    await (await asked).setFiles(file);
}

for (const [i, size] of sizes.entries()) {
    const lang = i === 1 ? 'en' : 'zh';
    const where = `${size.join('x')} (${lang})`;
    test(`a file is looked at, imported and taken back at ${where}`, async () => {
        const text = wordsOf(lang);
        const { context, page } = await planner(lang, size);
        const complaints = complaintsOf(page);
        const file = await table();
        assert.equal((await fetch(tileOf(file))).status, 204);
        await choose(page, text('import.choose'), {
            name: '闲置空间.csv', mimeType: 'text/csv', buffer: Buffer.from(file.text),
        });
        const button = (name) => page.getByRole('button', { name, exact: true });
        const run = button(text('import.run', { count: 40 }));
        await run.waitFor();
        await quiet(page);
        await page.screenshot({ path: join(pictures, `import-looked-${size[0]}.png`) });
        for (const words of [text('import.role.space'), 'UTF-8 (BOM)', text('import.rectangle')])
            assert.ok((await page.locator('#mirror').ariaSnapshot()).includes(words), words);
        assert.equal((await fetch(tileOf(file))).status, 204, 'a look stores nothing');
        await button(text('import.columns')).click();
        const remark = page.getByRole('combobox', { name: '备注', exact: true });
        await remark.waitFor();
        await quiet(page);
        await page.screenshot({ path: join(pictures, `import-columns-${size[0]}.png`) });
        await remark.selectOption({ label: text('import.meaning.community') });
        await page.waitForFunction(([column, label]) => document.body.textContent
            .includes(`${column} → ${label}`), ['备注', text('import.meaning.community')]);
        await button(text('import.columns_done')).click();
        await run.waitFor();
        await run.scrollIntoViewIfNeeded();
        await quiet(page);
        await page.screenshot({ path: join(pictures, `import-run-${size[0]}.png`) });
        await run.click();
        const undo = button(text('import.undo',
            { source: '闲置空间.csv', role: text('import.role.space') }));
        await undo.waitFor();
        assert.equal((await fetch(tileOf(file))).status, 200);
        await quiet(page);
        await page.screenshot({ path: join(pictures, `import-done-${size[0]}.png`) });
        await undo.click();
        const yes = button(text('import.undo_yes'));
        await yes.waitFor();
        await quiet(page);
        await page.screenshot({ path: join(pictures, `import-undo-${size[0]}.png`) });
        await yes.click();
        await undo.waitFor({ state: 'detached' });
        assert.equal((await fetch(tileOf(file))).status, 204, 'it is off the map again');
        assert.deepEqual(complaints, []);
        await context.close();
    });
}

test('a file that is no layer is refused, and the page stays as it was', async () => {
    const text = wordsOf('zh');
    const { context, page } = await planner('zh', sizes[1]);
    await choose(page, text('import.choose'), {
        name: 'picture.gpkg', mimeType: 'application/octet-stream', buffer: Buffer.from('no'),
    });
    await page.getByRole('alert').filter({ hasText: text('error.layer_unreadable') }).waitFor();
    await quiet(page);
    await page.screenshot({ path: join(pictures, 'import-refused-390.png') });
    assert.equal(await page.getByRole('button', { name: text('import.choose_other') }).count(), 1);
    await context.close();
});

test('a worker has no way to the imports', async () => {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 },
        locale: 'zh-CN' });
    const page = await context.newPage();
    await logIn(context, server, 'worker');
    await page.goto(`${server.url}/import`);
    await screen(page, 'login');
    const choose = page.getByRole('button', { name: wordsOf('zh')('import.choose') });
    assert.equal(await choose.count(), 0);
    const answer = await page.request.get(`${server.url}/api/v1/imports`);
    assert.equal(answer.status(), 403);
    await context.close();
});
