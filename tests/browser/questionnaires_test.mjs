// SPDX-License-Identifier: Apache-2.0
// A planner changes the check-up: mistakes are said where they are, the next version is published,
// and both it and the one that somebody was in the middle of are answered and taken.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { kept, logIn, phone, pictures, quiet, screen, startBrowser, startServer, until }
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

const words = wordsOf('zh');
const button = (page, name) => page.getByRole('button', { name, exact: true });

/** The editor as a planner uses it: by what stands on it. */
class Editor {
    constructor(page) {
        this.page = page;
    }
    async open(title, tab) {
        await this.page.getByRole('radio', { name: title }).click();
        await this.tab(tab);
    }
    async tab(key) {
        const tab = this.page.getByRole('radio', { name: words(`questionnaire.tab.${key}`) });
        await tab.click();
        await until(() => tab.isChecked(), `${key} to be open`);
    }
    field(key) {
        return this.page.getByRole('textbox', { name: words(`questionnaire.${key}`),
            exact: true });
    }
    text(key, language) {
        const name = `${words(`questionnaire.${key}`)} · ${words(`questionnaire.in.${language}`)}`;
        return this.page.getByRole('textbox', { name, exact: true }).first();
    }
    /** Types, and waits until the field says what is wrong: a part of it, or '' for nothing. */
    async say(field, value, wrong) {
        await field.fill(value);
        await field.press('Tab');
        await until(async () => {
            const said = await field.getAttribute('aria-invalid') === 'true';
            return said === (wrong !== '');
        }, `${value} to be ${wrong === '' ? 'right' : 'wrong'}`);
        if (wrong !== '') {
            const hint = await field.evaluate((element) => element.getAttribute('aria-description')
                ?? document.getElementById(element.getAttribute('aria-describedby'))?.textContent);
            assert.ok(hint.includes(wrong), `"${hint}" says "${wrong}"`);
        }
        const publish = button(this.page, words('questionnaire.publish', { version: 3 }));
        await until(async () => await publish.isDisabled() === (wrong !== ''),
            'what may be published');
    }
}

/** Answers the check-up from where it is to its end; returns the record the server took. */
async function finish(page, wish) {
    await button(page, words('rate.enough')).tap();
    await page.getByRole('radio', { name: '60–74 岁', exact: true }).tap();
    await button(page, words('rate.no_answer')).tap();
    if (wish !== undefined) {
        await page.getByRole('textbox', { name: '最想要什么？' }).fill(wish);
        await button(page, words('action.next')).tap();
    }
    const consent = page.getByRole('checkbox', { name: consentLabel('zh', 'survey') });
    await consent.tap();
    await until(() => consent.isChecked(), 'the tick');
    // As it will be sent, by the page or by the service worker, whoever is first.
    await page.context().setOffline(true);
    await button(page, words('check.send')).tap();
    await screen(page, 'sent');
    await page.getByRole('heading', { name: words('sent.saved') }).waitFor({ state: 'attached' });
    const [waiting] = await kept(page, 'outbox');
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: words('sent.thanks') })
        .waitFor({ state: 'attached', timeout: 20000 });
    return JSON.parse(JSON.parse(waiting).bytes);
}

async function begin(page, first) {
    await button(page, words('rate.community_none')).tap();
    await page.getByRole('radio', { name: first, exact: true }).tap();
    await page.waitForURL('**/rate/3');
}

