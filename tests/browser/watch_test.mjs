// SPDX-License-Identifier: Apache-2.0
// The tests would hear of a page that breaks its policy or does not catch an error.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newTab, phone, screen, startBrowser, startServer, startTabs, until } from './browser.mjs';
import { takeComplaints } from './watch.mjs';

let server;
let browser;
let tabs;
before(async () => {
    server = await startServer();
    browser = await startBrowser();
    tabs = await startTabs();
});
after(async () => {
    await tabs?.close();
    await browser?.close();
    await server?.stop();
});

/** Of each kind one, by what is said of it. */
const faults = [
    [/img-src/, () => { new Image().src = 'https://elsewhere.invalid/a.png'; }],
    [/style-src/, () => document.body.setAttribute('style', 'color: red')],
    [/'TrustedScript'/, () => {
        const script = document.createElement('script');
        script.append('document.title = "run"');
        document.head.append(script);
    }],
    [/'TrustedHTML'/, () => {
        try {
            document.createElement('div').innerHTML = '<b>text</b>';
        } catch {
            // The policy is what is looked at, not what the page makes of it.
        }
    }],
    [/thrown and not caught/, () => {
        setTimeout(() => { throw new Error('thrown and not caught'); });
    }],
    [/promised and not kept/, () => { Promise.reject(new Error('promised and not kept')); }],
];

async function isHeard(page) {
    for (const [words, fault] of faults) {
        await page.evaluate(fault);
        const all = [];
        await until(() => {
            all.push(...takeComplaints());
            return all.some((one) => words.test(one));
        }, `${words} to be heard`, { ms: 5000 });
    }
    assert.notEqual(await page.title(), 'run');
    takeComplaints();
}

test('a page that breaks its policy or catches no error is heard', async () => {
    const context = await phone(browser);
    const page = await context.newPage();
    await page.goto(server.url);
    await screen(page, 'home');
    assert.deepEqual(takeComplaints(), [], 'the page itself does neither');
    await isHeard(page);
    await context.close();
    takeComplaints();
});

test('so is a tab', async () => {
    const page = await newTab(tabs);
    await page.goto(server.url);
    await page.waitForSelector('html[data-screen="home"]');
    assert.deepEqual(takeComplaints(), [], 'the page itself does neither');
    await isHeard(page);
    await page.close();
    takeComplaints();
});
