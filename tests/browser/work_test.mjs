// SPDX-License-Identifier: Apache-2.0
// A phone works for its record while the server is under attack (core/base/proof_of_work.hpp): its
// person does nothing for it, sees that it is on its way, and may put it off.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { phone, pictures, quiet, startServer, until } from './browser.mjs';
import { aPhone, arrived, bench, fill, kept, receipt, saved, send, words } from './sending.mjs';

const kWork = 'x-kongdi-work';
const records = '**/api/v1/records';
let server;
before(async () => (server = await startServer({ options: ['--proof-of-work', 'always'] })));
after(() => server?.stop());

/** A small phone, and what it sent of records: the work and the answer of each. */
async function smallPhone(options = {}) {
    const context = await aPhone(
        phone(bench.browser, { viewport: { width: 360, height: 640 }, ...options }));
    const page = await context.newPage();
    const sent = [];
    page.on('response', async (answer) => {
        const request = answer.request();
        if (request.method() === 'POST' && request.url().endsWith('/api/v1/records'))
            sent.push({ work: request.headers()[kWork] ?? '', status: answer.status() });
    });
    return { page, sent };
}

const metric = async (line) => {
    const text = await (await fetch(`${server.url}/metrics`)).text();
    return Number(text.split('\n').find((one) => one.startsWith(`${line} `)).split(' ').at(-1));
};
const outcome = (name) => metric(`kongdi_work_total{outcome="${name}"}`);

const progress = (page) =>
    page.getByRole('progressbar', { name: words('sent.sending'), exact: true });

test('a record that is asked for work arrives with it, and nobody has to do anything', async () => {
    const solved = await outcome('solved');
    const { page, sent } = await smallPhone();
    await fill(page, 'worked-for', server.url);
    await page.getByRole('button', send).click();
    await receipt(page);
    assert.deepEqual(sent.map(({ status }) => status), [429, 201]);
    assert.equal(sent[0].work, '');
    assert.match(sent[1].work, /^[0-9a-f]{16}:\d+$/);
    assert.equal(await arrived('worked-for', server.url), 1);
    assert.equal(await outcome('solved'), solved + 1);
});

test('long work says in words that it is on its way, leaves the page free, and can be put off',
    async () => {
        const { page, sent } = await smallPhone({ serviceWorkers: 'block' });
        // As much as no phone does in the time of a test.
        await page.route(records, async (route) => {
            const answer = await route.fetch();
            const json = await answer.json();
            json.work.bits = 32;
            await route.fulfill({ response: answer, json });
        });
        await fill(page, 'put-off', server.url);
        await page.getByRole('button', send).click();
        await progress(page).waitFor({ state: 'attached' });
        await until(async () => (await page.locator('#live').textContent())
            .includes(words('sent.sending')), 'it to be said to who listens');
        await page.screenshot({ path: join(pictures, 'work-zh-360.png') });
        await page.getByRole('button', { name: words('sent.later'), exact: true }).click();
        await page.getByText(words('sent.held')).first().waitFor({ state: 'attached' });
        await quiet(page); // it works no more
        assert.deepEqual(sent.map(({ status }) => status), [429]);
        assert.equal(await arrived('put-off', server.url), 0);

        await page.unroute(records);
        await page.getByRole('button', { name: words('outbox.retry'), exact: true }).click();
        await receipt(page);
        assert.match(sent.at(-1).work, /^[0-9a-f]{16}:\d+$/);
        assert.equal(await arrived('put-off', server.url), 1);
    });

test('work that is changed on its way is refused; the record stays on the phone until it is right',
    async () => {
        const { page, sent } = await smallPhone({ serviceWorkers: 'block' });
        const wrong = await outcome('wrong');
        await page.route(records, (route) => {
            const headers = route.request().headers();
            // A challenge that nobody gave out: no chance makes it right.
            if (headers[kWork]) headers[kWork] = headers[kWork].replace(/^.{16}/, '0'.repeat(16));
            return route.continue({ headers });
        });
        await fill(page, 'wrong-work', server.url);
        await page.getByRole('button', send).click();
        await until(() => sent.some(({ work }) => work !== ''), 'the work to be answered');
        await saved(page);
        assert.deepEqual(sent.slice(0, 2).map(({ status }) => status), [429, 429]);
        assert.equal((await kept(page, 'outbox')).length, 1);
        assert.equal(await arrived('wrong-work', server.url), 0);
        assert.ok(await outcome('wrong') > wrong);

        await page.unroute(records);
        const retry = page.getByRole('button', { name: words('outbox.retry'), exact: true });
        // Or it goes by itself, and there is nothing to press.
        if (await retry.count()) await retry.click({ timeout: 1000 }).catch(() => {});
        await receipt(page);
        assert.equal(await arrived('wrong-work', server.url), 1);
    });
