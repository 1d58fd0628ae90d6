// SPDX-License-Identifier: Apache-2.0
// ODK's own XForms engine as a client of /openrosa: the list of forms and its media are read as the
// standard says, the rest happens inside of a page of the server's own address.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { everyKind } from './odk_questionnaire.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const files = {
    '/odk/': ['text/html', '<!doctype html><meta charset="utf-8"><title>ODK</title>'],
    '/odk/person.js': ['text/javascript', readFileSync(join(here, 'odk_person.mjs'))],
    '/odk/xforms-engine.js': ['text/javascript', readFileSync(
        join(here, 'node_modules', '@getodk', 'xforms-engine', 'dist', 'index.js'))],
};

/** A page with the engine; `said` is what it says to its console, `strayed` what it asks elsewhere.
 * `page.odk(name, ...arguments)` calls a function of odk_person.mjs. */
export async function startEngine(browser, server) {
    // In the city's own time: what is today must be so for the form and for the server.
    const context = await browser.newContext(
        { locale: 'zh-CN', timezoneId: 'Asia/Shanghai', serviceWorkers: 'block' });
    const page = await context.newPage();
    page.said = [];
    page.strayed = [];
    page.on('console', (line) => {
        // The browser's own line on each answer of 4xx; the tests look at those themselves.
        if (!line.location().url.endsWith('/openrosa/submission'))
            page.said.push(`${line.type()}: ${line.text()}`);
    });
    page.on('pageerror', (error) => page.said.push(`error: ${error.message}`));
    await context.route('**/*', (route) => {
        const url = new URL(route.request().url());
        const [contentType, body] = files[url.pathname] ?? [];
        if (body) return route.fulfill({ contentType, body });
        if (url.pathname === '/favicon.ico') return route.fulfill({ status: 204 });
        if (url.origin === server.url) return route.continue();
        page.strayed.push(url.href);
        return route.abort();
    });
    await page.goto(`${server.url}/odk/`);
    await page.evaluate(async () => { window.odk = await import('/odk/person.js'); });
    page.odk = (name, ...given) =>
        page.evaluate(([what, all]) => window.odk[what](...all), [name, given]);
    return page;
}

/** An XML document of the server as a list of its elements of a name, each child by its name. */
async function rows(page, url, element, language) {
    return page.evaluate(async ([from, name, words]) => {
        const answer = await fetch(from, { headers: {
            'X-OpenRosa-Version': '1.0', 'Accept-Language': words } });
        if (!answer.ok) throw new Error(`${from}: ${answer.status}`);
        const read = new DOMParser().parseFromString(await answer.text(), 'text/xml');
        return [...read.getElementsByTagName(name)].map((row) => Object.fromEntries(
            [...row.children].map((child) => [child.localName, child.textContent])));
    }, [url, element, language]);
}

/** The forms that the server lists, with `media`: name of a file → address. */
export async function formList(page, server, language) {
    const listed = await rows(page, `${server.url}/openrosa/formList`, 'xform', language);
    for (const form of listed) {
        form.media = {};
        if (!form.manifestUrl) continue;
        for (const file of await rows(page, form.manifestUrl, 'mediaFile', language))
            form.media[file.filename] = file.downloadUrl;
    }
    return listed;
}

/** Opens a form that must open without a word of complaint. */
export async function openForm(page, form) {
    const opened = await page.odk('open', form.downloadUrl, form.media);
    assert.equal(opened.status, 'success', form.formID);
    assert.equal(opened.warnings, null, form.formID);
    assert.deepEqual(opened.media, Object.keys(form.media), 'it fetches all its media');
    return opened;
}

export const receiptIn = (message) => /(?:is|回执号) (\S+ \d+)/.exec(message)?.[1];

/** A form filled in, as somebody who answers `share` of what may be left out. */
export async function filled(page, form, { seed, share, city, facility, given = {} }) {
    await openForm(page, form);
    const known = { ...(facility ? { '/data/body/facility': facility.id } : {}), ...given };
    await page.odk('fill', { seed, share, given: known, box: city.box });
}

/** The form with every kind filled in, all right but for one value. */
export async function filledBut(page, form, name, value, city) {
    const reference = `/data/body/${name}`.replace('body/../', '');
    const what = `${reference} = ${JSON.stringify(value)?.slice(0, 40)}`;
    const person = { seed: 7, share: 1, city, given: {
        '/data/body/space_type': 'I05', '/data/body/minutes': 45,
        '/data/body/stops/_.0_5/goes': 'yes', '/data/body/description': '好',
        '/data/body/place': '30.25 120.14 0 0' } };
    await filled(page, form, person);
    assert.equal((await page.odk('state'))[reference]?.against, null, `${what}: right before`);
    // Once more around: the value may bring other questions up.
    const given = { ...person.given, [reference]: value };
    await page.odk('fill', { ...person, given, box: city.box });
    return { reference, what };
}

/** The next version of the report: a question of each kind. */
export async function publishEveryKind(context, server) {
    const at = `${server.url}/api/v1/questionnaires`;
    const report = await (await context.request.get(`${at}/idle_space/1`)).json();
    const answer = await context.request.post(at, {
        headers: { 'X-Kongdi-Page': '1' }, data: everyKind(report),
    });
    assert.ok(answer.ok(), await answer.text());
}

/** What the server keeps of the record with a receipt: a line for each answer. */
export async function keptAnswers(context, server, questionnaire, receipt) {
    const read = async (set) => {
        const answer = await context.request.get(
            `${server.url}/export/${set}.ndjson?questionnaire=${questionnaire}`);
        assert.equal(answer.status(), 200, set);
        return (await answer.text()).split('\n').filter(Boolean).map((line) => JSON.parse(line));
    };
    const record = (await read('answers')).find((row) => row.receipt === receipt);
    assert.ok(record, `${questionnaire} has no record ${receipt}`);
    const lines = (await read('answers_long')).filter((row) => row.record_id === record.id);
    return {
        record,
        lines: lines.map((line) => [[line.question, line.row, line.column, line.part]
            .filter((one) => one !== null).join('/'), line.value_number ?? line.value].join(' = ')),
    };
}

/** The same lines, of what the form has: `state` says of which kind each node is, `sent` what went
 * out, `hashes` which file has which hash. */
export function answeredLines(state, sent, hashes) {
    const out = [];
    for (const [reference, node] of Object.entries(state)) {
        const value = sent[reference];
        if (!reference.startsWith('/data/body/') || value === undefined) continue;
        const path = reference.slice('/data/body/'.length).replaceAll('_.', '');
        const add = (at, what) => out.push(`${at} = ${what}`);
        if (node.valueType === 'geopoint') {
            const [lat, lon, , accuracy] = value.split(' ').map(Number);
            add(`${path}/lon_sent`, lon);
            add(`${path}/lat_sent`, lat);
            add(`${path}/datum_sent`, 'WGS-84');
            add(`${path}/source`, accuracy > 0 ? 'fix' : 'hand');
            if (accuracy > 0) add(`${path}/accuracy_m`, accuracy);
        } else if (node.type === 'upload') {
            add(path.split('/')[0], hashes[value]);
        } else if (node.valueType === 'decimal') {
            add(path.replace(/\/value$/, ''), Number(value));
        } else if (node.type === 'rank' || node.isMany) {
            for (const code of value.split(' ')) add(path, code);
        } else {
            add(path, value);
        }
    }
    return out;
}
