// SPDX-License-Identifier: Apache-2.0
// What several tests do on the page, found as a person finds it: by role and by the words of the
// language in use, which come from the same files as the page's.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, screen } from './browser.mjs';

const assets = join(root, 'web', 'assets');
const load = (...path) => JSON.parse(readFileSync(join(assets, ...path), 'utf8'));
const allWords = (lang) => Object.assign({},
    ...['lang', 'desk_lang', 'plain_lang'].map((folder) => load(folder, `${lang}.json`)));
const languages = { zh: allWords('zh'), en: allWords('en') };
const questionnaire = load('questionnaires', 'idle_space.json');
const { consents } = load('consent', 'consent.json');

/** The words of a key as a function of the values in it. */
export function wordsOf(lang) {
    return (key, values = {}) => {
        const found = languages[lang][key] ?? key.split('.').reduce((at, part) => at?.[part],
            languages[lang]);
        if (typeof found !== 'string') throw new Error(`${lang} has no words for ${key}`);
        return found.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? `{${name}}`);
    };
}

/** The label of a question of the report, or of one of its choices. */
export function questionLabel(lang, name) {
    const all = questionnaire.pages.flatMap((page) => page.questions);
    return all.find((question) => question.name === name).label[lang];
}
export const spaceType = (lang, code) =>
    load('catalogue', 'space_types.json').space_types.find((one) => one.code === code).label[lang];
/** The newest wording is the one that is asked. */
export const consentLabel = (lang, purpose) =>
    consents.filter((one) => one.purpose === purpose).at(-1).label[lang];

/** The words of the report's main button on any of its steps. */
export const onwardWords = (lang) => ['photo.skip', 'place.here', 'action.next', 'check.send']
    .map((key) => wordsOf(lang)(key));

/** The report's main button, whatever it says on this step. */
export function onward(page, lang) {
    const [first, ...others] = onwardWords(lang);
    return others.reduce((all, name) => all.or(page.getByRole('button', { name, exact: true })),
        page.getByRole('button', { name: first, exact: true }));
}

/** Answers what a step cannot do without. */
async function answerStep(page, lang) {
    const map = page.getByRole('application');
    if (await map.count()) {
        await map.focus();
        for (let i = 0; i < 3; ++i) await page.keyboard.press('ArrowRight');
    }
    const type = page.getByRole('radio', { name: spaceType(lang, 'I09'), exact: true });
    if (await type.count()) await type.check();
    for (const { purpose } of consents) {
        const box = page.getByRole('checkbox', { name: consentLabel(lang, purpose) });
        if (await box.count()) await box.check();
    }
}

/** The address with what stands behind it, which changes with each step. */
const address = (page) => page.evaluate(() => location.pathname + location.search);

/** Starts a report and walks on, answering only what must be, until `wanted` is there. */
export async function walkReportTo(page, url, lang, wanted) {
    await page.goto(url);
    await screen(page, 'home');
    await page.getByRole('button', { name: wordsOf(lang)('home.report') }).click();
    await screen(page, 'report');
    await walkOn(page, lang, wanted);
}

/** The same from the step where the report is. */
export async function walkOn(page, lang, wanted) {
    for (let i = 0; i < 24 && !(await wanted.count()); ++i) {
        await onward(page, lang).waitFor({ state: 'attached' });
        if (await wanted.count()) break;
        await answerStep(page, lang);
        const before = await address(page);
        await onward(page, lang).click();
        await page.waitForFunction((old) => location.pathname + location.search !== old, before);
    }
    await wanted.waitFor({ state: 'attached' });
}

/** What the page complained of, in the order it did. */
export function complaintsOf(page) {
    const complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('crash', () => complaints.push('the page crashed'));
    return complaints;
}

/** Waits until the program holds what the field shows; what that is, and where the caret. */
export function agreement(field) {
    return field.evaluate(async (element) => {
        const id = Number(element.dataset.i);
        const start = performance.now();
        for (;;) {
            const held = window.__kongdi.tree().find((node) => node.i === id)?.v ?? '';
            if (held === element.value || performance.now() - start > 5000)
                return { shown: element.value, held,
                    caret: [element.selectionStart, element.selectionEnd] };
            await new Promise((resolve) => requestAnimationFrame(resolve));
        }
    });
}

/** Two frames: what was asked for before is drawn. */
export const drawn = (page) => page.evaluate(() => new Promise((resolve) =>
    requestAnimationFrame(() => requestAnimationFrame(() => requestAnimationFrame(resolve)))));

/** Where the keyboard stands: what it is called, where it is, and whether a person can see it. */
export function standing(page) {
    return page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return { nowhere: true };
        const node = element.closest('[data-i]');
        const box = element.getBoundingClientRect();
        const scroll = element.closest('.scroll')?.getBoundingClientRect();
        const left = Math.max(box.left, scroll?.left ?? 0, 0);
        const right = Math.min(box.right, scroll?.right ?? innerWidth, innerWidth);
        const top = Math.max(box.top, scroll?.top ?? 0, 0);
        const bottom = Math.min(box.bottom, scroll?.bottom ?? innerHeight, innerHeight);
        // Its number in reading order.
        const order = [...document.querySelectorAll('#mirror *')].indexOf(element);
        return {
            id: Number(node?.dataset.i ?? 0),
            tag: element.localName,
            role: element.getAttribute('role') ?? element.type ?? element.localName,
            name: element.ariaLabel || element.textContent || '',
            order,
            box: { x: box.x, y: box.y, width: box.width, height: box.height },
            seen: { x: left, y: top, width: right - left, height: bottom - top },
            place: element.closest('main, header, footer, nav, [role=dialog]')?.localName,
            checked: element.checked,
            value: element.value,
        };
    });
}
