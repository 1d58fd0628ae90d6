// SPDX-License-Identifier: Apache-2.0
// A meeting that asks for an order of wishes, and for spaces on the map.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { logIn, phone, pictures, quiet, screen, startBrowser, startServer } from './browser.mjs';
import { consentLabel, wordsOf } from './steps.mjs';

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

const button = (page, key) => page.getByRole('button', { name: words(key), exact: true });
const tick = (page, name) => page.getByRole('checkbox', { name, exact: true });
const shown = (page, text) => page.getByText(text).first().waitFor({ state: 'attached' });
const kRanking = 2;
const kPlaces = 5;

/** The name of a community with two spaces at least that everybody may see. */
async function communityWithSpaces(desk) {
    const { rows } = await (await desk.request.get(
        `${server.url}/api/v1/spaces?state=submitted,verified&limit=1000`)).json();
    const counts = new Map();
    for (const row of rows) {
        if (!row.published || !row.community) continue;
        const name = row.community_name;
        counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    const found = [...counts].find(([, count]) => count >= 2);
    assert.ok(found, 'a community with two such spaces');
    return found[0];
}

test('wishes are put in order, and spaces chosen on the map', async () => {
    const desk = await browser.newContext({ viewport: { width: 1280, height: 800 },
        locale: 'zh-CN' });
    await logIn(desk, server, 'worker');
    const community = await communityWithSpaces(desk);
    const host = await desk.newPage();
    await host.goto(`${server.url}/meetings/new`);
    await screen(host, 'meeting-form');
    await host.getByRole('textbox', { name: words('meeting_form.title') }).fill('社区议事会');
    await host.getByLabel(words('column.community')).selectOption({ label: community });
    await host.getByRole('textbox', { name: words('meeting_form.label') }).fill('先添什么？');
    await host.getByLabel(words('meeting_form.kind')).selectOption({ index: kRanking });
    await host.getByRole('textbox', { name: words('meeting_form.choices') })
        .fill('长椅\n路灯\n电梯');
    await button(host, 'meeting_form.add').click();
    await host.getByRole('textbox', { name: words('meeting_form.label') }).nth(1)
        .fill('哪几处做食堂？');
    await host.getByLabel(words('meeting_form.kind')).nth(1).selectOption({ index: kPlaces });
    await button(host, 'meeting_form.list_spaces').click();
    const spaces = host.getByRole('checkbox');
    await spaces.nth(1).waitFor({ state: 'attached' });
    await spaces.nth(0).check();
    await spaces.nth(1).check();
    await quiet(host, 300);
    await host.screenshot({ path: join(pictures, 'meeting-form-places-1280.png') });
    await button(host, 'meeting_form.send').click();
    await screen(host, 'meeting');
    await button(host, 'meeting.open').click();
    await button(host, 'meeting.ask').first().waitFor({ state: 'attached' });
    const id = (await host.evaluate(() => location.pathname)).split('/').pop();
    const { code } = await (await desk.request.get(
        `${server.url}/api/v1/meetings/${id}`)).json();

    const context = await phone(browser, { viewport: { width: 360, height: 640 } });
    const page = await context.newPage();
    await page.goto(`${server.url}/j/${code}`);
    await screen(page, 'join');
    await page.getByRole('checkbox', { name: consentLabel('zh', 'survey') }).check();
    await button(page, 'join.enter').click();
    await shown(page, words('join.soon'));

    await button(host, 'meeting.ask').first().click();
    await tick(page, '电梯').click();
    await tick(page, '1 · 电梯').waitFor({ state: 'attached' });
    await tick(page, '长椅').click();
    // Of the last one there is nothing left to say.
    await tick(page, '3 · 路灯').waitFor({ state: 'attached' });
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'join-order-360.png') });
    await button(page, 'join.send').click();
    await shown(page, words('join.received'));
    await button(host, 'meeting.reveal').click();
    // One voice is nobody's business: the wall in the hall shows it, phones do not.
    await shown(page, `电梯: ${words('join.few')}`);

    await button(host, 'meeting.ask').last().click();
    const second = page.getByRole('checkbox', { name: /^B · / });
    await second.click();
    await quiet(page, 500);
    await page.screenshot({ path: join(pictures, 'join-places-360.png') });
    await button(page, 'join.send').click();
    await shown(page, words('join.received'));
    await button(host, 'meeting.reveal').last().click();
    const wall = await desk.newPage();
    await wall.setViewportSize({ width: 1920, height: 1080 });
    await wall.goto(`${server.url}/meetings/wall/${id}`);
    await screen(wall, 'projector');
    await wall.getByText(/^B · .*: 1$/).first().waitFor({ state: 'attached' });
    await quiet(wall, 200);
    await wall.screenshot({ path: join(pictures, 'projector-places-1920.png') });
    await context.close();
    await desk.close();
});
