// SPDX-License-Identifier: Apache-2.0
// Reporting and rating without scripts: the whole way, on a small phone, in both languages.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { phone, pictures, screen, startBrowser, startServer } from './browser.mjs';
import { expectComplaint } from './watch.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

// A browser too old for modules, made by a program that none can read.
expectComplaint(/^SyntaxError: Unexpected identifier 'browser'/);

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

/** A phone of the size most people in the hall have, with a browser that runs nothing. */
function oldPhone(locale = 'zh-CN', options = {}) {
    return phone(browser, {
        viewport: { width: 360, height: 640 },
        javaScriptEnabled: false,
        locale,
        ...options,
    });
}

/** A photo as a camera makes it, large and of noise, which packs badly. */
async function photo(width, height) {
    const context = await phone(browser);
    const page = await context.newPage();
    const url = await page.evaluate(([w, h]) => {
        const canvas = document.createElement('canvas');
        canvas.width = w;
        canvas.height = h;
        const paint = canvas.getContext('2d');
        const noise = paint.createImageData(w, h);
        for (let i = 0; i < noise.data.length; ++i)
            noise.data[i] = i % 4 === 3 ? 255 : Math.random() * 256;
        paint.putImageData(noise, 0, 0);
        return canvas.toDataURL('image/jpeg', 0.9);
    }, [width, height]);
    await context.close();
    return Buffer.from(url.split(',')[1], 'base64');
}

async function worker() {
    const answer = await fetch(`${server.url}/api/v1/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Kongdi-Page': '1' },
        body: JSON.stringify({ name: 'worker', password: 'kongdi-worker' }),
    });
    const cookie = answer.headers.get('set-cookie').split(';')[0];
    return (path) => fetch(server.url + path, { headers: { Cookie: cookie } });
}

async function fits(page, what) {
    const [width, seen] = await page.locator('html')
        .evaluate((html) => [html.scrollWidth, html.clientWidth]);
    assert.ok(width <= seen, `${what} is ${width} px wide on ${seen} px`);
}

const words = {
    zh: {
        locale: 'zh-CN', report: '上报闲置空间', rate: '给身边的服务打分', find: '在哪个社区？',
        search: '查找', here: '就是这里', chosen: '位置已选好', type: '车棚', area: '大约多大？',
        more: '还想说点什么？', photo: '拍一张那处空间的照片', keep: '我已满 14 周岁，同意保存我填的内容',
        keepPhoto: '同意保存我的照片', send: '发送', thanks: '收到了，谢谢您', my: '我报告过的',
        wrong: '还没有发送，请看看下面几处', step: '不错', states: '已收到', zoom: '放大',
        again: '重新选位置', count: '1 张照片', list: '我报告过的',
    },
    en: {
        locale: 'en-GB', report: 'Report an idle space', rate: 'Rate the services near you',
        find: 'Which community?', search: 'Find', here: 'It is here', chosen: 'The place is set',
        type: 'Bike shed', area: 'About how big is it?', more: 'Anything else?',
        photo: 'Take a photo of the space', keep: 'I am 14 or older. Keep what I have filled in',
        keepPhoto: 'Keep my photos', send: 'Send', thanks: 'Received, thank you',
        my: 'My reports', wrong: 'Not sent yet; please look at these', step: 'Good',
        states: 'Received', zoom: 'Zoom in', again: 'Set the place again', count: '1 photo(s)',
        list: 'My reports',
    },
};

for (const [lang, say] of Object.entries(words)) {
    test(`a report and a rating go in without a script (${lang})`, async () => {
        const context = await oldPhone(say.locale);
        const page = await context.newPage();
        const shot = async (name) => {
            await fits(page, name);
            await page.screenshot({
                path: join(pictures, `plain-${lang}-${name}.png`),
                fullPage: true,
            });
        };
        await page.goto(`${server.url}/plain`);
        await shot('1-start');
        await page.getByRole('link', { name: say.report }).tap();
        await page.getByLabel(say.find).fill('社区');
        await page.getByRole('button', { name: say.search }).tap();
        await shot('2-community');
        await page.locator('a.card').first().tap();
        await page.getByRole('button', { name: say.zoom }).tap();
        const map = page.locator('input[type=image]');
        const [drawn] = await Promise.all([
            page.waitForResponse((answer) => answer.url().includes('/plain/map.svg')
                && answer.url().includes('point_lon')),
            map.tap({ position: { x: 100, y: 200 } }),
        ]);
        assert.equal(drawn.status(), 200);
        await page.getByText(say.chosen).waitFor();
        await shot('3-map');
        await page.getByRole('button', { name: say.here }).tap();

        // The photo comes with a mistake elsewhere, and need not be chosen again.
        const description = `棚子空着 ${lang} <b>&"'`;
        await page.getByLabel(say.photo).setInputFiles({
            name: 'IMG_1.jpg', mimeType: 'image/jpeg', buffer: await photo(2000, 1500),
        });
        await page.getByLabel(say.area).fill('60');
        await page.getByLabel(say.more).fill(description);
        await page.getByLabel(say.keep).check();
        await page.getByLabel(say.keepPhoto).check();
        await shot('4-form');
        await page.getByRole('button', { name: say.send, exact: true }).tap();
        await page.getByText(say.wrong).waitFor();
        await shot('5-mistake');
        await page.getByText(say.count).waitFor();
        assert.equal(await page.getByLabel(say.more).inputValue(), description);
        assert.equal(await page.getByLabel(say.keepPhoto).isChecked(), true);
        await page.getByLabel(say.type, { exact: true }).check();

        // To the map once more, with all that is filled in.
        await page.getByRole('button', { name: say.again }).tap();
        await map.tap({ position: { x: 180, y: 120 } });
        await page.getByRole('button', { name: say.here }).tap();
        assert.equal(await page.getByLabel(say.more).inputValue(), description);
        assert.equal(await page.getByLabel(say.type, { exact: true }).isChecked(), true);
        await page.getByRole('button', { name: say.send, exact: true }).tap();
        await page.getByRole('heading', { name: say.thanks }).waitFor();
        assert.match(page.url(), /\/plain\/sent\/[0-9a-f-]{36}\?lang=/);
        await shot('6-receipt');
        const receipt = await page.locator('.number').textContent();
        assert.match(receipt, /^\S+ \d{4,}$/);
        await page.reload();
        assert.equal(await page.locator('.number').textContent(), receipt);

        // The worker sees it once, with its photo, which is small and says nothing of the phone.
        const ask = await worker();
        const query = new URLSearchParams({ text: `棚子空着 ${lang}` });
        const found = await (await ask(`/api/v1/spaces?${query}`)).json();
        assert.equal(found.total, 1, 'exactly once');
        const [space] = found.rows;
        assert.equal(space.receipt, receipt);
        assert.equal(space.point_source, 'hand');
        assert.equal(space.photos_missing, 0);
        const card = await (await ask(`/api/v1/spaces/${space.id}`)).json();
        assert.equal(card.photos.length, 1);
        const kept = Buffer.from(
            await (await ask(`/api/v1/photos/${card.photos[0]}`)).arrayBuffer(),
        );
        assert.equal(kept.readUInt16BE(0), 0xffd8);
        assert.equal(kept.includes('Exif'), false);

        await page.goto(`${server.url}/plain?lang=${lang}`);
        await page.getByRole('link', { name: say.rate }).tap();
        await page.locator('a.card').first().tap();
        await page.locator('select[name="services.GOV01.2"]').selectOption({ label: say.step });
        await page.getByLabel(say.keep).check();
        await shot('7-rate');
        await page.getByRole('button', { name: say.send, exact: true }).tap();
        await page.getByRole('heading', { name: say.thanks }).waitFor();
        await shot('8-rated');
        await page.getByRole('link', { name: say.my }).tap();
        await page.getByRole('heading', { name: say.list }).waitFor();
        assert.equal(await page.locator('a.card').count(), 2);
        assert.equal(await page.getByText(say.states).count(), 2);
        await shot('9-my');
        await context.close();
    });
}

