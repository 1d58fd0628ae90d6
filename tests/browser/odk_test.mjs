// SPDX-License-Identifier: Apache-2.0
// ODK's own XForms engine as a client of /openrosa: it opens every form, somebody fills it in, and
// what the engine sends is what the server keeps. What one of both refuses, so does the other.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { logIn, startBrowser, startServer } from './browser.mjs';
import {
    answeredLines, filled, filledBut, formList, keptAnswers, openForm, publishEveryKind, receiptIn,
    startEngine,
} from './odk_client.mjs';
import { values } from './odk_questionnaire.mjs';

let server;
let browser;
let page;
let city;
let facility;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
    page = await startEngine(browser, server);
    await logIn(page.context(), server, 'planner');
    city = await asked('/api/v1/city');
    [facility] = (await asked('/api/v1/facilities?limit=1&state=verified')).facilities;
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

const asked = async (path) => (await page.context().request.get(server.url + path)).json();
const languages = [['zh', '中文 (zh)'], ['en', 'English (en)']];
const isHan = (text) => /\p{Script=Han}/u.test(text);

/** What one question was answered with keeps its order. */
const byPath = (lines) => {
    const path = (line) => line.split(' = ')[0];
    return [...lines].sort((a, b) => (path(a) < path(b) ? -1 : path(a) > path(b) ? 1 : 0));
};

const formOf = async (id) =>
    (await formList(page, server, 'en')).find((form) => form.formID === id);

/** Fills a form in and sends it; what is kept must be what was answered. */
async function sendAndCompare(form, person, language) {
    await filled(page, form, { ...person, city, facility });
    const { status, violations, sent } = await page.odk('pack');
    const what = `${form.formID} of ${JSON.stringify(person)}`;
    assert.deepEqual(violations, [], what);
    assert.equal(status, 'ready', what);
    const answer = await page.odk('send', 0, { language });
    assert.equal(answer.status, 201, `${what}: ${answer.message}`);
    const receipt = receiptIn(answer.message);
    const { record, lines } = await keptAnswers(page.context(), server, form.formID, receipt);
    const answered = answeredLines(await page.odk('state'), sent, await page.odk('hashes'));
    assert.deepEqual(byPath(lines), byPath(answered), what);
    const consents = Object.entries(sent).filter(([path]) => path.startsWith('/data/consent/'))
        .map(([path, value]) => `${path.split('/')[3]} ${value.split('.')[0]}`);
    assert.deepEqual([...record.consents].sort(), consents.sort(), what);
    assert.equal(new Date(record.created_at).getTime(),
        new Date(sent['/data/meta/timeEnd']).getTime(), what);
    if ('/data/community' in sent)
        assert.equal(record.community_code ?? 'none', sent['/data/community'], what);
    return { lines, record };
}

test('every form opens without a complaint, with words in each language', async () => {
    const names = {};
    for (const [code, language] of languages) {
        const forms = await formList(page, server, code);
        assert.equal(forms.length, 3);
        for (const form of forms) {
            (names[form.formID] ??= []).push(form.name);
            const opened = await openForm(page, form);
            assert.deepEqual(opened.languages, [
                { name: '中文 (zh)', code: 'zh', isDefault: true },
                { name: 'English (en)', code: 'en', isDefault: false }]);
            const texts = await page.odk('texts', language);
            assert.ok(texts.length > 6, form.formID);
            assert.ok(texts.some((one) => one.reference === '/data/consent' && one.label),
                'what consent means stands above it');
            for (const { reference, label, hint, items } of texts) {
                const what = `${form.formID} ${reference} in ${language}`;
                const words = [label, ...items, ...(hint === null ? [] : [hint])];
                assert.ok(words.every((one) => one?.trim()), `${what} has words everywhere`);
                // Consent is shown in all wordings, communities have the names they have.
                if (code === 'zh') assert.ok(isHan(label), what);
                else if (!reference.startsWith('/data/consent/') && reference !== '/data/community')
                    assert.ok(!words.some(isHan), `${what}: ${words}`);
            }
        }
    }
    for (const [zh, en] of Object.values(names)) assert.ok(isHan(zh) && !isHan(en), `${zh} ${en}`);
});

test('what is filled in and sent is kept as it was answered', async () => {
    const forms = await formList(page, server, 'zh');
    for (const form of forms)
        for (const [seed, share] of [[1, 0], [2, 1], [3, 0.5], [4, 1]])
            await sendAndCompare(form, { seed, share }, seed % 2 === 0 ? 'zh' : 'en');
});

