// SPDX-License-Identifier: Apache-2.0
// The service check-up with one thumb on a small phone, in both views: a tap answers and goes on.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { kept, logIn, phone, pictures, quiet, root, screen, setDisplay, startBrowser, startServer }
    from './browser.mjs';
import { complaintsOf, consentLabel, wordsOf } from './steps.mjs';

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

const asset = (...path) =>
    JSON.parse(readFileSync(join(root, 'web', 'assets', ...path), 'utf8'));
const facilities = asset('catalogue', 'facilities.json').facilities;
const checkup = asset('questionnaires', 'service_checkup_2.json');
const columns = checkup.pages[0].questions[0].columns;
const lang = 'zh';
const words = wordsOf(lang);
/** What a person takes from reading a question to the next one, generously. */
const secondsATap = 1.7;

/** Counts what the thumb does, and that it reached what it wanted. */
class Thumb {
    taps = 0;
    scrolls = 0;
    constructor(page, least) {
        this.page = page;
        this.least = least;
    }
    async tap(target) {
        await target.waitFor({ state: 'attached' });
        let box = await target.boundingBox();
        // The footer lies over what scrolls.
        const inside = await target.evaluate((element) => element.closest('footer') !== null);
        const footer = inside ? null : await this.page.locator('footer').boundingBox();
        const height = footer?.y ?? this.page.viewportSize().height;
        if (box.y < 0 || box.y + box.height > height) {
            this.scrolls += 1;
            await target.scrollIntoViewIfNeeded();
            await quiet(this.page, 120);
            box = await target.boundingBox();
        }
        assert.ok(box.height >= this.least, `${box.height} px high`);
        // What is taller than the screen is tapped in the middle of what is seen of it.
        const top = Math.max(box.y, 0);
        const bottom = Math.min(box.y + box.height, height);
        assert.ok(bottom - top >= this.least, `${bottom - top} px of it to be seen`);
        await this.page.touchscreen.tap(box.x + box.width / 2, (top + bottom) / 2);
        this.taps += 1;
    }
    radio(name) {
        return this.tap(this.page.getByRole('radio', { name, exact: true }));
    }
    button(key) {
        return this.tap(this.page.getByRole('button', { name: words(key), exact: true }));
    }
}

const step = (page, number) =>
    page.waitForFunction((path) => location.pathname === path, `/rate/${number}`);
const stepWords = ['very_good', 'good', 'middling', 'bad', 'very_bad']
    .map((word) => `scale.${word}`);

/** Opens the page, and the check-up's first step. */
async function open(context, elder) {
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.goto(server.url);
    await screen(page, 'home');
    if (elder) {
        await setDisplay(page, { elder: true });
        await page.reload();
        await screen(page, 'home');
    }
    await quiet(page, 300);
    return { page, complaints };
}

for (const elder of [false, true]) {
    const view = elder ? 'elder' : 'normal';
    test(`twenty services are rated with one thumb in under three minutes, ${view} view`,
        async () => {
            const context = await phone(browser, { viewport: { width: 360, height: 640 } });
            const { page, complaints } = await open(context, elder);
            const shot = (name) =>
                page.screenshot({ path: join(pictures, `rate-${view}-${name}.png`) });
            const thumb = new Thumb(page, elder ? 60 : 44);
            await shot('0-home');
            await thumb.tap(page.getByRole('button', { name: words('home.rate') }));
            await screen(page, 'rate');
            const city = await (await fetch(`${server.url}/api/v1/city`)).json();
            const mine = city.communities[0];
            const field = page.getByRole('searchbox', { name: words('rate.community_find') });
            await field.or(page.getByRole('textbox', { name: words('rate.community_find') }))
                .first().fill(mine.name);
            await shot('1-community');
            await thumb.tap(page.getByRole('radio', { name: mine.name }).first());

            // Known: all four are answered. Not here: two. Not known: passed over.
            const said = {};
            for (const [index, facility] of facilities.entries()) {
                const first = 2 + index * columns.length;
                await step(page, first);
                if (index === 0) await shot('2-used');
                if (index % 5 === 4) {
                    await thumb.button('rate.skip');
                    continue;
                }
                if (index % 5 === 3) {
                    await thumb.radio('这里没有');
                    await step(page, first + 3);
                    await thumb.radio('重要');
                    said[facility.code] = ['none_here', null, null, 4];
                    continue;
                }
                await thumb.radio(index % 5 === 2 ? '没用过' : '用过');
                await step(page, first + 1);
                if (index === 0) await shot('3-minutes');
                await thumb.radio('6–10 分钟');
                await step(page, first + 2);
                if (index === 0) await shot('4-satisfaction');
                await thumb.radio(words(stepWords[index % 5]));
                await step(page, first + 3);
                if (index === 0) await shot('5-importance');
                await thumb.radio(index === 1 ? words('scale.dont_know') : '非常重要');
                said[facility.code] = [index % 5 === 2 ? 'no' : 'yes', '6_10', 5 - (index % 5),
                    index === 1 ? 'dont_know' : 5];
            }
            await shot('6-age');
            await thumb.radio('60–74 岁');
            const elderly = '60 岁以上的老人';
            await thumb.tap(page.getByRole('checkbox', { name: elderly }).or(
                page.getByRole('button', { name: elderly })).first());
            await shot('7-household');
            await thumb.button('action.next');
            const consent = page.getByRole('checkbox', { name: consentLabel(lang, 'survey') });
            await consent.waitFor({ state: 'attached' });
            assert.equal(await consent.isChecked(), false, 'consent is unticked at first');
            await shot('8-send');
            await thumb.tap(consent);

            // In the lift there is no network.
            await context.setOffline(true);
            await thumb.button('check.send');
            await screen(page, 'sent');
            await page.getByRole('heading', { name: words('sent.saved') })
                .waitFor({ state: 'attached' });
            // As it will be sent, by the page or by the service worker, whoever is first.
            const [waiting] = await kept(page, 'outbox');
            const record = JSON.parse(JSON.parse(waiting).bytes);
            await context.setOffline(false);
            await page.getByRole('heading', { name: words('sent.thanks') })
                .waitFor({ state: 'attached', timeout: 20000 });
            await quiet(page, 300);
            await shot('9-sent');
            assert.deepEqual(record.body, { services: said, age_band: '60_74',
                household: ['age_60_up'] });
            assert.equal(record.kind, 'service_checkup');
            assert.equal(record.questionnaire_version, 2);
            assert.equal(record.community, mine.code);
            const seconds = Math.round(thumb.taps * secondsATap);
            console.log(`${view}: ${thumb.taps} taps, ${thumb.scrolls} scrolls, about `
                + `${seconds} s, ${JSON.stringify(record.body).length} bytes of body`);
            assert.ok(seconds < 180, `${seconds} s`);
            assert.equal(thumb.scrolls <= (elder ? 80 : 2), true, `${thumb.scrolls} scrolls`);
            assert.deepEqual(complaints, []);
            await context.close();
        });
}

