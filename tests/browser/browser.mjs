// SPDX-License-Identifier: Apache-2.0
// A server with a small demo city on a port of its own, and a phone in front of it.
import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { watch, watchTab } from './watch.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const pictures = join(root, 'build', 'tests', 'screenshots');

export const kongdi = join(root, 'build', 'native', 'kongdi');

/** What a program printed; its text as an error when it failed. */
export function run(program, args) {
    return new Promise((resolve, reject) => {
        const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
        let text = '';
        child.stdout.on('data', (bytes) => (text += bytes));
        child.stderr.on('data', (bytes) => (text += bytes));
        child.on('exit', (code) => (code === 0 ? resolve(text) : reject(new Error(text))));
    });
}

/** A port nobody listens on. */
export function freePort() {
    return new Promise((resolve, reject) => {
        const probe = createServer();
        probe.on('error', reject);
        probe.listen(0, '127.0.0.1', () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}

/** `log`: an open file that takes what it prints; `before`: words that run the program. */
export async function startServer({
    web = join(root, 'build', 'web'), communities = 4, options = [],
    log = 'ignore', before = [],
} = {}) {
    const port = await freePort();
    const data = mkdtempSync(join(tmpdir(), 'kongdi-test-'));
    await run(kongdi, ['demo', '--data', data, '--communities', String(communities)]);
    const url = `http://127.0.0.1:${port}`;
    let child;
    const serve = async () => {
        const [program, ...words] = [...before, kongdi, 'serve', '--port', String(port),
            '--data', data, '--web', web, ...options];
        child = spawn(program, words, { stdio: ['ignore', log, log] });
        for (let i = 0; ; ++i) {
            const up = await fetch(`${url}/healthz`).then((answer) => answer.ok, () => false);
            if (up) break;
            if (i > 100) throw new Error('the server does not answer');
            await new Promise((resolve) => setTimeout(resolve, 100));
        }
    };
    const end = async (signal) => {
        const ended = new Promise((resolve) => child.on('exit', resolve));
        child.kill(signal);
        await ended;
    };
    await serve();
    return {
        url,
        data,
        /** Kills it, does something to its store, and starts it again where it was. */
        async killed(meanwhile) {
            await end('SIGKILL');
            await meanwhile();
            await serve();
        },
        async stop() {
            await end('SIGINT');
            rmSync(data, { recursive: true });
        },
    };
}

const chromiumPath = '/usr/bin/chromium';
const chromiumArgs = ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader',
    '--enable-unsafe-swiftshader', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'];

export async function startBrowser(args = []) {
    mkdirSync(pictures, { recursive: true });
    const browser = await chromium.launch({
        executablePath: chromiumPath,
        args: [...chromiumArgs, ...args],
    });
    const newContext = browser.newContext.bind(browser);
    browser.newContext = async (options) => watch(await newContext(options));
    return browser;
}

/** A browser whose tabs really become hidden: Playwright makes each believe that it is in front. */
export async function startTabs(options = {}) {
    const tabs = await puppeteer.launch({
        executablePath: chromiumPath,
        args: chromiumArgs,
        defaultViewport: {
            ...kPhone.viewport, deviceScaleFactor: 2, hasTouch: true, isMobile: true,
        },
        ...options,
    });
    const newPage = tabs.newPage.bind(tabs);
    tabs.newPage = async () => watchTab(await newPage());
    return tabs;
}

const kPhone = {
    viewport: { width: 390, height: 844 },
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
};

export function phone(browser, options = {}) {
    return browser.newContext({ ...kPhone, ...options });
}

/** A phone whose memory lasts: what it keeps lies in `folder`, and closing it ends the browser. */
export async function lastingPhone(folder, options = {}) {
    return watch(await chromium.launchPersistentContext(folder, {
        executablePath: chromiumPath,
        args: chromiumArgs,
        ...kPhone,
        ...options,
    }));
}

/** Waits until something is so, asking every `every` ms: no frame of the page's is used for it. */
export async function until(ask, what, { ms = 20000, every = 20 } = {}) {
    for (const end = Date.now() + ms; ; ) {
        const answer = await ask();
        if (answer) return answer;
        if (Date.now() > end) throw new Error(`waited ${ms} ms in vain: ${what}`);
        await pause(every);
    }
}

/** A page of startTabs() that speaks Chinese. */
export async function newTab(tabs) {
    const page = await tabs.newPage();
    const cdp = await page.createCDPSession();
    await cdp.send('Emulation.setUserAgentOverride',
        { userAgent: await tabs.userAgent(), acceptLanguage: 'zh-CN' });
    return page;
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits until the page has not drawn for a while. */
export async function quiet(page, ms = 600) {
    const frames = () => page.evaluate(() => window.__kongdi?.frames ?? -1);
    let last = await frames();
    let since = Date.now();
    await until(async () => {
        const now = await frames();
        if (now !== last) since = Date.now();
        last = now;
        return now > 0 && Date.now() - since >= ms;
    }, 'the page to come to rest', { every: 50 });
    return last;
}

/** A table of the phone's memory. */
export const kept = (page, table) => page.evaluate((name) => new Promise((resolve) => {
    const opening = indexedDB.open('kongdi');
    opening.onsuccess = () => {
        const asking = opening.result.transaction(name).objectStore(name).getAll();
        asking.onsuccess = () => { opening.result.close(); resolve(asking.result); };
    };
}), table);

/** Logs a context in as somebody of the demo city. */
export async function logIn(context, server, name) {
    const answer = await context.request.post(`${server.url}/api/v1/login`, {
        data: { name, password: `kongdi-${name}` },
        headers: { 'X-Kongdi-Page': '1' },
    });
    if (answer.status() !== 200) throw new Error(`${name} may not log in: ${answer.status()}`);
}

/** Waits until the page shows a screen. */
export function screen(page, name) {
    const shown = `html[data-screen="${name}"]`;
    return page.waitForSelector(shown, { state: 'attached', timeout: 20000 });
}

/** Every screen by its address, those of the staff last; a report's steps need a draft (below). */
export const everyScreen = [
    ['home', '/'],
    ['display', '/display'],
    ['report', '/report/1'],
    ['report', '/report/2'],
    ['report', '/report/3'],
    ['report', '/report/4'],
    ['report', '/report/5'],
    ['report', '/report/6'],
    ['rate', '/rate/1'],
    ['rate', '/rate/2'],
    ['rate', '/rate/5'],
    ['rate', '/rate/82'],
    ['rate', '/rate/83'],
    ['rate', '/rate/84'],
    ['my', '/my'],
    ['my-report', '/my/01890000-0000-7000-8000-000000000001'],
    ['sent', '/sent/01890000-0000-7000-8000-000000000001'],
    ['lost', '/no/such/page'],
    ['login', '/login'],
    ['worker', '/worker'],
    ['worker-report', null],
    ['site-check', '/worker/check/*'],
    ['planner', '/planner'],
    ['planner-map', '/planner/map'],
    ['import', '/import'],
    ['questionnaires', '/questionnaires'],
    ['questionnaires', '/questionnaires/service_checkup'],
    ['downloads', '/downloads'],
    ['downloads', '/downloads/answers'],
    ['downloads', '/downloads/changes'],
    ['downloads', '/downloads/changes?set=plan'],
    ['downloads', '/downloads/changes?set=programme'],
    ['facilities', '/facilities'],
    ['facility-form', '/facilities/new'],
    ['threshold', '/thresholds/CON02.radius_m'],
    ['waves', '/waves'],
    ['wave-form', '/waves/new'],
    ['index', '/index'],
    ['index-community', '/index/why/339900001001'],
    ['index-form', '/index/new'],
    ['proposals', '/index/proposals'],
    ['plan', '/plan'],
    ['plan-form', '/plan/new'],
    ['plan-item', '/plan/*'],
    ['programme', '/programme'],
    ['programme', '/programme?kind=award'],
    ['programme-entry', '/programme/*'],
    ['programme-form', '/programme/new?kind=certificate'],
    ['programme-land', '/programme/land?households=1200&people=3600'],
    ['map', '/map'],
    ['nearby', '/nearby'],
    ['nearby', '/nearby/*'],
    ['join', '/j'],
    ['join', '/j/x'],
    ['meetings', '/meetings'],
    ['meeting-form', '/meetings/new'],
    ['assist', '/meetings/assist/x'],
    ['own-account', '/me'],
    ['tokens', '/me/tokens'],
    ['login-step', '/login/code'],
];

/** Goes to another address of the page without loading it anew, as its own links do. */
export async function walk(page, address, name) {
    await page.evaluate((to) => {
        history.pushState({ depth: (history.state?.depth ?? 0) + 1, report_depth: 0 }, '', to);
        dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    }, address);
    await screen(page, name);
}

/** Files a certificate, so that the programme of the demo city has something to show. */
async function aCertificate(context, server, at) {
    const city = await context.request.get(`${server.url}/api/v1/city`);
    const { communities } = await city.json();
    const answer = await context.request.post(at, { headers: { 'X-Kongdi-Page': '1' },
        data: { id: '01890000-0000-7000-8000-0000000000c1', kind: 'certificate', facts: {
            title: '老锅炉房办证', community: communities[0].code, room: '3幢1层',
            papers: [{ paper: 'ownership_consent', there: true },
                { paper: 'fire_acceptance', there: false }] } } });
    if (!answer.ok()) throw new Error(await answer.text());
    return (await answer.json()).id;
}

/** The address of a screen; those of a worker's report, of some facility, of an item of the plan
 * and of an entry of the programme need a log-in. */
export async function addressOf(context, server, path) {
    if (path === '/nearby/*') {
        const answer = await context.request.get(
            `${server.url}/api/v1/facilities?limit=1&state=verified`);
        return `${server.url}/nearby/${(await answer.json()).facilities[0].id}`;
    }
    if (path === '/plan/*') {
        const answer = await context.request.get(`${server.url}/api/v1/plan`);
        return `${server.url}/plan/${(await answer.json()).items[0].id}`;
    }
    if (path === '/programme/*') {
        const at = `${server.url}/api/v1/programme`;
        const [first] = (await (await context.request.get(at)).json()).entries;
        return `${server.url}/programme/${first?.id ?? await aCertificate(context, server, at)}`;
    }
    const ofReport = path === null || path === '/worker/check/*';
    if (!ofReport) return server.url + path;
    const answer = await context.request.get(`${server.url}/api/v1/spaces?limit=1`);
    const id = (await answer.json()).rows[0].id;
    return `${server.url}/worker/${path === null ? '' : 'check/'}${id}`;
}

/** Opens the page in a look of its own and walks through every screen; `see` is called on each. */
export async function visitEvery(context, server, look, see) {
    const page = await context.newPage();
    await page.goto(server.url);
    await screen(page, 'home');
    await quiet(page, 300);
    await setDisplay(page, look);
    await setDraft(page);
    await page.reload();
    await screen(page, 'home');
    for (const [name, path] of everyScreen) {
        if (name === 'worker') {
            await logIn(context, server, 'planner');
            await page.reload(); // the page asks who is logged in
        }
        await walk(page, await addressOf(context, server, path), name);
        await quiet(page, 150);
        await see(page, path ?? `/${name}`);
    }
}

/** Writes into the phone's memory what the page is to find there at its next start. */
function remember(page, table, key, change) {
    return page.evaluate(([store, name, given]) => new Promise((resolve, reject) => {
        const opening = indexedDB.open('kongdi');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
            const transaction = opening.result.transaction(store, 'readwrite');
            const rows = transaction.objectStore(store);
            const asking = rows.get(name);
            asking.onsuccess = () => {
                const before = asking.result === undefined ? {} : JSON.parse(asking.result);
                rows.put(JSON.stringify({ form: 1, ...before, ...given }), name);
            };
            transaction.oncomplete = () => { opening.result.close(); resolve(); };
            transaction.onabort = () => reject(transaction.error);
        };
    }), [table, key, change]);
}

/** Sets how the page looks: appearance 'light' | 'dark' | 'contrast', scale in per cent. */
export function setDisplay(page, { appearance = 'light', scale = 100, elder = false }) {
    return remember(page, 'settings', 'me',
        { appearance, scale_percent: scale, elder, calm: true });
}

/** Drafts that have come to their last step, so that each of them can be looked at. */
export async function setDraft(page) {
    await remember(page, 'drafts', 'service_checkup', {
        id: '01890000-0000-7000-8000-0000000000ab', questionnaire_version: 2,
        body: { services: { GOV01: ['yes'] } }, photos: [], consents: [], here_known: true,
        community: '', community_name: '', furthest_step: 84,
    });
    await remember(page, 'drafts', 'idle_space', {
        id: '01890000-0000-7000-8000-0000000000aa', body: {}, photos: [], consents: [],
        lon: 120.1, lat: 30.3, zoom: 17, place_touched: false, furthest_step: 6,
    });
}