test('each page is read without a mistake, and reflows at 320 px with text of 200 %', async () => {
    // axe is a script; the pages are the same with scripts on.
    const context = await oldPhone('zh-CN', { javaScriptEnabled: true, bypassCSP: true });
    const page = await context.newPage();
    const city = await (await fetch(`${server.url}/api/v1/city`)).json();
    const point = `lon=${city.box[0]}&lat=${city.box[1]}&point_lon=${city.box[0]}`
        + `&point_lat=${city.box[1]}`;
    const wrong = async () => {
        await page.goto(`${server.url}/plain/report?${point}&move=done&lang=${lang}`);
        await page.locator('form .button').first().tap();
        await page.locator('.wrong').waitFor();
    };
    const sent = async () => {
        await page.goto(`${server.url}/plain/rate?community=none&lang=${lang}`);
        await page.locator('select[name="services.GOV01.2"]').selectOption('4');
        await page.locator('[name="consent.survey"]').check();
        await page.locator('form .button').last().tap();
        await page.locator('.number').waitFor();
    };
    const closed = async () => {
        await page.goto(`${server.url}/plain/nearby?lang=${lang}`);
        await page.locator('a.card').first().tap();
        await page.locator('a.card').first().tap();
        await page.locator('[name="subject"][value="closed"]').waitFor({ state: 'attached' });
    };
    let lang;
    const pages = ['', '/report', '/report?community=none', `/report?${point}`,
        `/report?${point}&move=done`, wrong, '/rate?find=xyz', '/rate?community=none', sent, '/my',
        '/nearby?community=none', `/nearby?community=none&missing=1&${point}`,
        `/nearby?community=none&missing=1&${point}&move=done`, closed, '/survey',
        '/survey?find=xyz', '/nowhere'];
    let looked = 0;
    for (lang of ['zh', 'en']) {
        for (const path of pages) {
            const isWay = typeof path === 'function';
            const name = isWay ? path.name : path;
            const more = `${name.includes('?') ? '&' : '?'}lang=${lang}`;
            if (isWay) await path();
            else await page.goto(`${server.url}/plain${path}${more}`);
            await page.evaluate(axe);
            const { violations, passes } = await page.evaluate(() => window.axe.run());
            assert.deepEqual(violations.map((one) => `${one.id}: ${one.nodes[0].html}`), [], name);
            assert.ok(passes.length > 10, `axe looked at ${name}`);
            await page.setViewportSize({ width: 320, height: 640 });
            await page.evaluate(() => { document.body.style.fontSize = '34px'; });
            await fits(page, `${name} (${lang}) with large text`);
            if (lang === 'en' && name.includes('move=done'))
                await page.screenshot({ path: join(pictures, 'plain-en-large.png') });
            await page.setViewportSize({ width: 360, height: 640 });
            ++looked;
        }
    }
    assert.equal(looked, 34);
    await context.close();
});

