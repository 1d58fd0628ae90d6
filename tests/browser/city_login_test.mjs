// SPDX-License-Identifier: Apache-2.0
// Staff log in through a provider of others, by TLS on the whole way: pressed on our page, answered
// on its page, and everything that comes back read as a person reads it.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { logIn, pause, pictures, run, screen, startBrowser, until } from './browser.mjs';
import { kClient, kName, kOwnMounts, startCity } from './city_provider.mjs';
import { complaintsOf, wordsOf } from './steps.mjs';

const words = wordsOf('zh');
/** How long the keys of a provider are not asked for again: `between_keys` of Patience. */
const kBetweenKeysMs = 60_000;

let city;
let browser;
before(async () => {
    city = await startCity();
    browser = await startBrowser();
    await link('worker', 'person-ling');
});
afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
});
after(async () => {
    await browser?.close();
    await city?.stop();
});

/** What an administrator does to an account. */
async function change(name, move) {
    const context = await browser.newContext();
    await logIn(context, city.server, 'administrator');
    const answer = await context.request.post(
        `${city.server.url}/api/v1/accounts/${name}/events`,
        { data: move, headers: { 'X-Kongdi-Page': '1' } });
    assert.equal(answer.status(), 200, await answer.text());
    await context.close();
}
const link = (name, subject) => change(name, { move: 'link', subject });

/** A desk that was never here. Chromium does not know the city's authority. */
async function newDesk() {
    const context = await browser.newContext({
        viewport: { width: 1280, height: 800 }, locale: 'zh-CN', ignoreHTTPSErrors: true,
    });
    // The provider's pages take a typeface from elsewhere, which no test asks for.
    await context.route((url) => !url.hostname.endsWith('localhost'), (route) => route.abort());
    return context.newPage();
}

/** Presses the button of our log-in. */
async function begin(page, path = '/login') {
    await page.goto(city.url + path);
    const name = words('login.provider', { name: kName.zh });
    await page.getByRole('button', { name, exact: true }).click();
}

/** Logs in on the provider's own page, as a person of its own, and agrees. */
async function agree(page, name) {
    await page.waitForURL(`${city.provider.issuer}/interaction/**`);
    await page.getByPlaceholder('Enter any login').fill(`person-${name}`);
    await page.getByPlaceholder('and password').fill('anything');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
}

async function logInAs(name) {
    const page = await newDesk();
    await begin(page);
    await agree(page, name);
    return page;
}

const me = (page) => page.evaluate(async () => (await fetch('/api/v1/me')).json());
const cookie = async (page, name) =>
    (await page.context().cookies(`${city.url}/oidc/callback`)).find((one) => one.name === name);

/** Waits for the page that says how it came out. */
async function reads(page, key) {
    await page.getByRole('heading', { name: words(key), exact: true }).waitFor();
    await page.getByText(words(`${key}_hint`), { exact: true }).waitFor();
}

test('a worker comes in by the page of the city, sees the desk, and goes out', async () => {
    const page = await newDesk();
    const complaints = complaintsOf(page);
    await begin(page);
    await page.waitForURL(`${city.provider.issuer}/interaction/**`);
    const attempt = await cookie(page, 'kongdi_oidc');
    assert.deepEqual(
        [attempt.httpOnly, attempt.secure, attempt.sameSite, attempt.path],
        [true, true, 'Lax', '/oidc']);
    await page.screenshot({ path: join(pictures, 'city-login.png') });
    await agree(page, 'ling');
    await screen(page, 'worker');
    assert.deepEqual([(await me(page)).name, (await me(page)).role], ['worker', 'worker']);
    const session = await cookie(page, 'kongdi_session');
    assert.deepEqual(
        [session.httpOnly, session.secure, session.sameSite, session.path, session.domain],
        [true, true, 'Strict', '/', new URL(city.url).hostname]);
    assert.equal(await cookie(page, 'kongdi_oidc'), undefined, 'the attempt is over');
    assert.equal(await page.evaluate(() => document.cookie), '', 'no script sees a cookie');

    await page.goto(`${city.url}/login`);
    await page.getByText(words('login.as', { name: 'worker' })).waitFor({ state: 'attached' });
    await page.getByRole('button', { name: words('login.logout'), exact: true }).click();
    await screen(page, 'home');
    await until(async () => !await cookie(page, 'kongdi_session'), 'the session to end');
    const late = await fetch(`${city.server.url}/api/v1/me`,
        { headers: { Cookie: `kongdi_session=${session.value}` } });
    assert.equal(late.status, 401, 'nor is it worth anything to whoever kept it');

    // Here it has ended, there it has not: nobody types anything.
    await begin(page, '/facilities');
    await screen(page, 'facilities');
    assert.equal((await me(page)).name, 'worker');
    assert.deepEqual(complaints, []);
});

