// SPDX-License-Identifier: Apache-2.0
// A resident is told of what becomes of a report while the page is closed. The browser's own push
// service is of the Internet; in its place stands one of this test, which opens the message with
// the key that only a browser has, and hands it to the service worker as a browser would.
import assert from 'node:assert/strict';
import {
    createDecipheriv, createECDH, createPublicKey, hkdfSync, randomBytes, verify,
} from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeCertificates } from './certificates.mjs';
import { freePort, logIn, pause, phone, pictures, screen, startServer, until } from './browser.mjs';
import { aPhone, bench, fill, receipt, send, words } from './sending.mjs';

const kHost = 'push.localhost';
const kPatienceMs = 15_000;

/** RFC 8291: what a browser does with what a push service gives it. */
class Subscriber {
    ecdh = createECDH('prime256v1');
    auth = randomBytes(16);
    constructor() {
        this.ecdh.generateKeys();
    }
    keys() {
        return {
            p256dh: this.ecdh.getPublicKey('base64url'),
            auth: this.auth.toString('base64url'),
        };
    }
    opened(body) {
        const salt = body.subarray(0, 16);
        const theirs = body.subarray(21, 21 + body[20]);
        const text = body.subarray(21 + body[20]);
        const info = Buffer.concat([
            Buffer.from('WebPush: info\0'), this.ecdh.getPublicKey(), theirs]);
        const secret = Buffer.from(
            hkdfSync('sha256', this.ecdh.computeSecret(theirs), this.auth, info, 32));
        const part = (name, size) => Buffer.from(
            hkdfSync('sha256', secret, salt, Buffer.from(`Content-Encoding: ${name}\0`), size));
        const open = createDecipheriv('aes-128-gcm', part('aes128gcm', 16), part('nonce', 12));
        open.setAuthTag(text.subarray(-16));
        const padded = Buffer.concat([open.update(text.subarray(0, -16)), open.final()]);
        return JSON.parse(padded.subarray(0, padded.lastIndexOf(2)).toString());
    }
}

/** Is it signed by the key that the server gave to the page? (RFC 8292) */
function isSigned(authorization, key) {
    const [, token, named] = /^vapid t=([^,]+), ?k=(.+)$/.exec(authorization);
    assert.equal(named, key);
    const point = Buffer.from(key, 'base64url');
    const publicKey = createPublicKey({ format: 'jwk', key: {
        kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url'),
        y: point.subarray(33).toString('base64url'),
    } });
    const [head, claims, mark] = token.split('.');
    assert.ok(verify('sha256', Buffer.from(`${head}.${claims}`),
        { key: publicKey, dsaEncoding: 'ieee-p1363' }, Buffer.from(mark, 'base64url')));
    return JSON.parse(Buffer.from(claims, 'base64url').toString());
}

let folder;
let service;
let server;
const got = [];
before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'kongdi-push-'));
    await makeCertificates(folder, [kHost]);
    const port = await freePort();
    const file = (name) => readFileSync(join(folder, `${kHost}.${name}`));
    service = createServer({ key: file('key'), cert: file('pem') }, async (request, answer) => {
        const parts = [];
        for await (const part of request) parts.push(part);
        got.push({ headers: request.headers, url: request.url, body: Buffer.concat(parts) });
        answer.writeHead(201).end();
    });
    await new Promise((resolve) => service.listen(port, '127.0.0.1', resolve));
    service.address = `https://${kHost}:${port}`;
    const settings = join(folder, 'push.json');
    writeFileSync(settings, JSON.stringify({
        contact: 'mailto:kongdi@city.example', services: [`${kHost}:${port}`],
        ca_file: join(folder, 'ca.pem'),
    }));
    server = await startServer({ options: ['--push', settings] });
});
after(async () => {
    await server?.stop();
    service?.close();
    rmSync(folder, { recursive: true });
});

/** A phone whose browser subscribes at our service; headless Chromium has none. */
async function subscribing(subscriber) {
    const context = await aPhone(phone(bench.browser, { permissions: ['notifications'] }));
    await context.addInitScript(([endpoint, keys]) => {
        if (!isSecureContext) return; // the empty page before ours
        let kept = null;
        PushManager.prototype.getSubscription = async () => kept;
        PushManager.prototype.subscribe = async (options) => {
            globalThis.subscribedWith = options;
            kept = {
                endpoint, toJSON: () => ({ endpoint, keys }),
                async unsubscribe() {
                    kept = null;
                },
            };
            return kept;
        };
    }, [`${service.address}/of/one`, subscriber.keys()]);
    return context;
}

