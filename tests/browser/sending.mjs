// SPDX-License-Identifier: Apache-2.0
// What the tests of the way from "send" to the receipt share: a report filled in, its state on the
// phone, its rows on the server.
import { after, afterEach, before } from 'node:test';
import { kept, pause, phone, screen, startBrowser, startServer } from './browser.mjs';
import { onward, questionLabel, walkReportTo, wordsOf } from './steps.mjs';

export { kept };
export const words = wordsOf('zh');
export const send = { name: words('check.send'), exact: true };
/** Server and browser of one file's tests; contexts are closed whatever became of a test. */
export const bench = { server: null, browser: null };
const open = new Set();
before(async () => {
    bench.server = await startServer();
    bench.browser = await startBrowser();
});
afterEach(async () => {
    for (const context of open) await context.close().catch(() => {});
    open.clear();
});
after(async () => {
    await bench.browser?.close();
    await bench.server?.stop();
});

export async function aPhone(made = phone(bench.browser)) {
    const context = await made;
    context.setDefaultTimeout(20000);
    open.add(context);
    return context;
}

export const receipt = (page) => page.getByRole('heading', { name: words('sent.thanks') })
    .waitFor({ state: 'attached', timeout: 30000 });
export const allSent = (page) => page.getByText(words('outbox.all_sent')).first()
    .waitFor({ state: 'attached', timeout: 30000 });
export const saved = (page) => page.getByRole('heading', { name: words('sent.saved') })
    .waitFor({ state: 'attached' });

/** A report as far as its last step, with a mark in its text. */
export async function fill(page, mark, url = bench.server.url) {
    const field = page.getByRole('textbox', { name: questionLabel('zh', 'description') });
    await walkReportTo(page, url, 'zh', field);
    await field.fill(mark);
    for (const button = page.getByRole('button', send); !(await button.count());) {
        for (const box of await page.getByRole('checkbox').all()) await box.check();
        const before = page.url();
        await onward(page, 'zh').click();
        await page.waitForURL((url) => String(url) !== before);
        await onward(page, 'zh').waitFor({ state: 'attached' });
    }
}

/** How many reports on the server have a mark. */
export async function arrived(mark, url = bench.server.url) {
    const answer = await fetch(`${url}/api/v1/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Kongdi-Page': '1' },
        body: JSON.stringify({ name: 'planner', password: 'kongdi-planner' }),
    });
    const headers = { Cookie: answer.headers.get('set-cookie').split(';')[0] };
    const csv = await (await fetch(`${url}/export/spaces.csv`, { headers })).text();
    return csv.split('\n').filter((row) => row.includes(mark)).length;
}

export async function addPhoto(page) {
    const picture = await page.evaluate(() => {
        const canvas = document.createElement('canvas');
        canvas.width = 1200;
        canvas.height = 900;
        const pen = canvas.getContext('2d');
        for (let i = 0; i < 4000; ++i) {
            pen.fillStyle = `hsl(${(i * 47) % 360} 60% 50%)`;
            pen.fillRect((i * 131) % 1200, (i * 79) % 900, 24, 18);
        }
        return canvas.toDataURL('image/jpeg', 0.9).split(',')[1];
    });
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: words('photo.add') }).click();
    await (await chooser).setFiles(
        { name: 'p.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(picture, 'base64') });
    await page.getByRole('button', { name: words('photo.remove') }).waitFor();
}

/** Opens the report and gives it a photo; fill() goes on from there. */
export async function fillWithPhoto(page, mark, url = bench.server.url) {
    await page.goto(`${url}/report/1`);
    await screen(page, 'report');
    await addPhoto(page);
    await fill(page, mark, url);
}

export async function crash(page) {
    const cdp = await page.context().newCDPSession(page);
    const gone = page.waitForEvent('crash', { timeout: 1500 }).catch(() => {}); // told or not
    cdp.send('Page.crash').catch(() => {}); // nobody is left to answer
    await gone;
    await Promise.race([page.close(), pause(1500)]);
}

/** What makes the service worker send, as the browser has it do once there is a network. */
export async function backgroundSync(context, page) {
    const cdp = await context.newCDPSession(page);
    const registered = new Promise((resolve) => {
        cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
            const mine = registrations.find((one) => one.scopeURL.startsWith(bench.server.url));
            if (mine) resolve(mine.registrationId);
        });
    });
    await cdp.send('ServiceWorker.enable');
    const registrationId = await registered;
    return () => cdp.send('ServiceWorker.dispatchSyncEvent',
        { origin: bench.server.url, registrationId, tag: 'outbox', lastChance: false });
}

/** How dark a part of a picture is: the brightest of its pixels, 0 to 255. */
export const brightest = (page, hash, box, fromServer) => page.evaluate(async (asked) => {
    const [name, part, remote] = asked;
    const photo = async () => {
        if (remote) return (await fetch(`/api/v1/photos/${name}`, { cache: 'reload' })).blob();
        const database = await new Promise((resolve) => {
            const request = indexedDB.open('kongdi');
            request.onsuccess = () => resolve(request.result);
        });
        const value = await new Promise((resolve) => {
            const request = database.transaction('photos').objectStore('photos').get(name);
            request.onsuccess = () => resolve(request.result);
        });
        database.close();
        return new Blob([value.bytes], { type: 'image/jpeg' });
    };
    const bitmap = await createImageBitmap(await photo());
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const pen = canvas.getContext('2d');
    pen.drawImage(bitmap, 0, 0);
    const [left, top, right, bottom] = part;
    const inside = 16; // a block of a JPEG: its edges are soft
    const { data } = pen.getImageData(left * bitmap.width + inside, top * bitmap.height + inside,
        (right - left) * bitmap.width - 2 * inside, (bottom - top) * bitmap.height - 2 * inside);
    let most = 0;
    for (let at = 0; at < data.length; at += 4)
        most = Math.max(most, data[at], data[at + 1], data[at + 2]);
    return most;
}, [hash, box, fromServer]);
