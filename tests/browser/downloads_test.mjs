// SPDX-License-Identifier: Apache-2.0
// A planner downloads: a data set, a chart, a report; sees how far a long file is and stops it; and
// gives an edited file back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
    logIn, phone, pictures, quiet, screen, setDisplay, startBrowser, startServer, until, walk,
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

const button = (page, key, put) =>
    page.getByRole('button', { name: words(key, put), exact: true });
const shown = (page, text) => page.getByText(text).first().waitFor({ state: 'attached' });

async function planner(made = browser.newContext({ viewport: { width: 1280, height: 800 },
    locale: 'zh-CN', acceptDownloads: true, serviceWorkers: 'block' })) {
    const context = await made;
    await logIn(context, server, 'planner');
    const page = await context.newPage();
    await page.goto(`${server.url}/downloads`);
    await screen(page, 'downloads');
    return { context, page };
}

async function downloaded(page, press) {
    const download = page.waitForEvent('download');
    await press();
    const file = await download;
    return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}

test('a data set, a chart and a report are pressed for and are there', async () => {
    const { context, page } = await planner();
    await page.getByRole('main').getByRole('button', { name: words('set.spaces') }).click();
    await shown(page, words('downloads.formats'));
    const sheet = await downloaded(page, () => button(page, 'format.xlsx').click());
    assert.match(sheet.name, /^kongdi-spaces-\d{8}\.xlsx$/);
    assert.equal(sheet.bytes.subarray(0, 2).toString(), 'PK');
    await walk(page, '/index', 'index');
    await shown(page, words('index.state.published'));
    await button(page, 'format.more').click();
    const chart = await downloaded(page, () =>
        button(page, 'paper.svg', { paper: words('paper.chart.ranking') }).click());
    assert.match(chart.bytes.toString(), /<svg[\s\S]*<\/svg>\s*$/);
    await button(page, 'format.more').click();
    const report = await downloaded(page, () =>
        button(page, 'paper.pdf', { paper: words('paper.sheet.city') }).click());
    assert.equal(report.bytes.subarray(0, 5).toString(), '%PDF-');
    await context.close();
});

