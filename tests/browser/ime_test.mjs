// SPDX-License-Identifier: Apache-2.0
// A random script of what people do to a text with an input method, a keyboard and a clipboard.
// After every step three things are one: what the program holds, what the field shows, and what
// anybody would expect there. KONGDI_IME_SEED repeats a run, KONGDI_IME_STEPS makes it longer.
// Runs alone: it measures time.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { phone, screen, startBrowser, startServer } from './browser.mjs';
import { agreement, complaintsOf, questionLabel, walkReportTo, wordsOf } from './steps.mjs';

const seed = Number(process.env.KONGDI_IME_SEED ?? 20260917);
const steps = Number(process.env.KONGDI_IME_STEPS ?? 2000);
const kMostBehindMs = 100;

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

/** Few pixels: thousands of pictures are drawn here, and none is looked at. */
const typist = () => phone(browser, { deviceScaleFactor: 1, viewport: { width: 320, height: 480 },
    permissions: ['clipboard-read', 'clipboard-write'] });

/** mulberry32: small, and the same everywhere. */
function dice(state) {
    const next = () => {
        state = (state + 0x6d2b79f5) | 0;
        let t = Math.imul(state ^ (state >>> 15), 1 | state);
        t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
        return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
    };
    const below = (n) => Math.floor(next() * n);
    return { below, pick: (list) => list[below(list.length)] };
}

const letters = ['lou', "lou'xia", 'n', "shan'pu", 'zhuyin ㄓㄨ', 'x', "che'peng", 'にほん', '한'];
const words = ['楼下', '的', '车棚', '空了两年', '翠苑', '𠮷野家', '㐂', '想改成老年食堂。', '日本', '한국'];
const pictures = ['😀', '👨‍👩‍👧‍👦', '🏳️‍🌈', '👍🏽', '🇨🇳', '1️⃣', 'e\u0301', '❤️', '🧑🏿‍🦽'];
const pasted = ['墙边 3 m²', 'a "quoted" <b>part</b>', '  two  spaces  ', '，、。', 'שלום',
    '👩‍🚀 in orbit'];
const graphemes = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** The field as the test believes it to be: the text, the selection, the part still composed. */
class Model {
    value = '';
    from = 0;
    to = 0;
    composed = null; // [from, to] while an input method is at work

    replace(text) {
        const [from, to] = this.composed ?? [this.from, this.to];
        this.value = this.value.slice(0, from) + text + this.value.slice(to);
        this.from = this.to = from + text.length;
        return from;
    }
    compose(text) {
        const from = this.replace(text);
        this.composed = text === '' ? null : [from, from + text.length];
    }
    commit(text) {
        this.replace(text);
        this.composed = null;
    }
}

/** All that can happen. `knows` is false where only the browser knows the outcome exactly. */
function actionsOf({ page, cdp, field, model, die, multiline }) {
    const compose = async (text) => {
        model.compose(text);
        await cdp.send('Input.imeSetComposition',
            { text, selectionStart: text.length, selectionEnd: text.length });
    };
    const commit = async (text) => {
        model.commit(text);
        await cdp.send('Input.insertText', { text });
    };
    const key = (name) => page.keyboard.press(name);
    const select = (from, to) => {
        model.from = from;
        model.to = to;
        return field.evaluate((element, [a, b]) => element.setSelectionRange(a, b), [from, to]);
    };
    /** A place between two whole letters. */
    const between = () => {
        const starts = [...graphemes.segment(model.value)].map((part) => part.index);
        return die.pick([...starts, model.value.length]);
    };
    const read = () => field.evaluate((e) => [e.value, e.selectionStart, e.selectionEnd]);
    const adopt = async (check) => {
        const [value, from, to] = await read();
        check?.(value);
        Object.assign(model, { value, from, to });
    };
    const remove = async (name) => {
        const { value, from, to } = model;
        await key(name);
        if (from !== to) {
            model.replace('');
            return;
        }
        // How much of a joined letter goes is the browser's to know; nothing else may change.
        const left = name === 'Backspace';
        await adopt((now) => {
            const gone = value.length - now.length;
            const atEdge = left ? from === 0 : from === value.length;
            assert.equal(gone === 0, atEdge, `${name} takes something away`);
            const expected = left ? value.slice(0, from - gone) + value.slice(from)
                : value.slice(0, from) + value.slice(from + gone);
            assert.equal(now, expected, `${name} leaves the rest alone`);
            assert.ok(gone <= 16, `${name} takes away one letter`);
        });
    };
    const composing = {
        compose: () => compose(die.pick(letters)),
        'change the composition': () => compose(die.pick([...letters, ...words])),
        cancel: () => compose(''),
        convert: () => commit(die.pick(words)),
        'convert again': async () => {
            await compose(die.pick(words));
            await compose(die.pick(words));
            await commit(die.pick(words));
        },
        'leave in the middle': async () => {
            model.from = model.to = model.composed[1];
            model.composed = null;
            await field.evaluate((element) => element.blur());
            const { shown, held } = await agreement(field);
            assert.equal(held, shown, 'after leaving');
            await field.focus();
            await adopt((now) => assert.equal(now, model.value, 'leaving keeps what was composed'));
        },
    };
    const idle = {
        compose: () => compose(die.pick(letters)),
        'type a word': () => commit(die.pick(words)),
        'type an emoji': () => commit(die.pick(pictures)),
        'type letters': async () => {
            const text = die.pick(['abc', 'x1', ' ', 'Hm.']);
            model.commit(text);
            await page.keyboard.type(text);
        },
        'move the caret': async () => {
            await key(die.pick(['ArrowLeft', 'ArrowRight', 'Home', 'End']));
            await adopt((now) => assert.equal(now, model.value, 'a moved caret changes no text'));
        },
        'insert in the middle': async () => {
            const at = between();
            await select(at, at);
            await commit(die.pick([...words, ...pictures]));
        },
        'compose in the middle': async () => {
            const at = between();
            await select(at, at);
            await compose(die.pick(letters));
            await commit(die.pick(words));
        },
        'replace a part': async () => {
            const [a, b] = [between(), between()].sort((p, q) => p - q);
            await select(a, b);
            await (die.below(2) ? commit(die.pick(words)) : compose(die.pick(letters)));
        },
        'rub out': () => remove('Backspace'),
        delete: () => remove('Delete'),
        paste: async () => {
            const text = die.pick(pasted);
            await page.evaluate((words) => navigator.clipboard.writeText(words), text);
            model.commit(text);
            await key('Control+V');
        },
        undo: async () => {
            await key('Control+Z');
            await adopt();
        },
        'leave and come back': async () => {
            await field.evaluate((element) => element.blur());
            await field.focus();
            await adopt((now) => assert.equal(now, model.value, 'leaving changes no text'));
        },
    };
    if (multiline)
        idle['new line'] = async () => {
            model.commit('\n');
            await key('Enter');
        };
    return { composing, idle, select };
}

