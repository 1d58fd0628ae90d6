// SPDX-License-Identifier: Apache-2.0
// A map of others under ours: its number and its source stand on it in both languages, its pictures
// come from our own server only and are there without a network; without a number there is none.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { phone, pictures, root, screen, startBrowser, startServer, until } from './browser.mjs';
import { complaintsOf, wordsOf } from './steps.mjs';

const kReviewNo = '浙S（2024）12号';
// No colour of ours: a pixel of it is a pixel of theirs.
const kColour = [214, 92, 190];
const folder = mkdtempSync(join(tmpdir(), 'kongdi-base-'));
const settings = join(folder, 'base_map.json');
let server;
let browser;

/** An MBTiles file of squares of one colour around a city, zooms 9 to 16. */
function makeTiles([west, south, east, north]) {
    execFileSync('python3', [join(root, 'tests', 'browser', 'made_mbtiles.py'),
        join(folder, 'city.mbtiles'), ...[west, south, east, north, ...kColour].map(String)]);
    writeFileSync(settings, JSON.stringify({ tiles: 'city.mbtiles', review_no: kReviewNo,
        source: { zh: '市测绘院', en: 'City Survey' }, datum: 'GCJ-02' }));
}

before(async () => {
    const plain = await startServer();
    const { box } = await (await fetch(`${plain.url}/api/v1/city`)).json();
    await plain.stop();
    makeTiles(box);
    server = await startServer({ options: ['--base-map', settings] });
    browser = await startBrowser();
});
after(async () => {
    await browser?.close();
    await server?.stop();
    rmSync(folder, { recursive: true });
});

/** How much of the picture has the colour of their squares. */
async function share(page) {
    const png = (await page.screenshot()).toString('base64');
    return page.evaluate(async ([data, wanted]) => {
        const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext('2d');
        context.drawImage(image, 0, 0);
        const { data: all } = context.getImageData(0, 0, image.width, image.height);
        let found = 0;
        for (let i = 0; i < all.length; i += 4)
            if (wanted.every((part, k) => Math.abs(part - all[i + k]) < 6)) found += 1;
        return found / (all.length / 4);
    }, [png, kColour]);
}

const covered = (page) => until(async () => (await share(page)) > 0.2, 'their map to be shown');

for (const [lang, source] of [['zh', '市测绘院'], ['en', 'City Survey']])
    test(`number and source stand on the map (${lang})`, async () => {
        const context = await phone(browser, { locale: lang === 'zh' ? 'zh-CN' : 'en-GB' });
        const page = await context.newPage();
        const complaints = complaintsOf(page);
        const hosts = new Set();
        page.on('request', (request) => hosts.add(new URL(request.url()).host));
        await page.goto(`${server.url}/map`);
        await screen(page, 'map');
        const words = wordsOf(lang)('map.base').replace('{number}', kReviewNo)
            .replace('{source}', source);
        await page.getByText(words).waitFor({ state: 'attached' });
        await covered(page);
        await page.screenshot({ path: join(pictures, `base-map-${lang}.png`) });
        assert.deepEqual([...hosts].filter((host) => host), [new URL(server.url).host]);
        assert.deepEqual(complaints, []);
        await context.close();
    });

test('what was looked at is there without a network', async () => {
    const context = await phone(browser);
    const page = await context.newPage();
    await page.goto(server.url);
    await screen(page, 'home');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await until(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller)),
        'the worker to take over');
    await page.goto(`${server.url}/map`);
    await covered(page);
    await context.setOffline(true);
    await page.reload();
    await screen(page, 'map');
    await covered(page);
    await context.close();
});

test('the example of a base map is refused until it has its number', () => {
    const done = spawnSync(join(root, 'build', 'native', 'kongdi'), ['serve', '--port', '0',
        '--data', join(folder, 'data'), '--base-map',
        join(root, 'server', 'deploy', 'base_map.json')], { timeout: 20000 });
    assert.equal(done.status, 1);
    assert.match(String(done.stderr), /--base-map: field_missing at \/review_no: .*审图号/);
});
