// SPDX-License-Identifier: Apache-2.0
// A meeting with five pages at once: the host, the wall, two residents, and one whose network is
// cut in the middle.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { kept, logIn, phone, pictures, quiet, screen, startBrowser, startServer, until }
    from './browser.mjs';
import { complaintsOf, consentLabel, wordsOf } from './steps.mjs';

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

/** A resident's phone on its seat. */
async function seated(code) {
    const context = await phone(browser, { viewport: { width: 360, height: 640 } });
    const page = await context.newPage();
    await page.goto(`${server.url}/j/${code}`);
    await screen(page, 'join');
    const began = Date.now();
    await page.getByRole('checkbox', { name: consentLabel('zh', 'survey') }).check();
    await button(page, 'join.enter').click();
    await page.getByText('在场不到 5 人').first().waitFor({ state: 'attached' });
    return { context, page, joined_ms: Date.now() - began };
}

const option = (page, name) => page.getByRole('radio', { name, exact: true });

test('a whole meeting: prepared, joined, asked, answered, shown, closed', async () => {
    const desk = await browser.newContext({ viewport: { width: 1280, height: 800 },
        locale: 'zh-CN' });
    await logIn(desk, server, 'worker');
    const host = await desk.newPage();
    const complaints = complaintsOf(host);
    await host.goto(`${server.url}/meetings/new`);
    await screen(host, 'meeting-form');
    await host.getByRole('textbox', { name: words('meeting_form.title') }).fill('车棚议事会');
    await host.getByLabel(words('column.community')).selectOption({ index: 1 });
    await host.getByRole('textbox', { name: words('meeting_form.label') })
        .fill('三幢车棚改成什么最好？');
    await host.getByRole('textbox', { name: words('meeting_form.choices') })
        .fill('老年食堂\n托育点\n保留车棚');
    await quiet(host, 300);
    await host.screenshot({ path: join(pictures, 'meeting-form-1280.png') });
    await button(host, 'meeting_form.send').click();
    await screen(host, 'meeting');
    await button(host, 'meeting.open').click();
    await button(host, 'meeting.ask').waitFor({ state: 'attached' });
    const id = (await host.evaluate(() => location.pathname)).split('/').pop();
    const { code } = await (await desk.request.get(
        `${server.url}/api/v1/meetings/${id}`)).json();

    const wall = await desk.newPage();
    await wall.setViewportSize({ width: 1920, height: 1080 });
    await wall.goto(`${server.url}/meetings/wall/${id}`);
    await screen(wall, 'projector');

    const [first, second, third] = [await seated(code), await seated(code), await seated(code)];
    assert.ok(first.joined_ms < 5000, `${first.joined_ms} ms to a seat`);
    await first.page.getByText(words('join.soon')).first().waitFor({ state: 'attached' });
    await button(host, 'meeting.ask').click();
    await option(first.page, '老年食堂').click();
    await option(second.page, '托育点').click();
    await first.page.getByText(words('join.received')).first().waitFor({ state: 'attached' });
    await quiet(first.page, 200);
    await first.page.screenshot({ path: join(pictures, 'join-360.png') });

    // The third hears the question; then its network goes. Its answer waits and arrives once.
    await option(third.page, '老年食堂').waitFor({ state: 'attached' });
    await third.context.setOffline(true);
    await option(third.page, '老年食堂').click();
    await third.page.getByText(words('join.waiting')).first().waitFor({ state: 'attached' });
    assert.equal((await kept(third.page, 'outbox')).length, 1);
    // The second thinks better of it.
    await option(second.page, '老年食堂').click();
    await third.context.setOffline(false);
    await until(async () => (await kept(third.page, 'outbox')).length === 0, 'it to be sent');
    const answered = words('meeting.answered', { count: '3', joined: '3' });
    await host.getByText(answered).first().waitFor({ state: 'attached' });

    await button(host, 'meeting.reveal').click();
    await wall.getByText('老年食堂: 3').first().waitFor({ state: 'attached' });
    // The hall is small: phones are not told how many.
    await first.page.getByText(`老年食堂: ${words('join.few')}`).first().waitFor({ state: 'attached' });
    await quiet(wall, 200);
    await wall.screenshot({ path: join(pictures, 'projector-1920.png') });
    await quiet(host, 200);
    await host.screenshot({ path: join(pictures, 'meeting-1280.png') });
    // The smallest letters of the wall are a thirtieth of its height.
    const least = await wall.evaluate(() => Math.min(...[...document.querySelectorAll(
        '#mirror p, #mirror h1, #mirror h2')].map((one) =>
        one.getBoundingClientRect().height).filter((height) => height > 0)));
    assert.ok(least >= 36, `a line of ${least} px`);

    // A worker answers for somebody without a phone, who is asked first; then for a child whose
    // guardian is there.
    const helping = await desk.newPage();
    await helping.goto(`${server.url}/meetings/${id}`);
    await button(helping, 'meeting.assist').click();
    await helping.getByText(words('assist.what')).first().waitFor({ state: 'attached' });
    await option(helping, words('assist.of_age')).check();
    await helping.getByRole('checkbox', { name: consentLabel('zh', 'survey') }).check();
    await button(helping, 'join.enter').click();
    await option(helping, '托育点').click();
    await helping.getByText(words('join.received')).first().waitFor({ state: 'attached' });
    await quiet(helping, 200);
    await helping.screenshot({ path: join(pictures, 'join-assisted-1280.png') });
    await button(helping, 'assist.next_person').click();
    await button(helping, 'join.enter').waitFor({ state: 'attached' });
    assert.equal(await helping.getByRole('checkbox').count(), 0, 'nobody has said who agrees');
    await helping.getByRole('radio', { name: words('assist.child') }).check();
    const guardian = helping.getByRole('checkbox', { name: consentLabel('zh', 'guardian') });
    await guardian.waitFor({ state: 'attached' });
    assert.equal(await guardian.isChecked(), false, 'consent is unticked at first');
    await quiet(helping, 200);
    await helping.screenshot({ path: join(pictures, 'join-guardian-1280.png') });
    await guardian.check();
    await button(helping, 'join.enter').click();
    await option(helping, '老年食堂').click();
    await helping.getByText(words('join.received')).first().waitFor({ state: 'attached' });
    await host.getByText(words('meeting.mode.assisted', { count: '2' }), { exact: false }).first()
        .waitFor({ state: 'attached' });
    await helping.close();

    await button(host, 'meeting.stop').click();
    await first.page.getByText(words('join.closed')).first().waitFor({ state: 'attached' });
    // Who reloads sits where they sat.
    await first.page.reload();
    await screen(first.page, 'join');
    await first.page.getByText(words('join.received')).first().waitFor({ state: 'attached' });
    await button(host, 'meeting.close').click();
    await first.page.getByText(words('join.over')).first().waitFor({ state: 'attached' });
    await button(host, 'meeting.summary').click();
    await host.waitForURL(/\/plain\/meetings\//);
    await host.setViewportSize({ width: 390, height: 844 });
    assert.ok(await host.getByText(words('summary.not_published')).isVisible());
    assert.ok(await host.getByText(words('summary.kept_back')).isVisible());
    await host.screenshot({ path: join(pictures, 'meeting-summary-390.png') });
    assert.deepEqual(complaints, []);
    for (const { context } of [first, second, third]) await context.close();
    await desk.close();
});