test('a planner edits a questionnaire, publishes it, and the old and the new one are answered',
    async () => {
        const context = await phone(browser, { viewport: { width: 360, height: 640 } });
        const resident = await context.newPage();
        await resident.goto(`${server.url}/rate`);
        await screen(resident, 'rate');
        await begin(resident, '用过');

        const desk = await browser.newContext({ viewport: { width: 1280, height: 800 },
            locale: 'zh-CN' });
        await logIn(desk, server, 'planner');
        const page = await desk.newPage();
        const complaints = complaintsOf(page);
        await page.goto(`${server.url}/questionnaires`);
        await screen(page, 'questionnaires');
        await page.getByRole('group', { name: '给身边的服务打分' })
            .getByRole('button', { name: words('questionnaire.open') }).first().click();
        await page.waitForURL('**/questionnaires/service_checkup');
        const editor = new Editor(page);
        const shot = async (name) => {
            await quiet(page, 150);
            await page.screenshot({ path: join(pictures, `questionnaire-${name}.png`) });
        };

        // What is wrong is said at its field, and nothing of it can be published.
        await editor.open(/^2\.2 /, 'words');
        await editor.say(editor.field('name'), 'age_band', words('questionnaire.name_taken'));
        await shot('name');
        await editor.say(editor.field('name'), 'household', '');
        await editor.open(/^2\.1 /, 'logic');
        await editor.say(editor.field('relevant'), "${household} != '' and",
            words('questionnaire.at_character',
                { number: 23, what: words('error.expression_syntax') }));
        await editor.say(editor.field('relevant'), "${household} != ''", '');
        await editor.open(/^2\.2 /, 'logic');
        await editor.field('relevant').fill("${age_band} != ''");
        await editor.field('relevant').press('Tab');
        // The circle is named at one of the two; a press leads there from wherever one is.
        await editor.open(/^1\.1 /, 'words');
        await button(page, words('questionnaire.mend', { count: 1 })).click();
        const circle = editor.field('relevant');
        await until(async () => await circle.getAttribute('aria-invalid') === 'true',
            'the circle to be said');
        await shot('circle');
        await editor.open(/^2\.2 /, 'logic');
        await editor.say(editor.field('relevant'), '', '');
        await editor.open(/^2\.1 /, 'logic');
        await editor.say(editor.field('relevant'), '', '');

        // One question more, in both languages, tried out on the phone beside it.
        await editor.open(/^2\.2 /, 'words');
        await page.getByRole('combobox', { name: words('questionnaire.add') })
            .selectOption({ label: words('question_kind.text') });
        await page.getByRole('radio', { name: '2.3 q1' }).waitFor({ state: 'attached' });
        await editor.field('name').fill('wish');
        await editor.text('label', 'zh').fill('最想要什么？');
        await editor.text('label', 'en').fill('What do you want most?');
        await editor.tab('logic');
        await editor.say(editor.field('relevant'), "${age_band} = '60_74'", '');
        const preview = page.getByRole('group', { name: words('questionnaire.preview') });
        await preview.getByText(words('questionnaire.not_asked', { name: 'wish' }))
            .waitFor({ state: 'attached' });
        await preview.getByRole('radio', { name: '60–74 岁' }).click();
        await preview.getByRole('textbox', { name: '最想要什么？' })
            .waitFor({ state: 'attached' });
        await shot('edited');

        // An hour's work is still there after the page was closed.
        await page.reload();
        await page.getByRole('radio', { name: /^2\.3 / }).waitFor({ state: 'attached' });
        await button(page, words('questionnaire.publish', { version: 3 })).click();
        await page.getByText(words('questionnaire.published', { version: 3 })).first()
            .waitFor({ state: 'attached' });
        await shot('published');
        assert.deepEqual(complaints, []);
        await desk.close();

        // What was begun is finished as it was begun; who begins anew is asked the new one.
        await resident.reload();
        await screen(resident, 'rate');
        const old = await finish(resident);
        assert.equal(old.questionnaire_version, 2);
        assert.equal(old.body.wish, undefined);
        await button(resident, words('action.home')).tap();
        await resident.getByRole('button', { name: words('home.rate') }).tap();
        await screen(resident, 'rate');
        await begin(resident, '没用过');
        const now = await finish(resident, '食堂');
        assert.equal(now.questionnaire_version, 3);
        assert.equal(now.body.wish, '食堂');
        await context.close();
    });