test('one leaves in the middle, comes back, and goes on there', async () => {
    const context = await phone(browser, { viewport: { width: 360, height: 640 } });
    const { page } = await open(context, false);
    const thumb = new Thumb(page, 44);
    await thumb.tap(page.getByRole('button', { name: words('home.rate') }));
    await thumb.button('rate.community_none');
    await thumb.radio('用过');
    await step(page, 3);
    await quiet(page, 300);
    await page.close();
    const again = await context.newPage();
    await again.goto(server.url);
    await screen(again, 'home');
    const card = again.getByRole('button', { name: words('home.rate') });
    await card.tap();
    await step(again, 3);
    await again.goBack();
    await screen(again, 'home');
    await context.close();
});

test('a version that planners publish is asked next time, and the old one is still taken',
    async () => {
        const context = await phone(browser, { viewport: { width: 360, height: 640 } });
        const { page } = await open(context, false);
        const thumb = new Thumb(page, 44);
        await thumb.tap(page.getByRole('button', { name: words('home.rate') }));
        await thumb.button('rate.community_none');
        await thumb.radio('用过');
        await step(page, 3);

        // A question more, which depends on another; a bad one is refused with its place.
        const desk = await browser.newContext();
        await logIn(desk, server, 'planner');
        const next = structuredClone(checkup);
        next.version = 3;
        next.pages[1].questions.push({ name: 'wish', kind: 'text', max_length: 50,
            label: { zh: '最想要什么？', en: 'What do you want most?' },
            relevant: "${age_band} = '60_74" });
        const publish = async () => {
            const answer = await desk.request.post(`${server.url}/api/v1/questionnaires`,
                { data: next, headers: { 'X-Kongdi-Page': '1' } });
            return { status: answer.status(), body: await answer.json() };
        };
        const refused = await publish();
        assert.equal(refused.status, 422);
        assert.equal(refused.body.code, 'expression_syntax');
        assert.equal(refused.body.path, '/pages/1/questions/2/relevant:15');
        next.pages[1].questions[2].relevant = "${age_band} = '60_74'";
        assert.equal((await publish()).status, 201);

        // What was begun is finished as it was begun.
        const send = async (version, wish) => {
            await thumb.button('rate.enough');
            await thumb.radio('60–74 岁');
            await thumb.button('rate.no_answer');
            if (wish) {
                await page.getByRole('textbox', { name: '最想要什么？' }).fill(wish);
                await thumb.button('action.next');
            }
            await thumb.tap(page.getByRole('checkbox', { name: consentLabel(lang, 'survey') }));
            await thumb.button('check.send');
            await page.getByRole('heading', { name: words('sent.thanks') })
                .waitFor({ state: 'attached' });
            // By the page or by the service worker, whoever was first: as planners get it.
            const id = await page.evaluate(() => location.pathname.split('/').pop());
            const rows = await desk.request.get(`${server.url}/export/answers.ndjson`,
                { params: { questionnaire: 'service_checkup', version } });
            const row = (await rows.text()).trim().split('\n').map((line) => JSON.parse(line))
                .find((one) => one.id === id);
            assert.equal(row?.version, version);
            assert.equal(row.wish, wish);
        };
        await page.reload();
        await screen(page, 'rate');
        await quiet(page, 300);
        await send(2, undefined);
        await thumb.button('action.home');
        await thumb.tap(page.getByRole('button', { name: words('home.rate') }));
        await thumb.button('rate.community_none');
        await thumb.radio('没用过');
        await send(3, '食堂');
        await desk.close();
        await context.close();
    });
