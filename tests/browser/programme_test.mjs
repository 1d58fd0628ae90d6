// SPDX-License-Identifier: Apache-2.0
// A planner takes a community of the programme from its application to acceptance and sees the
// share of leading ones; files a budget and an award, and sees by how much the money falls short.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
    logIn, phone, pictures, quiet, screen, setDisplay, startBrowser, startServer, until, walk,
} from './browser.mjs';
import { wordsOf } from './steps.mjs';

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
const shown = (page, text) => page.getByText(text).first().waitFor({ state: 'attached' });
const ask = (page, path) => page.evaluate(async (at) => (await fetch(at)).json(), path);
const field = (page, name) => page.getByRole('textbox', { name: words(`programme.field.${name}`) });
const community = (page) => page.getByLabel(words('programme.field.community'), { exact: true })
    .selectOption({ index: 1 });
/** One of a few, whichever role the page gives it. */
const pick = (at, key) => at.getByRole('radio', { name: words(key), exact: true })
    .or(at.getByRole('button', { name: words(key), exact: true })).first().click();
const idOf = (page) => page.evaluate(() => location.pathname.split('/').pop());
const entryOf = async (page, id) => (await ask(page, `/api/v1/programme/entries/${id}`)).entry;
const stateOf = async (page, id, state) => {
    await until(async () => (await entryOf(page, id)).state === state, `the entry to be ${state}`);
    await shown(page, words(`programme.state.${state}`));
};
const picture = async (page, name) => {
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, `programme-${name}.png`) });
};

async function desk(viewport = { width: 1280, height: 800 }) {
    const context = await browser.newContext({ viewport, locale: 'zh-CN' });
    await logIn(context, server, 'planner');
    return { context, page: await context.newPage() };
}

async function begin(page, kind) {
    await walk(page, `/programme/new?kind=${kind}`, 'programme-form');
    await shown(page, words('programme.new'));
}

async function file(page) {
    await button(page, 'programme.file').click();
    await screen(page, 'programme-entry');
    return idOf(page);
}

let candidate;

test('a community goes from its application to acceptance, and counts in the quota', async () => {
    const { context, page } = await desk();
    await page.goto(`${server.url}/plan`);
    await screen(page, 'plan');
    await button(page, 'programme.page').click();
    await screen(page, 'programme');

    await button(page, 'programme.new').click();
    await screen(page, 'programme-form');
    await button(page, 'programme.file').click();
    await shown(page, words('form.wrong'));
    await picture(page, 'form-wrong-1280');
    await field(page, 'title').fill('翠苑一区未来社区');
    await community(page);
    await field(page, 'year').fill('2023');
    await pick(page, 'programme.type.leading');
    candidate = await file(page);
    await stateOf(page, candidate, 'applied');
    await picture(page, 'entry-1280');

    await button(page, 'programme.move.file_scheme').click();
    await stateOf(page, candidate, 'scheme_filed');
    await button(page, 'programme.move.start').click();
    await stateOf(page, candidate, 'creating');
    await button(page, 'programme.move.submit').click();
    const dialog = page.getByRole('dialog');
    await field(dialog, 'batch').fill('第四批');
    await picture(page, 'submit-1280');
    await dialog.getByRole('button', { name: words('programme.move.submit') }).click();
    await stateOf(page, candidate, 'submitted');
    await button(page, 'programme.move.accept').click();
    await dialog.waitFor();
    await pick(dialog, 'programme.type.leading');
    await field(dialog, 'accepted_on').fill('2023-12-20');
    await dialog.getByRole('button', { name: words('programme.move.accept') }).click();
    await stateOf(page, candidate, 'accepted');

    await walk(page, '/programme', 'programme');
    await shown(page, '1 / 1 = 100.0%');
    await shown(page, '翠苑一区未来社区');
    await picture(page, 'candidates-1280');
    await context.close();
});