test('of a form without an answer both sides name the same questions', async () => {
    for (const form of await formList(page, server, 'en')) {
        await openForm(page, form);
        const { status, violations } = await page.odk('pack');
        assert.equal(status, 'pending');
        const answer = await page.odk('send');
        assert.equal(answer.status, 422, answer.message);
        const fields = [...answer.message.matchAll(/\[([^\]]+)\]/g)].map((one) => one[1]);
        // A table that must be answered is asked for as a whole here, by its first node there.
        // Of no community is an answer too, but a form shall not let it be forgotten.
        const named = violations.map((one) => one.slice('/data/'.length))
            .filter((one) => one !== 'community').map((one) =>
                fields.find((field) => one === field || one.startsWith(`${field}/`)) ?? one);
        assert.deepEqual(named.sort(), fields.sort(), form.formID);
    }
});

test('a report waits for its photos and is there once the last has come', async () => {
    const form = await formOf('idle_space');
    await filled(page, form, { seed: 5, share: 0, city, facility, given: {
        '/data/body/photo/file1': ['front.png', 10], '/data/body/photo/file2': ['院子.png', 200] } });
    const packed = await page.odk('pack', { inParts: true });
    assert.deepEqual([packed.status, packed.parcels], ['ready', 2]);
    assert.equal((await page.odk('send', 0, { withFiles: false })).status, 202, 'no photo yet');
    assert.equal((await page.odk('send', 1)).status, 202);
    assert.equal((await page.odk('send', 1)).status, 202, 'the same part again');
    const whole = await page.odk('send', 0);
    assert.equal(whole.status, 201, whole.message);
    const again = await page.odk('send', 0);
    assert.deepEqual([again.status, receiptIn(again.message)], [201, receiptIn(whole.message)]);
    const { record } = await keptAnswers(
        page.context(), server, form.formID, receiptIn(whole.message));
    const hashes = Object.values(await page.odk('hashes'));
    assert.equal(hashes.length, 2);
    assert.deepEqual([...record.photo_sha256].sort(), hashes.sort());
    await page.odk('set', '/data/body/description', '后来写的');
    await page.odk('pack');
    assert.equal((await page.odk('send')).status, 409, 'other answers under the same name');
});

let newest;

test('a questionnaire with every kind and its logic means the same on both sides', async () => {
    await publishEveryKind(page.context(), server);
    newest = await formOf('idle_space');
    assert.equal(newest.version, '2');
    const seen = new Set();
    for (let seed = 1; seed <= 16; ++seed) {
        const person = { seed, share: (seed % 4) / 3 };
        // The logic looks for these.
        if (seed > 14) person.given = { '/data/body/minutes': seed === 15 ? 7 : 24 };
        const { lines } = await sendAndCompare(newest, person, 'en');
        for (const line of lines) seen.add(line.split(/[/ ]/)[0]);
    }
    const { pages } = await asked('/api/v1/questionnaires/idle_space/2');
    const unseen = pages.flatMap((one) => one.questions)
        .filter((one) => !['calculated', 'information'].includes(one.kind) && !seen.has(one.name));
    assert.deepEqual(unseen.map((one) => one.relevant ?? one.name), [], 'each was asked once');
});

test('a value is refused by both sides or by none', async () => {
    for (const [name, value, may] of values) {
        const { reference, what } = await filledBut(page, newest, name, value, city);
        const { status, violations } = await page.odk('pack');
        const answer = await page.odk('send');
        if (may) {
            assert.deepEqual([status, answer.status], ['ready', 201], `${what}: ${answer.message}`);
            continue;
        }
        assert.deepEqual(violations, [reference], what);
        assert.equal(answer.status, 422, `${what}: ${answer.message}`);
        assert.ok(answer.message.includes(`[${reference.slice('/data/'.length)}]`), answer.message);
    }
});

test('a table that must be answered is asked for until one thing of it is said', async () => {
    await filled(page, newest, { seed: 9, share: 1, city, facility });
    const rows = ['_.0_5', 'a-b', '_._c'].map((row) => `/data/body/parts/${row}`);
    for (const row of rows) await page.odk('set', row, null);
    assert.deepEqual((await page.odk('pack')).violations, [rows[0]]);
    const refused = await page.odk('send');
    assert.equal(refused.status, 422);
    assert.match(refused.message, /\[body\/parts\]/);
    await page.odk('set', rows[2], 'none_here');
    assert.equal((await page.odk('pack')).status, 'ready');
    assert.equal((await page.odk('send')).status, 201);
});

test('the engine asked nobody else and had nothing to complain of', () => {
    assert.deepEqual(page.strayed, []);
    assert.deepEqual(page.said, []);
});