test('a facility that is closed is said without a script, and waits for a worker', async () => {
    const context = await oldPhone();
    const page = await context.newPage();
    const shot = async (name) => {
        await fits(page, name);
        await page.screenshot({ path: join(pictures, `plain-zh-nearby-${name}.png`) });
    };
    await page.goto(`${server.url}/plain`);
    await page.getByRole('link', { name: '附近的设施' }).tap();
    await page.locator('a.card').first().tap();
    await shot('list');
    const facility = await page.locator('a.card strong').first().innerText();
    await page.locator('a.card').first().tap();
    await page.getByText(facility).waitFor();
    await page.locator('textarea').fill('去年就关了');
    await page.locator('[name="consent.survey"]').check();
    await shot('closed');
    await page.getByRole('button', { name: '发送', exact: true }).tap();
    await page.getByText('设施关门了').first().waitFor();
    await shot('sent');
    const ask = await worker();
    const { remarks } = await (await ask('/api/v1/facility_remarks?state=submitted')).json();
    assert.ok(remarks.some((one) => one.subject === 'closed' && one.description === '去年就关了'),
        JSON.stringify(remarks));
    await page.goto(`${server.url}/plain/survey`);
    await shot('survey');
    await context.close();
});

test('a form is used with the keyboard alone', async () => {
    const context = await oldPhone('en-GB', { hasTouch: false, isMobile: false });
    const page = await context.newPage();
    await page.goto(`${server.url}/plain/report?community=none&lang=en`);
    const map = page.locator('input[type=image]');
    await map.focus();
    await page.keyboard.press('Enter');
    await page.getByText('The place is set').waitFor();
    const address = new URL(page.url());
    assert.equal(address.searchParams.get('at.x'), '0');
    const [lon, chosen] = await Promise.all(['lon', 'point_lon'].map((name) =>
        page.locator(`[name=${name}]`).getAttribute('value')));
    assert.equal(chosen, lon, 'the middle of the map');
    await context.close();
});

test('a photo that is too large is refused in words', async () => {
    const context = await oldPhone();
    const page = await context.newPage();
    const city = await (await fetch(`${server.url}/api/v1/city`)).json();
    const [lon, lat] = city.box;
    await page.goto(`${server.url}/plain/report?lon=${lon}&lat=${lat}&point_lon=${lon}`
        + `&point_lat=${lat}&move=done&lang=zh`);
    await page.locator('[name=photo]').setInputFiles({
        name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(13_000_000, 1),
    });
    const [answer] = await Promise.all([
        page.waitForResponse((one) => one.request().method() === 'POST'),
        page.getByRole('button', { name: '发送', exact: true }).tap(),
    ]);
    assert.equal(answer.status(), 413);
    await page.getByRole('heading', { name: '照片太大了，最多 12 MB' }).waitFor();
    await page.screenshot({ path: join(pictures, 'plain-zh-too-large.png') });
    await context.close();
});

test('a browser too old for modules is not left waiting', async () => {
    const old = await phone(browser);
    const page = await old.newPage();
    await page.route('**/main.*.js', (route) => route.fulfill({
        contentType: 'text/javascript', body: 'this browser cannot read it',
    }));
    await page.goto(server.url);
    await page.getByRole('link', { name: '打不开？用简单的网页填写' }).tap();
    await page.getByRole('heading', { name: '今天想做什么？' }).waitFor();
    await old.close();
});

test('a browser that cannot run the page is shown the way to the forms', async () => {
    const still = await oldPhone('en-GB');
    const page = await still.newPage();
    await page.goto(server.url);
    await page.getByRole('link', { name: 'Does it not open? Use the simple forms' }).tap();
    await page.getByRole('heading', { name: 'What would you like to do today?' }).waitFor();
    await still.close();

    const old = await phone(browser);
    const other = await old.newPage();
    await other.addInitScript(() => { delete window.WebAssembly; });
    await other.goto(server.url);
    await screen(other, 'stopped');
    await fits(other, 'the first screen');
    await other.screenshot({ path: join(pictures, 'plain-old-browser.png') });
    await other.getByRole('link', { name: '打不开？用简单的网页填写' }).tap();
    await other.getByRole('heading', { name: '今天想做什么？' }).waitFor();
    await old.close();
});