test('state, nonce and the challenge are sent, and are others each time', async () => {
    const from = city.provider.seen.length;
    for (let i = 0; i < 2; ++i) await screen(await logInAs('ling'), 'worker');
    const seen = city.provider.seen.slice(from);
    const asked = seen.filter((one) => one.route === 'authorization');
    const traded = seen.filter((one) => one.route === 'token');
    assert.deepEqual([asked.length, traded.length], [2, 2]);
    for (const name of ['state', 'nonce', 'code_challenge'])
        assert.equal(new Set(asked.map(({ params }) => params[name])).size, 2, name);
    for (const [i, { params }] of asked.entries()) {
        assert.match(params.state, /^[\w-]{43}$/);
        assert.match(params.nonce, /^[\w-]{43}$/);
        assert.equal(params.code_challenge_method, 'S256');
        assert.equal(params.response_type, 'code');
        assert.equal(params.client_id, kClient);
        assert.equal(params.scope, 'openid profile');
        assert.equal(params.ui_locales, 'zh-CN');
        const verifier = traded[i].params.code_verifier;
        assert.equal(createHash('sha256').update(verifier).digest('base64url'),
            params.code_challenge);
        assert.deepEqual([traded[i].status, traded[i].secretBy], [200, 'Basic']);
    }
});

test('whoever has no account reads what an administrator needs, and then has one', async () => {
    const page = await logInAs('mei');
    await reads(page, 'oidc.unlinked');
    await page.getByText('person-mei', { exact: true }).waitFor();
    await page.screenshot({ path: join(pictures, 'city-unlinked.png') });
    assert.equal(await cookie(page, 'kongdi_session'), undefined);
    await link('planner', 'person-mei');
    await begin(page);
    await screen(page, 'planner');
});

test('a log-in that is cancelled at the provider ends in words and can begin again', async () => {
    const page = await newDesk();
    await begin(page);
    await page.getByRole('link', { name: 'Cancel' }).click();
    await reads(page, 'oidc.cancelled');
    assert.equal(await cookie(page, 'kongdi_session'), undefined);
    await page.getByRole('link', { name: words('oidc.again'), exact: true }).click();
    await agree(page, 'ling');
    await screen(page, 'worker');
});

test('an answer of the provider is worth nothing in another browser or a second time', async () => {
    const page = await newDesk();
    const answers = [];
    page.on('request', (request) => {
        if (request.url().startsWith(`${city.url}/oidc/callback`)) answers.push(request.url());
    });
    await begin(page);
    await agree(page, 'ling');
    await screen(page, 'worker');
    assert.equal(answers.length, 1);
    const other = await newDesk();
    await other.goto(answers[0]);
    await reads(other, 'oidc.stale');
    await page.goto(answers[0]);
    await reads(page, 'oidc.stale');
});

test('a provider that signs by another key is believed once its keys are asked for', async () => {
    await screen(await logInAs('ling'), 'worker');
    const asked = city.provider.asked('jwks');
    await city.provider.restart();
    const early = await logInAs('ling');
    const isRefused = await Promise.race([reads(early, 'oidc.refused').then(() => true),
        screen(early, 'worker').then(() => false)]);
    assert.equal(city.provider.asked('jwks').length, asked.length + (isRefused ? 0 : 1));
    if (isRefused) {
        assert.equal(city.logged('/oidc/callback').path, '/id_token/kid');
        await pause(Math.max(0, asked.at(-1).at + kBetweenKeysMs + 500 - Date.now()));
        await screen(await logInAs('ling'), 'worker');
    }
    assert.equal(city.provider.asked('jwks').length, asked.length + 1);
});