test('awards stand against the budget, and the page says what is lacking', async () => {
    const { context, page } = await desk();
    await page.goto(`${server.url}/programme?kind=budget`);
    await screen(page, 'programme');
    await begin(page, 'budget');
    await field(page, 'title').fill('三年奖补预算');
    await field(page, 'year').fill('2022');
    await field(page, 'last_year').fill('2024');
    await pick(page, 'programme.part.planned');
    await field(page, 'yuan').fill('120000');
    const budget = await file(page);
    await button(page, 'programme.move.approve').click();
    await stateOf(page, budget, 'approved');
    assert.equal((await entryOf(page, budget)).facts.yuan, 1_200_000_000);

    await begin(page, 'award');
    await field(page, 'title').fill('翠苑一区奖补');
    await community(page);
    await field(page, 'year').fill('2023');
    await pick(page, 'programme.class.provincial_leading');
    await field(page, 'yuan').fill('130000');
    const of = page.getByLabel(words('programme.field.candidate'));
    const label = await of.locator('option', { hasText: '翠苑一区未来社区' }).textContent();
    await of.selectOption({ label });
    const award = await file(page);
    const lacking = words('programme.short', { money: words('plan.money.yi', { amount: '1' }) });
    await shown(page, lacking);
    assert.equal((await entryOf(page, award)).facts.candidate, candidate);
    await walk(page, '/programme?kind=award', 'programme');
    await shown(page, lacking);
    await picture(page, 'awards-1280');
    await context.close();
});

test('papers of a certificate are ticked, and a plot is reckoned and issued', async () => {
    const { context, page } = await desk();
    await page.goto(`${server.url}/programme?kind=certificate`);
    await screen(page, 'programme');
    await begin(page, 'certificate');
    await field(page, 'title').fill('老锅炉房办证');
    await community(page);
    await field(page, 'room').fill('3幢1层');
    const certificate = await file(page);
    const papers = async () => (await entryOf(page, certificate)).facts.papers;
    const consent = () => page.getByRole('checkbox',
        { name: words('programme.paper.ownership_consent') });
    await consent().click();
    await until(async () => (await papers()).some(({ there }) => there), 'the tick to be kept');
    await picture(page, 'certificate-1280');

    await walk(page, '/programme/land', 'programme-land');
    await field(page, 'households').fill('4000');
    await field(page, 'people').fill('12001');
    await button(page, 'programme.reckon').click();
    await shown(page, words('programme.land_in_force'));
    await picture(page, 'land-1280');
    await button(page, 'programme.land_file').click();
    await screen(page, 'programme-form');
    await field(page, 'title').fill('翠苑三号地');
    await community(page);
    await field(page, 'plot').fill('XH0303-04');
    const plot = await file(page);
    await shown(page, words('programme.land_would'));
    await button(page, 'programme.move.issue').click();
    await stateOf(page, plot, 'issued');
    const { facilities } = await entryOf(page, plot);
    assert.ok(facilities.some(({ kind, count }) => kind === 'GOV01' && count === 2));
    await picture(page, 'plot-1280');
    await context.close();
});

test('on a phone, and in the elder view, nothing is cut off', async () => {
    const context = await phone(browser, { viewport: { width: 360, height: 640 } });
    await logIn(context, server, 'planner');
    const page = await context.newPage();
    const outside = () => page.evaluate(() => [...document.querySelectorAll('#mirror [data-i]')]
        .filter((one) => one.parentElement.closest('.sideways') === null)
        .map((one) => one.getBoundingClientRect())
        .filter((at) => at.width > 0 && (at.left < -1 || at.right > innerWidth + 1)).length);
    for (const elder of [false, true]) {
        await page.goto(`${server.url}/programme`);
        await screen(page, 'programme');
        await quiet(page, 300);
        await setDisplay(page, { elder });
        await page.reload();
        await screen(page, 'programme');
        const view = elder ? 'elder-360' : '360';
        for (const [name, path] of [['programme', '/programme'],
            ['programme', '/programme?kind=award'], ['programme-entry', `/programme/${candidate}`],
            ['programme-form', '/programme/new?kind=certificate'],
            ['programme-land', '/programme/land?households=4000&people=12001']]) {
            await walk(page, path, name);
            await picture(page, `${path.replace(/\W+/g, '-').slice(1, 40)}-${view}`);
            assert.equal(await outside(), 0, `${path} in ${view}`);
        }
    }
    await context.close();
});
