// SPDX-License-Identifier: Apache-2.0
// Every page of every test is listened to: one that breaks its own policy (CSP, Trusted Types) or
// does not catch an error fails the test in which it does.
import { after, afterEach } from 'node:test';

const heard = [];
const expected = [];

/** For a file whose tests provoke it: what is heard and matches is no failure. */
export function expectComplaint(pattern) {
    expected.push(pattern);
}

/** What was heard since the last time, but for what is expected. */
export function takeComplaints() {
    const all = heard.splice(0);
    return all.filter((one) => !expected.some((pattern) => pattern.test(one)));
}

function failOfComplaints() {
    const complaints = takeComplaints();
    if (complaints.length) throw new Error(`a page complained:\n${complaints.join('\n')}`);
}
afterEach(failOfComplaints);
after(failOfComplaints); // of what came between the tests

const hear = (text, url) => heard.push(`${text} (${url})`);

const kViolation = 'securitypolicyviolation';
/** Chromium's words of it, and ours, since it has none for some. */
const isOfPolicy = (text) =>
    text.startsWith(kViolation) || /Content Security Policy|requires '?Trusted/.test(text);

/** Runs in the page, before anything of its own. */
function sayViolations(name) {
    addEventListener(name, (event) => console.error(
        `${name}: ${event.effectiveDirective} ${event.blockedURI} ` +
        `${event.sourceFile}:${event.lineNumber}`), true);
}

/** All pages of a context of Playwright's. */
export async function watch(context) {
    context.on('weberror', (one) => {
        const error = one.error();
        hear(error.stack || String(error), one.page()?.url());
    });
    context.on('console', (line) => {
        if (isOfPolicy(line.text())) hear(line.text(), line.page()?.url());
    });
    await context.addInitScript(sayViolations, kViolation);
    return context;
}

/** One page of Puppeteer's. */
export async function watchTab(page) {
    page.on('pageerror', (error) => hear(error?.stack || String(error), page.url()));
    page.on('console', (line) => {
        if (isOfPolicy(line.text())) hear(line.text(), page.url());
    });
    await page.evaluateOnNewDocument(sayViolations, kViolation);
    return page;
}
