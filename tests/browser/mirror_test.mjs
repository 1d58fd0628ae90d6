// SPDX-License-Identifier: Apache-2.0
// The elements over the canvas while the program is slow: they say what was pressed, and in the
// end what the program made of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPhone, bench } from './sending.mjs';
import { questionLabel, walkReportTo } from './steps.mjs';

test('a tick stays while the frame that takes it is late, and is what the program made of it after',
    async () => {
        const page = await (await aPhone()).newPage();
        await walkReportTo(page, bench.server.url, 'zh',
            page.getByRole('textbox', { name: questionLabel('zh', 'description') }));
        const lift = page.getByRole('checkbox', { name: '有电梯' });
        assert.equal(await lift.isChecked(), false);
        const seen = await lift.evaluate(async (box) => {
            const real = window.requestAnimationFrame;
            let late; // the frame that waits
            window.requestAnimationFrame = (frame) => { late = frame; return 1; };
            await new Promise((resolve) => real(() => real(resolve))); // those asked for before
            const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
            const states = [];
            for (const presses of [1, 2, 1]) {
                for (let i = 0; i < presses; ++i) box.click();
                await pause(600);
                states.push(box.checked);
                const frame = late;
                late = undefined;
                frame(performance.now());
                states.push(box.checked);
            }
            window.requestAnimationFrame = real;
            return states;
        });
        assert.deepEqual(seen, [true, true, true, true, false, false]);
    });
