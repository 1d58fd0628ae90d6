// SPDX-License-Identifier: Apache-2.0
// A server with a small demo city on a port of its own, and a phone in front of it.
import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

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

export async function startServer() {
    const port = await freePort();
    const data = mkdtempSync(join(tmpdir(), 'kongdi-test-'));
    const kongdi = join(root, 'build', 'native', 'kongdi');
    await run(kongdi, ['demo', '--data', data, '--communities', '4']);
    const child = spawn(
        kongdi,
        ['serve', '--port', String(port), '--data', data, '--web', join(root, 'build', 'web')],
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

export async function startBrowser() {
    mkdirSync(pictures, { recursive: true });
    return chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader',
            '--enable-unsafe-swiftshader', '--disable-background-networking',
            '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'],
    });
}

export function phone(browser, options = {}) {
    return browser.newContext({
        viewport: { width: 390, height: 844 },
        deviceScaleFactor: 2,
        hasTouch: true,
        isMobile: true,
        locale: 'zh-CN',
        ...options,
    });
}

/** Waits until the page shows a screen. */
export function screen(page, name) {
    const shown = `html[data-screen="${name}"]`;
    return page.waitForSelector(shown, { state: 'attached', timeout: 20000 });
}