async function asked(id, question) {
    const desk = await bench.browser.newContext();
    await logIn(desk, server, 'worker');
    const answer = await desk.request.post(`${server.url}/api/v1/records/${id}/events`, {
        data: { move: 'ask_more', words: question }, headers: { 'X-Kongdi-Page': '1' },
    });
    assert.equal(answer.status(), 200, await answer.text());
    await desk.close();
}

/** Gives a message to the service worker as the browser does. */
async function deliver(context, page, message) {
    const cdp = await context.newCDPSession(page);
    const registered = new Promise((resolve) => {
        cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
            const mine = registrations.find((one) => one.scopeURL.startsWith(server.url));
            if (mine) resolve(mine.registrationId);
        });
    });
    await cdp.send('ServiceWorker.enable');
    await cdp.send('ServiceWorker.deliverPushMessage', {
        origin: server.url, registrationId: await registered, data: JSON.stringify(message),
    });
}

const shown = (page) => page.evaluate(async () => {
    const worker = await navigator.serviceWorker.ready;
    return (await worker.getNotifications()).map(({ title, body, tag, data }) => (
        { title, body, tag, data }));
});

test('whoever wants it is told that a worker asks something, and by a press is at the report',
    async () => {
        const subscriber = new Subscriber();
        const context = await subscribing(subscriber);
        const page = await context.newPage();
        await fill(page, '楼下的车棚', server.url);
        await page.getByRole('button', send).click();
        await receipt(page);
        const id = new URL(page.url()).pathname.split('/').at(-1);
        await page.getByRole('button', { name: words('push.turn_on') }).click();
        await page.getByText(words('push.on')).first().waitFor({ state: 'attached' });
        await page.screenshot({ path: join(pictures, 'push-on-zh-390.png') });
        const { key } = await (await fetch(`${server.url}/api/v1/push`)).json();
        assert.equal(await page.evaluate(() => subscribedWith.applicationServerKey), key);

        await asked(id, '入口在哪里');
        await until(() => got.length === 1, 'the message', { ms: kPatienceMs });
        const { headers, url, body } = got[0];
        assert.equal(url, '/of/one');
        assert.equal(headers['content-encoding'], 'aes128gcm');
        assert.ok(Number(headers.ttl) > 0);
        const claims = isSigned(headers.authorization, key);
        assert.equal(claims.aud, service.address);
        assert.equal(claims.sub, 'mailto:kongdi@city.example');
        const message = subscriber.opened(body);
        assert.equal(message.tag, id);
        assert.ok(!JSON.stringify(message).includes('入口'), 'nothing that anybody wrote');

        await deliver(context, page, message);
        await until(async () => (await shown(page)).length === 1, 'the notification');
        const [note] = await shown(page);
        assert.deepEqual(note,
            { title: message.title, body: message.text, tag: id, data: message.path });
        const [worker] = context.serviceWorkers();
        await worker.evaluate(async () => {
            const [notification] = await self.registration.getNotifications();
            self.dispatchEvent(new NotificationEvent('notificationclick', { notification }));
        });
        await page.waitForURL((to) => to.pathname === message.path);
        await screen(page, 'my-report');
        await page.getByText('入口在哪里').first().waitFor({ state: 'attached' });
    });

test('whoever turns it off is told nothing more', async () => {
    const subscriber = new Subscriber();
    const context = await subscribing(subscriber);
    const page = await context.newPage();
    await fill(page, '楼上的空房', server.url);
    await page.getByRole('button', send).click();
    await receipt(page);
    await page.getByRole('button', { name: words('push.turn_on') }).click();
    await page.getByText(words('push.on')).first().waitFor({ state: 'attached' });
    const id = new URL(page.url()).pathname.split('/').at(-1);
    await page.goto(`${server.url}/my`);
    await screen(page, 'my');
    // The browser of this test forgets its subscription with the page; a real one keeps it.
    await page.getByRole('button', { name: words('push.turn_on') }).click();
    await page.getByText(words('push.on')).first().waitFor({ state: 'attached' });
    const before = got.length;
    await page.getByRole('button', { name: words('push.turn_off') }).click();
    await page.getByRole('button', { name: words('push.turn_on') }).waitFor({ state: 'attached' });
    await asked(id, '几楼');
    await pause(4000);
    assert.equal(got.length, before);
});
