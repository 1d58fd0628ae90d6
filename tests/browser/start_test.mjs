// SPDX-License-Identifier: Apache-2.0
// How much is loaded and how soon the page can be used, on a slow phone in a slow network: the
// first time, and the next, with and without a network.
// Runs alone: it measures time.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { phone, quiet, root, screen, startBrowser, startServer, until } from './browser.mjs';
import { measured, median } from './measured.mjs';

const kSlow = {
    offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 93_750,
};
const kSlowCpu = 4;
const kHow = '1.6 Mbit/s, 150 ms, CPU 4× slower';

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

/** The page's own clock: when the main button could be pressed and the first picture was drawn. */
function watchStart() {
    window.__start = {};
    const look = () => {
        const root = document.getElementById('mirror');
        if (!root) return;
        const ready = () => {
            if (window.__start.interactive || !window.__kongdi?.draws) return;
            const buttons = [...root.querySelectorAll('main button')];
            if (!buttons.some((one) => /拍一处闲置空间/.test(one.textContent))) return;
            window.__start.interactive = performance.now();
            watching.disconnect();
        };
        const watching = new MutationObserver(ready);
        watching.observe(root, { childList: true, subtree: true, characterData: true });
        ready();
    };
    document.addEventListener('DOMContentLoaded', look);
}

async function slow(context, page, network) {
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    if (network) await cdp.send('Network.emulateNetworkConditions', network);
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: kSlowCpu });
    return cdp;
}

async function times(page) {
    await until(() => page.evaluate(() => window.__start?.interactive), 'the main button',
        { every: 100 });
    return page.evaluate(() => ({
        interactive: window.__start.interactive,
        painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    }));
}

async function freshPage() {
    const context = await phone(browser);
    const page = await context.newPage();
    await page.addInitScript(watchStart);
    return { context, page };
}

async function firstVisit() {
    const { context, page } = await freshPage();
    const cdp = await slow(context, page, kSlow);
    const loads = new Map();
    let bytes = 0;
    cdp.on('Network.responseReceived', ({ requestId, response }) =>
        loads.set(requestId, { url: response.url, headers: response.headers }));
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        const load = loads.get(requestId);
        if (!load) return;
        load.bytes = encodedDataLength;
        bytes += encodedDataLength;
    });
    await page.goto(server.url, { waitUntil: 'commit' });
    const { interactive, painted } = await times(page);
    return { context, page, interactive, painted, bytes, loads: [...loads.values()] };
}

test('the first visit is small and soon of use', async () => {
    const visits = [];
    for (let i = 0; i < 3; ++i) {
        const visit = await firstVisit();
        await visit.context.close();
        visits.push(visit);
    }
    const list = visits.map((one) => Math.round(one.interactive));
    console.log(`first visits, interactive after ${list.join(', ')} ms`);
    const [visit] = visits;
    for (const { url, bytes } of visit.loads)
        console.log(`  ${String(bytes ?? '-').padStart(8)} ${url.replace(server.url, '')}`);
    // What answers a question about the city is data, not the page.
    const page = visit.loads.filter(({ url }) => /\/$|\.(js|wasm)$/.test(url)
        && !url.includes('/api/') && !url.endsWith('/sw.js'));
    assert.ok(page.some(({ url }) => url.endsWith('.wasm')), 'the program was loaded');
    measured({ goal: 1, what: 'HTML + JS + Wasm of the first load, as sent with headers',
        figure: page.reduce((sum, one) => sum + (one.bytes ?? 0), 0) / 1000, unit: 'KB',
        limit: 300, most: 350 });
    assert.deepEqual(visit.loads.filter(({ url }) => /\.(woff2?|ttf|otf)$/.test(url)), [],
        'no font is loaded');
    measured({ goal: 2, what: 'HTML first screen painted, first visit',
        figure: median(visits.map((one) => one.painted)), unit: 'ms', limit: 1000, kind: 'time',
        note: kHow });
    measured({ goal: 2, what: 'interactive, first visit, the middle of 3',
        figure: median(visits.map((one) => one.interactive)), unit: 'ms', limit: 3000,
        kind: 'time', note: kHow });
});

test('the second visit is quick, with a network and without', async () => {
    const { context, page } = await freshPage();
    await page.goto(server.url);
    await screen(page, 'home');
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
    await until(() => page.evaluate(async () => {
        const names = await caches.keys();
        const cache = await caches.open(names[0]);
        return (await cache.keys()).length > 4;
    }), 'the page to be kept');
    // Once more as anybody would: the browser keeps what it compiled.
    await page.reload();
    await screen(page, 'home');
    await quiet(page);
    for (const [words, network] of [
        ['with a network', kSlow], ['without one', { ...kSlow, offline: true }],
    ]) {
        const visits = [];
        for (let i = 0; i < 5; ++i) {
            const again = await context.newPage();
            await again.addInitScript(watchStart);
            await slow(context, again, network);
            if (network.offline) await context.setOffline(true);
            await again.goto(server.url, { waitUntil: 'commit' });
            visits.push((await times(again)).interactive);
            assert.equal(await again.evaluate(() =>
                performance.getEntriesByType('navigation')[0].workerStart), 0,
            'the page is there before any service worker is woken');
            await context.setOffline(false);
            await again.close();
        }
        console.log(`second visits ${words}: ${visits.map(Math.round).join(', ')} ms`);
        measured({ goal: 2, what: `interactive, second visit ${words}, the middle of 5`,
            figure: median(visits), unit: 'ms', limit: 800, kind: 'time', note: kHow });
    }
    await context.close();
});

test('hashed names may be kept for ever, and are sent packed', async () => {
    const folder = join(root, 'build', 'web');
    const names = readdirSync(folder).filter((name) => /\.[0-9a-f]{8,}\.(js|wasm|css)$/.test(name));
    for (const ending of ['.wasm', '.js'])
        assert.ok(names.some((name) => name.endsWith(ending)), ending);
    for (const name of names) {
        const headers = { 'Accept-Encoding': 'br' };
        const answer = await fetch(`${server.url}/${name}`, { headers });
        assert.equal(answer.headers.get('cache-control'), 'public, max-age=31536000, immutable');
        assert.equal(answer.headers.get('content-encoding'), 'br', name);
        assert.equal(Number(answer.headers.get('content-length')),
            readFileSync(join(folder, `${name}.br`)).length);
        if (name.endsWith('.wasm'))
            assert.equal(answer.headers.get('content-type'), 'application/wasm');
    }
    const page = await fetch(server.url);
    assert.equal(page.headers.get('cache-control'), 'no-cache');
    assert.ok(page.headers.get('etag'));
});
