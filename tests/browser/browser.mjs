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

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const pictures = join(root, 'build', 'tests', 'screenshots');

function run(program, args) {
    return new Promise((resolve, reject) => {
        const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
        let text = '';
        child.stdout.on('data', (bytes) => (text += bytes));
        child.stderr.on('data', (bytes) => (text += bytes));
        child.on('exit', (code) => (code === 0 ? resolve(text) : reject(new Error(text))));
    });
}

/** A port nobody listens on. */
function freePort() {
    return new Promise((resolve, reject) => {
        const probe = createServer();
        probe.on('error', reject);
        probe.listen(0, '127.0.0.1', () => {
            const { port } = probe.address();
            probe.close(() => resolve(port));
        });
    });
}

export async function startServer({ web = join(root, 'build', 'web') } = {}) {
    const port = await freePort();
    const data = mkdtempSync(join(tmpdir(), 'kongdi-test-'));
    const kongdi = join(root, 'build', 'native', 'kongdi');
    await run(kongdi, ['demo', '--data', data, '--communities', '4']);
    const child = spawn(
        kongdi,
        ['serve', '--port', String(port), '--data', data, '--web', web],
        { stdio: 'ignore' },
    );
    const url = `http://127.0.0.1:${port}`;
    for (let i = 0; ; ++i) {
        const up = await fetch(`${url}/healthz`).then((answer) => answer.ok, () => false);
        if (up) break;
        if (i > 100) throw new Error('the server does not answer');
        await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return {
        url,
        async stop() {
            const ended = new Promise((resolve) => child.on('exit', resolve));
            child.kill('SIGINT');
            await ended;
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
    return chromium.launch({
        executablePath: chromiumPath,
        args: [...chromiumArgs, ...args],
    });
}

/** A browser whose tabs really become hidden: Playwright makes each believe that it is in front. */
export function startTabs() {
    return puppeteer.launch({
        executablePath: chromiumPath,
        args: [...chromiumArgs],
        defaultViewport: {
            ...kPhone.viewport, deviceScaleFactor: 2, hasTouch: true, isMobile: true,
        },
    });
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
export function lastingPhone(folder, options = {}) {
    return chromium.launchPersistentContext(folder, {
        executablePath: chromiumPath,
        args: chromiumArgs,
        ...kPhone,
        ...options,
    });
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

/** What the device keeps of how its owner likes the page; call it before a page is opened.
 *  theme: device, light, dark, contrast; scale: 100 to 200. */
export async function setDisplay(page, server,
    { language = 'zh', theme = 'device', scale = 100, elder = false }) {
    const settings = { form: 1, device: 'd'.repeat(32), language, elder, appearance: theme,
        scale_percent: scale, calm: true };
    // A page of the same origin without the program.
    await page.goto(`${server.url}/healthz`);
    await page.evaluate((kept) => new Promise((resolve, reject) => {
        const request = indexedDB.open('kongdi');
        request.onupgradeneeded = () => {
            for (const table of ['settings', 'drafts', 'outbox', 'reports', 'cache', 'photos'])
                request.result.createObjectStore(table);
        };
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
            const change = request.result.transaction('settings', 'readwrite');
            change.objectStore('settings').put(JSON.stringify(kept), 'me');
            change.oncomplete = () => { request.result.close(); resolve(); };
        };
    }), settings);
}

/** Every screen with an address that leads to it; the log-in of a planner opens all of them. */
export async function everyScreen(context, server) {
    const answer = await context.request.get(`${server.url}/api/v1/spaces?limit=1`);
    const [space] = (await answer.json()).rows;
    return [
        ['home', '/'], ['report', '/report/1'], ['my', '/my'], ['display', '/display'],
        ['my-report', '/my/01890000-0000-7000-8000-000000000001'],
        ['sent', '/sent/01890000-0000-7000-8000-000000000001'], ['lost', '/no/such/page'],
        ['login', '/login'], ['worker', '/worker'], ['worker-report', `/worker/${space.id}`],
        ['planner', '/planner'], ['planner', '/planner?ask=filter'],
    ];
}
