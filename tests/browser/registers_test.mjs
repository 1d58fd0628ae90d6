// SPDX-License-Identifier: Apache-2.0
// The register of facilities and a wave of the check-up, as a worker and a planner see them.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { logIn, pictures, quiet, screen, startBrowser, startServer } from './browser.mjs';

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

/** A desk of this role and size, at an address. */
async function desk(role, path, name, viewport = { width: 1280, height: 800 }) {
    const context = await browser.newContext({ viewport, locale: 'zh-CN' });
    await logIn(context, server, role);
    const page = await context.newPage();
    await page.goto(server.url + path);
    await screen(page, name);
    await quiet(page, 300);
    return { context, page };
}

test('a worker finds a filed facility and verifies what somebody else filed', async () => {
    const { context, page } = await desk('worker', '/facilities', 'facilities');
    await page.screenshot({ path: join(pictures, 'facilities-1280.png') });
    await page.getByLabel('状态').selectOption({ label: '已填报' });
    await quiet(page, 500);
    const list = await page.evaluate(async () =>
        (await fetch('/api/v1/facilities?state=filed&limit=1')).json());
    assert.ok(list.total > 0, 'the demo city has facilities that wait');
    await page.goto(`${server.url}/facilities/${list.facilities[0].id}`);
    await screen(page, 'facility');
    await page.getByRole('button', { name: '现场核验无误' }).click();
    await page.getByText('已核验').first().waitFor({ state: 'attached' });
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'facility-1280.png') });
    const now = await page.evaluate(async (id) =>
        (await fetch(`/api/v1/facilities/${id}`)).json(), list.facilities[0].id);
    assert.equal(now.state, 'verified');
    assert.equal(now.verified_by, 'worker');
    assert.equal(now.versions.length, 2);
    await context.close();
});

test('a planner sees how far a wave has come, on a desk and on a phone', async () => {
    for (const [width, height] of [[1280, 800], [390, 844], [360, 640]]) {
        const { context, page } = await desk('planner', '/waves', 'waves', { width, height });
        await page.getByRole('button', { name: /下半年社区体检/ }).click();
        await screen(page, 'wave');
        await page.getByText('落后社区').first().waitFor({ state: 'attached' });
        await quiet(page, 500);
        await page.screenshot({ path: join(pictures, `wave-${width}.png`) });
        await page.getByRole('checkbox', { name: /只看落后的/ }).click();
        await quiet(page, 300);
        await context.close();
    }
});