for (const algorithm of ['ES256', 'PS256'])
    test(`tokens signed by ${algorithm} are believed`, async () => {
        await city.provider.restart({ algorithm });
        await city.restart();
        await screen(await logInAs('ling'), 'worker');
    });

test('the secret goes to the provider as it wants it, and a public client has none', async () => {
    for (const [secretBy, header] of [['client_secret_post', undefined], ['none', undefined],
        ['client_secret_basic', 'Basic']]) {
        await city.provider.restart({ secretBy });
        await city.restart(secretBy === 'none' ? { client_secret_file: undefined } : {});
        await screen(await logInAs('ling'), 'worker');
        assert.equal(city.provider.asked('token').at(-1).secretBy, header, secretBy);
    }
    const wrong = join(city.folder, 'wrong.secret');
    writeFileSync(wrong, 'wrong\n');
    await city.restart({ client_secret_file: wrong });
    await reads(await logInAs('ling'), 'oidc.unreachable');
    assert.equal(city.logged('/oidc/callback').path, '/client_id');
});

test('where several use a machine, the provider asks who it is each time', async () => {
    await city.restart({ prompt: 'login' });
    const page = await logInAs('ling');
    await screen(page, 'worker');
    await page.context().clearCookies({ name: 'kongdi_session' });
    await begin(page);
    await agree(page, 'nobody');
    await reads(page, 'oidc.unlinked');
});

for (const [where, claimsInToken] of [['token', true], ['userinfo alone', false]])
    test(`a name in the ${where} opens its account where that is admitted`, async () => {
        await city.provider.restart({ claimsInToken });
        await city.restart({ admit: 'named', account_claim: 'preferred_username' });
        await screen(await logInAs('neighbour'), 'worker');
        // Never an administrator, and nobody whose account is linked to another.
        for (const name of ['administrator', 'worker'])
            await reads(await logInAs(name), 'oidc.unlinked');
        await change('neighbour', { move: 'unlink' });
    });

test('a provider that is down is a message, and no hindrance once it is back', async () => {
    await city.provider.stop();
    await city.restart();
    const page = await newDesk();
    await begin(page);
    await reads(page, 'oidc.unreachable');
    await page.getByRole('link', { name: words('oidc.password'), exact: true }).waitFor();
    await city.provider.start();
    await until(async () => {
        await page.getByRole('link', { name: words('oidc.again'), exact: true }).click();
        return page.url().startsWith(city.provider.issuer);
    }, 'the provider to be asked again', { every: 1000 });

    // It goes away while somebody is there.
    city.provider.cut = '/token';
    await agree(page, 'ling');
    await reads(page, 'oidc.unreachable');
    city.provider.cut = '';
    await page.getByRole('link', { name: words('oidc.again'), exact: true }).click();
    await screen(page, 'worker');
});

test('a provider under an authority that the machine does not know is not believed', async () => {
    const from = city.provider.seen.length;
    await city.restart({ ca_file: undefined });
    const page = await newDesk();
    await begin(page);
    await reads(page, 'oidc.unreachable');
    assert.equal(city.provider.seen.length, from, 'it was told nothing');
    assert.match(city.logged('/oidc/start').detail, /its certificate .* not trusted.* ca_file/);
});

test('an authority of the machine is none where the settings name another', async (t) => {
    const [program, ...itsWords] = [...kOwnMounts, 'true'];
    if (!await run(program, itsWords).then(() => true, () => false)) {
        t.skip('this machine lets nobody mount something for themselves');
        return;
    }
    const other = join(city.folder, 'other.pem');
    await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2',
        '-subj', '/CN=another', '-keyout', join(city.folder, 'other.key'), '-out', other]);
    const start = async (ca_file) => {
        const server = await city.trusting({ ca_file });
        const answer = await fetch(`${server.url}/oidc/start`, { redirect: 'manual' });
        await server.stop();
        return answer.status;
    };
    assert.equal(await start(undefined), 303, 'the machine trusts it');
    assert.equal(await start(other), 503);
});
