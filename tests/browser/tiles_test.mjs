// SPDX-License-Identifier: Apache-2.0
// What the service worker keeps of the map, against a cache and a network that are made up.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { beforeEach, test } from 'node:test';

const source = readFileSync(new URL('../../web/tiles.js', import.meta.url), 'utf8');
const host = 'https://kongdi.test';
const place = `${host}/tiles/map/15/27320/13490.mvt`;
const picture = `${host}/tiles/base/15/27320/13490`;

let tile;
let kept; // address → reply, the oldest first
let asked; // [address, tag]
let answer;

beforeEach(async () => {
    kept = new Map();
    asked = [];
    const key = (request) => request.url ?? request;
    globalThis.caches = { open: async () => ({
        match: async (request) => kept.get(key(request))?.clone(),
        put: async (request, reply) => {
            kept.delete(key(request));
            kept.set(key(request), reply);
        },
        delete: async (request) => kept.delete(key(request)),
        keys: async () => [...kept.keys()].map((url) => ({ url })),
    }) };
    globalThis.fetch = async (request, options) => {
        asked.push([request.url, options?.headers?.['If-None-Match']]);
        return answer();
    };
    // A worker that has just begun: each test has its own.
    const fresh = `${source}// ${Math.random()}`;
    ({ tile } = await import(`data:text/javascript,${encodeURIComponent(fresh)}`));
});

const sends = (text, tag) => () => new Response(text, { headers: tag ? { ETag: tag } : {} });
const breaks = () => { throw new TypeError('no network'); };
const textOf = async (address) => (await tile({ url: address })).text();

test('a tile that did not change stays under the address of the new version', async () => {
    answer = sends('one', '"a"');
    assert.equal(await textOf(`${place}?v=1`), 'one');
    answer = () => new Response(null, { status: 304 });
    assert.equal(await textOf(`${place}?v=2`), 'one');
    assert.deepEqual(asked, [[`${place}?v=1`, undefined], [`${place}?v=2`, '"a"']]);
    assert.deepEqual([...kept.keys()], [`${place}?v=2`]);
    assert.equal(await textOf(`${place}?v=2`), 'one');
    assert.equal(asked.length, 2, 'and is not asked for again');
});

test('a tile that changed takes the place of the earlier one', async () => {
    answer = sends('one', '"a"');
    await textOf(`${place}?v=1`);
    answer = sends('two', '"b"');
    assert.equal(await textOf(`${place}?v=2`), 'two');
    assert.deepEqual([...kept.keys()], [`${place}?v=2`]);
});

test('without a network, and where the server fails, the earlier one is shown', async () => {
    answer = sends('one', '"a"');
    await textOf(`${place}?v=1`);
    answer = breaks;
    assert.equal(await textOf(`${place}?v=2`), 'one');
    answer = () => new Response('broken', { status: 502 });
    assert.equal(await textOf(`${place}?v=2`), 'one');
    assert.deepEqual([...kept.keys()], [`${place}?v=1`]);
    answer = breaks;
    await assert.rejects(tile({ url: `${host}/tiles/map/15/1/1.mvt?v=2` }));
});

test('a picture of another map is shown in its own version only', async () => {
    answer = sends('one');
    await textOf(`${picture}?v=1`);
    answer = breaks;
    await assert.rejects(tile({ url: `${picture}?v=2` }));
    answer = sends('two');
    assert.equal(await textOf(`${picture}?v=2`), 'two');
    assert.deepEqual([...kept.keys()], [`${picture}?v=2`]);
});

test('too many tiles go, the oldest first, whatever their version; pictures stay', async () => {
    answer = sends('one', '"a"');
    await textOf(`${picture}?v=1`);
    for (let i = 0; i < 1300; ++i)
        await textOf(`${host}/tiles/map/15/${i}/1.mvt?v=${i < 1250 ? 1 : 2}`);
    const first = `${host}/tiles/map/15/0/1.mvt?v=1`;
    assert.ok(!kept.has(first) && kept.has(`${host}/tiles/map/15/1200/1.mvt?v=1`));
    assert.ok(kept.size < 1260, `${kept.size} are kept`);
    assert.ok(kept.has(`${picture}?v=1`));
});