async function runScript({ page, cdp, field, count, start, multiline, most }) {
    const die = dice(start);
    const model = new Model();
    const { composing, idle, select } = actionsOf({ page, cdp, field, model, die, multiline });
    await field.focus();
    // How long the program was behind what the field showed, measured inside the page.
    await field.evaluate((element) => {
        window.behind = [];
        let since;
        let frames = 0;
        const look = () => {
            ++frames;
            const id = Number(element.dataset.i);
            const held = window.__kongdi.tree().find((node) => node.i === id)?.v ?? '';
            if (held !== element.value) return void requestAnimationFrame(look);
            window.behind.push({ frames, ms: performance.now() - since });
            since = undefined;
        };
        element.addEventListener('input', () => {
            if (since === undefined) requestAnimationFrame(look);
            since = performance.now();
            frames = 0;
        });
    });
    const done = {};
    for (let step = 0; step < count; ++step) {
        let name;
        if (!model.composed && [...model.value].length > most - 60) {
            name = 'clear a part';
            // Whole letters: a browser takes the rest of a joined one along.
            const starts = [...graphemes.segment(model.value)].map((part) => part.index);
            await select(0, starts[starts.length - 1 - die.below(3)]);
            await page.keyboard.press('Delete');
            model.replace('');
        } else {
            const choices = model.composed ? composing : idle;
            name = die.pick(Object.keys(choices));
            await choices[name]();
        }
        done[name] = (done[name] ?? 0) + 1;
        const where = `seed ${start}, step ${step} (${name})`;
        const { shown, held, caret } = await agreement(field);
        assert.equal(held, shown, `program and field, ${where}`);
        assert.equal(shown, model.value, `field and expectation, ${where}`);
        assert.deepEqual(caret, [model.from, model.to], `caret, ${where}`);
    }
    if (model.composed) await cdp.send('Input.insertText', { text: '完' });
    const behind = await page.evaluate(() => window.behind);
    return { done, behind };
}

function report(test, what, start, count, { done, behind }) {
    const sorted = (name) => behind.map((one) => one[name]).sort((a, b) => a - b);
    const at = (list, part) => list[Math.min(list.length - 1, Math.floor(list.length * part))];
    const [ms, frames] = [sorted('ms'), sorted('frames')];
    test.diagnostic(`${what}: seed ${start}, ${count} steps, 0 mismatches; the program was behind`
        + ` ${at(ms, 0.5).toFixed(0)} ms (median), ${at(ms, 0.99).toFixed(0)} ms (99 %),`
        + ` ${at(ms, 1).toFixed(0)} ms and ${at(frames, 1)} frames (most)`
        + ` over ${behind.length} changes`);
    test.diagnostic(Object.entries(done).map(([name, n]) => `${name} ${n}`).join(', '));
    // A busy machine makes frames late, not more.
    assert.ok(at(frames, 1) <= 2, 'the program knows within two frames');
    assert.ok(at(ms, 0.5) <= kMostBehindMs, 'and at once for a person');
}

test('a random input method script leaves program, field and expectation the same', async (t) => {
    const context = await typist();
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    const field = page.getByRole('textbox', { name: questionLabel('zh', 'description') });
    await walkReportTo(page, server.url, 'zh', field);
    const cdp = await context.newCDPSession(page);
    const count = Math.floor(steps * 0.75);
    const script = { page, cdp, field, count, start: seed, multiline: true, most: 500 };
    report(t, 'description', seed, count, await runScript(script));
    assert.deepEqual(complaints, []);
    await context.close();
});

test('the same in a field of one line', async (t) => {
    const context = await typist();
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.goto(`${server.url}/login`);
    await screen(page, 'login');
    const field = page.getByRole('textbox', { name: wordsOf('zh')('login.name') });
    const cdp = await context.newCDPSession(page);
    const count = steps - Math.floor(steps * 0.75);
    const script = { page, cdp, field, count, start: seed + 1, multiline: false, most: 64 + 30 };
    report(t, 'one line', seed + 1, count, await runScript(script));
    assert.deepEqual(complaints, []);
    await context.close();
});
