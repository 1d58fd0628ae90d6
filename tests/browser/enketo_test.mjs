// SPDX-License-Identifier: Apache-2.0
// Enketo as a second client of /openrosa: what ODK's engine has filled in it finds as right or as
// wrong, asks for the same, and sends the same.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { logIn, root, run, startBrowser, startServer } from './browser.mjs';
import {
    answeredLines, filled, filledBut, formList, keptAnswers, openForm, publishEveryKind, receiptIn,
    startEngine,
} from './odk_client.mjs';
import { values } from './odk_questionnaire.mjs';

let server;
let browser;
let page;
let enketo;
let city;
let facility;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
    page = await startEngine(browser, server);
    await logIn(page.context(), server, 'planner');
    city = await asked('/api/v1/city');
    [facility] = (await asked('/api/v1/facilities?limit=1&state=verified')).facilities;
    enketo = await startEnketo();
});
after(async () => {
    await browser?.close();
    await server?.stop();
});

const asked = async (path) => (await page.context().request.get(server.url + path)).json();

/** Calls a function of enketo_page.mjs, in a page beside that of ODK's engine. Two packages that
 * enketo-core names are not in the registry (a fork for maps, a version of its evaluator that is
 * not out): `overrides` in package.json takes those that are. */
async function startEnketo() {
    const here = join(root, 'tests', 'browser');
    const bundle = join(root, 'build', 'tests', 'enketo.js');
    await run('esbuild', [join(here, 'enketo_page.mjs'), '--bundle', '--format=esm',
        `--outfile=${bundle}`, '--external:libxslt', '--external:node:*', '--log-level=error',
        `--alias:enketo/widgets=${join(here, 'enketo_widgets.mjs')}`]);
    const tab = await page.context().newPage();
    await tab.route('**/odk/enketo.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: readFileSync(bundle) }));
    await tab.goto(`${server.url}/odk/`);
    await tab.evaluate(async () => { window.enketo = await import('/odk/enketo.js'); });
    return (name, ...given) =>
        tab.evaluate(([what, all]) => window.enketo[what](...all), [name, given]);
}

const without = (sent) =>
    Object.fromEntries(Object.entries(sent).filter(([path]) => !path.startsWith('/data/meta/')));

/** Filled in with ODK's engine, taken on and sent by Enketo. */
async function handOver(form, person) {
    const what = `${form.formID} of ${JSON.stringify(person)}`;
    await filled(page, form, { ...person, city, facility });
    const { status, sent } = await page.odk('pack');
    assert.equal(status, 'ready', what);
    const taken = await enketo('take', await page.odk('xml'), person.seed % 2 === 0 ? 'zh' : 'en');
    assert.deepEqual([taken.errors, taken.against, taken.isValid], [[], [], true], what);
    assert.deepEqual(without(taken.sent), without(sent), what);
    const answer = await page.odk('sendInstead', taken.xml);
    assert.equal(answer.status, 201, `${what}: ${answer.message}`);
    const { lines } = await keptAnswers(
        page.context(), server, form.formID, receiptIn(answer.message));
    const answered = answeredLines(await page.odk('state'), sent, await page.odk('hashes'));
    assert.deepEqual(lines.sort(), answered.sort(), what);
}

test('Enketo takes on every form as it was filled in, and sends the same', async () => {
    for (const form of await formList(page, server, 'en')) {
        assert.deepEqual(await enketo('open', form.downloadUrl, form.media),
            { '中文 (zh)': 'zh', 'English (en)': 'en' });
        for (const [seed, share] of [[1, 0], [2, 1], [3, 0.5]])
            await handOver(form, { seed, share });
    }
});

test('Enketo asks for the same where nothing was answered', async () => {
    for (const form of await formList(page, server, 'en')) {
        await enketo('open', form.downloadUrl, form.media);
        await openForm(page, form);
        const { violations } = await page.odk('pack');
        const { isValid, against } = await enketo('take', await page.odk('xml'), 'en');
        assert.equal(isValid, false);
        assert.deepEqual(against.sort(), violations.sort(), form.formID);
    }
});

test('Enketo reads the logic of every kind of question as ODK does', async () => {
    await publishEveryKind(page.context(), server);
    const [form] = await formList(page, server, 'en');
    assert.equal(form.version, '2');
    await enketo('open', form.downloadUrl, form.media);
    for (let seed = 21; seed <= 32; ++seed) await handOver(form, { seed, share: (seed % 4) / 3 });
});

test('Enketo refuses the values that ODK refuses', async () => {
    const [form] = await formList(page, server, 'en');
    for (const [name, value, may] of values) {
        const { reference, what } = await filledBut(page, form, name, value, city);
        await page.odk('pack');
        const taken = await enketo('take', await page.odk('xml'), 'en');
        assert.deepEqual(taken.errors, [], what);
        assert.deepEqual(taken.against, may ? [] : [reference], what);
    }
    assert.deepEqual(page.strayed, [], 'nobody else was asked');
});
