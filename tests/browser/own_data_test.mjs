// SPDX-License-Identifier: Apache-2.0
// All that is kept of a person is saved as a file, and erased, from the phone.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pictures, quiet, screen, until, walk } from './browser.mjs';
import { aPhone, allSent, arrived, bench, fill, kept, receipt, send, words } from './sending.mjs';

test('what was sent is saved as a file, then erased here and on the server', async () => {
    const context = await aPhone();
    const page = await context.newPage();
    await fill(page, 'to-be-erased');
    await page.getByRole('button', send).click();
    await receipt(page);
    await allSent(page);
    assert.equal(await arrived('to-be-erased'), 1);
    await walk(page, '/my', 'my');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words('own.save'), exact: true }).click();
    const file = JSON.parse(readFileSync(await (await download).path(), 'utf8'));
    assert.equal(file.records.length, 1);
    assert.match(JSON.stringify(file.records[0].record), /to-be-erased/);

    await page.getByRole('button', { name: words('own.erase'), exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor({ state: 'attached' });
    await quiet(page, 300);
    await page.screenshot({ path: join(pictures, 'own-erase.png') });
    await dialog.getByRole('button', { name: words('own.erase'), exact: true }).click();
    await page.getByText(words('my.none')).first().waitFor({ state: 'attached' });
    assert.equal(await arrived('to-be-erased'), 0);
    await until(async () => (await kept(page, 'reports')).length === 0, 'the phone to forget');
    const before = file.device;
    await page.reload();
    await screen(page, 'my');
    const settings = (await kept(page, 'settings')).join();
    assert.ok(!settings.includes(before), 'it goes on as somebody new');
    await context.close();
});

test('a number of a person is not sent, and what it is about is said', async () => {
    const context = await aPhone();
    const page = await context.newPage();
    await page.route('**/api/v1/records', (route) => route.abort());
    await assert.rejects(fill(page, '找王师傅 138 0013 8000'));
    await page.getByText(words('error.personal_number')).first().waitFor({ state: 'attached' });
    await page.screenshot({ path: join(pictures, 'personal-number.png') });
    assert.equal((await kept(page, 'outbox')).length, 0);
    await context.close();
});