/** Width and height of a PNG, which the first of its parts says. */
function pngSize(bytes) {
    assert.equal(bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
    assert.equal(bytes.subarray(12, 16).toString(), 'IHDR');
    return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test('each chart is there as a picture and as a drawing, from the page that shows it', async () => {
    const { context, page } = await planner();
    const ask = (path) => page.evaluate(async (at) => (await fetch(at)).json(), path);
    const [run] = (await ask('/api/v1/index/runs')).runs;
    const { index } = await ask(`/api/v1/index/runs/${run.id}`);
    const { code } = index.communities.find((one) => one.index !== undefined);
    const [facility] = (await ask('/api/v1/facilities')).facilities;
    const [wave] = (await ask('/api/v1/waves')).waves;
    const pages = [
        ['/index', 'index', 'format.more', ['ranking', 'distribution']],
        [`/index/why/${code}`, 'index-community', 'paper.more', ['quadrants', 'reach', 'map']],
        ['/plan', 'plan', 'format.more', ['plan']],
        [`/facilities/${facility.id}`, 'facility', 'paper.more', ['reach']],
        [`/waves/${wave.id}`, 'wave', 'paper.more', ['progress']],
    ];
    for (const [path, name, pill, charts] of pages) {
        await walk(page, path, name);
        for (const chart of charts) {
            const paper = { paper: words(`paper.chart.${chart}`) };
            const files = {};
            for (const ending of ['png', 'svg']) {
                await button(page, pill).click();
                files[ending] = await downloaded(page,
                    () => button(page, `paper.${ending}`, paper).click());
                assert.match(files[ending].name, new RegExp(`${chart}.*\\.${ending}$`));
            }
            const [width, height] = pngSize(files.png.bytes);
            assert.ok(width >= 600 && height >= 100, `${chart} is ${width} × ${height}`);
            assert.ok(files.png.bytes.length > 2000, `${chart} is empty`);
            assert.match(files.svg.bytes.toString(), /<svg[\s\S]*<\/svg>\s*$/);
        }
    }
    await context.close();
});

/** What the server would say of a file of a million rows. */
async function longFile(page) {
    const state = { rows: 0, asked: 0, stopped: false };
    await page.route('**/export/reports.xlsx*', () => {}); // not made yet
    await page.route('**/api/v1/exports', (route) => {
        ++state.asked;
        state.rows = Math.min(state.rows + 120_000, 990_000);
        route.fulfill({ json: { exports: state.stopped ? [] : [
            { id: '7', file: 'reports.xlsx', rows: state.rows, total: 1_000_000 }] } });
    });
    await page.route('**/api/v1/exports/7/stop', (route) => {
        state.stopped = true;
        route.fulfill({ status: 204 });
    });
    return state;
}

for (const [name, size, display] of [
    ['1280', { width: 1280, height: 800 }, {}],
    ['360-elder', { width: 360, height: 640 }, { elder: true }],
])
    test(`a long file shows how far it is and is stopped by one press, at ${name}`, async () => {
        const { context, page } = await planner(phone(browser, { viewport: size,
            serviceWorkers: 'block' }));
        await setDisplay(page, display);
        await page.goto(`${server.url}/downloads/reports`);
        await screen(page, 'downloads');
        const state = await longFile(page);
        await button(page, 'format.xlsx').click();
        const bar = page.getByRole('progressbar', { name: /reports\.xlsx/ });
        await bar.waitFor({ state: 'attached' });
        await until(async () => /1,000,000/.test(await bar.getAttribute('aria-label')
            ?? await bar.textContent()), 'the number of rows');
        await page.screenshot({ path: join(pictures, `exports-zh-${name}.png`) });
        await button(page, 'exports.stop').click();
        await until(() => state.stopped, 'the server to be told');
        await bar.waitFor({ state: 'detached' });
        const asked = state.asked;
        await quiet(page, 4000);
        assert.ok(state.asked <= asked + 4, 'nobody asks on for ever');
        await context.close();
    });

for (const [set, of, edits, address, done] of [
    ['facilities', '', { seats: '321' }, '/api/v1/facilities/', 'changes.done'],
    ['plan', '', { budget_yuan: '1234500' }, '/api/v1/plan/', 'changes.done_plan'],
    ['programme', ',operation,', { services: '周末托管', state: 'suspended', reason: '屋顶漏雨' },
        '/api/v1/programme/entries/', 'changes.done_programme'],
])
    test(`an edited file of ${set} is given back, looked at and applied`, async () => {
        const { context, page } = await planner();
        await walk(page, `/downloads/${set}`, 'downloads');
        const { bytes } = await downloaded(page, () => button(page, 'format.csv').click());
        const lines = bytes.toString('utf8').split('\r\n');
        const columns = lines[0].split(',');
        const row = lines.findIndex((line, number) =>
            number > 0 && !line.includes('"') && line.includes(of));
        const cells = lines[row].split(',');
        for (const [column, value] of Object.entries(edits)) {
            assert.ok(columns.includes(column));
            cells[columns.indexOf(column)] = value;
        }
        lines[row] = cells.join(',');
        await button(page, 'changes.open').click();
        const chooser = page.waitForEvent('filechooser');
        await button(page, 'import.choose').click();
        await (await chooser).setFiles({ name: `${set}.csv`, mimeType: 'text/csv',
            buffer: Buffer.from(lines.join('\r\n')) });
        await button(page, 'changes.apply', { count: 1 }).waitFor({ state: 'attached' });
        await shown(page, words('changes.kind.changed'));
        await quiet(page, 300);
        await page.screenshot({ path: join(pictures, `changes-${set}-zh-1280.png`) });
        await button(page, 'changes.apply', { count: 1 }).click();
        await shown(page, words(done, { changed: 1, filed: 0 }));
        const now = await page.evaluate(async (one) => (await fetch(one)).json(),
            address + cells[0]);
        for (const value of Object.values(edits)) assert.ok(JSON.stringify(now).includes(value));
        await context.close();
    });
