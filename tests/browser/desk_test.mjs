// SPDX-License-Identifier: Apache-2.0
// Workers and planners have a program of their own: a resident never loads it, and whoever needs it
// has it with or without a network.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { everyScreen, logIn, phone, quiet, screen, startBrowser, startServer, until, walk,
} from './browser.mjs';
import { wordsOf } from './steps.mjs';

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

const words = wordsOf('zh');

/** A page, and the programs that it loaded by the first part of their names. */
async function watched(context) {
    const page = await context.newPage();
    const loaded = [];
    page.on('request', (request) => {
        const found = /\/(kongdi|desk)\.[0-9a-f]+\.wasm$/.exec(request.url());
        if (found) loaded.push(found[1]);
    });
    return { page, loaded };
}
/** What the shell's table of screens keeps for workers and planners. */
const ofDesk = (screens) => screens.filter(([name]) =>
    ['worker', 'worker-report', 'planner', 'import', 'facilities', 'facility-form', 'threshold',
        'waves', 'wave-form', 'login', 'programme', 'programme-form'].includes(name));

test('residents never load the part of workers and planners', async () => {
    const context = await phone(browser);
    const { page, loaded } = await watched(context);
    for (const path of ['/', '/map', '/my', '/report/1']) {
        await page.goto(server.url + path);
        await screen(page, path === '/' ? 'home' : path.split('/')[1]);
        await quiet(page, 100);
    }
    const kept = await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        const names = await caches.keys();
        const lists = await Promise.all(
            names.map(async (name) => (await caches.open(name)).keys()));
        return lists.flat().map(({ url }) => url);
    });
    assert.ok(kept.some((url) => /kongdi\..*wasm/.test(url)), 'the page is kept');
    assert.deepEqual(kept.filter((url) => /\/desk\./.test(url)), []);
    assert.deepEqual(loaded.filter((name) => name === 'desk'), []);
    await context.close();
});

test('a screen of the desk opens at its address, in one program', async () => {
    const context = await browser.newContext({ locale: 'zh-CN' });
    await logIn(context, server, 'planner');
    for (const [name, path] of ofDesk(everyScreen).filter(([, one]) => one !== null)) {
        const { page } = await watched(context);
        let loads = 0;
        page.on('load', () => { ++loads; });
        await page.goto(server.url + path);
        await screen(page, name);
        assert.equal(loads, 1, `${path} was loaded anew: web/main.js does not know it`);
        await page.close();
    }
    await context.close();
});

test('whoever logs in comes to the desk, and back to where they were', async () => {
    const context = await phone(browser);
    const { page, loaded } = await watched(context);
    await page.goto(server.url);
    await screen(page, 'home');
    await walk(page, '/login', 'login');
    await page.getByRole('textbox', { name: words('login.name') }).fill('worker');
    await page.getByLabel(words('login.password')).fill('kongdi-worker');
    await page.getByRole('button', { name: words('login.submit') }).tap();
    await screen(page, 'worker');
    await page.getByRole('heading', { name: words('worker.page') }).first()
        .waitFor({ state: 'attached' });
    assert.ok(loaded.includes('desk'));
    await page.goBack();
    await screen(page, 'home');
    assert.equal(new URL(page.url()).pathname, '/');
    await page.goForward();
    await screen(page, 'worker');
    await context.close();
});

test('the desk opens without a network once it was used', async () => {
    const context = await phone(browser);
    await logIn(context, server, 'worker');
    const { page } = await watched(context);
    await page.goto(server.url);
    await screen(page, 'home');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.goto(`${server.url}/worker`);
    await screen(page, 'worker');
    await until(() => page.evaluate(async () => {
        const names = (await caches.keys()).filter((name) => !/tiles/.test(name));
        const lists = await Promise.all(
            names.map(async (name) => (await caches.open(name)).keys()));
        return lists.flat().filter(({ url }) => /\/desk\./.test(url)).length === 2;
    }), 'the desk to be kept');
    await context.setOffline(true);
    await page.reload();
    await screen(page, 'login'); // nobody can say who is logged in
    await page.getByRole('heading', { name: words('login.title') }).waitFor({ state: 'attached' });
    await context.close();
});
