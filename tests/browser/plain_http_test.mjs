// SPDX-License-Identifier: Apache-2.0
// The whole way without a page: a record and its photo in pieces, the worker's mark, the state the
// resident sees, the planner's downloads.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { root, startServer } from './browser.mjs';

let server;
before(async () => (server = await startServer()));
after(() => server?.stop());

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');

function crc32(bytes) {
    let crc = ~0;
    for (const byte of bytes) {
        crc ^= byte;
        for (let bit = 0; bit < 8; ++bit) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
}

/** A grey PNG. */
function photo(width, height) {
    const chunk = (type, data) => {
        const body = Buffer.concat([Buffer.from(type), data]);
        const out = Buffer.alloc(body.length + 8);
        out.writeUInt32BE(data.length, 0);
        body.copy(out, 4);
        out.writeUInt32BE(crc32(body), body.length + 4);
        return out;
    };
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head[8] = 8;
    const rows = Buffer.alloc((width + 1) * height, 90);
    for (let y = 0; y < height; ++y) rows[y * (width + 1)] = 0;
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([signature, chunk('IHDR', head), chunk('IDAT', deflateSync(rows)),
        chunk('IEND', Buffer.alloc(0))]);
}

function uuidV7() {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(Date.now(), 0, 6);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    return bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}

function consentTo(purposes) {
    const file = join(root, 'web', 'assets', 'consent', 'consent.json');
    const { consents } = JSON.parse(readFileSync(file, 'utf8'));
    return Object.fromEntries(consents.filter((one) => purposes.includes(one.purpose)).map((one) =>
        [one.purpose, { version: one.version, sha256: sha256(one.text.zh) }]));
}

async function logIn(name) {
    const answer = await fetch(`${server.url}/api/v1/login`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Kongdi-Page': '1' },
        body: JSON.stringify({ name, password: `kongdi-${name}` }),
    });
    assert.equal(answer.status, 200);
    return answer.headers.get('set-cookie').split(';')[0];
}

test('the whole way by plain HTTP', async () => {
    const picture = photo(200, 150);
    const hash = sha256(picture);
    const device = randomBytes(16).toString('hex');
    const id = uuidV7();
    const description = '=墙边的空地，"没人管"';
    const point = { lon: 120.16, lat: 30.27, datum: 'GCJ-02', source: 'hand', accuracy_m: null };
    const record = JSON.stringify({
        id, kind: 'idle_space', questionnaire: 'idle_space', questionnaire_version: 1,
        community: null, created_at: new Date().toISOString(), device, mode: 'self',
        consent: consentTo(['survey', 'photo']),
        body: { photo: [hash], place: { point }, space_type: 'I09', description,
            floor_area: { value: 60, source: 'estimate' } },
        photos: [{ sha256: hash, bytes: picture.length, width: 200, height: 150 }],
        field_of_a_newer_phone: 'kept',
    });
    const post = () => fetch(`${server.url}/api/v1/records`, {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: record,
    });
    const first = await post();
    assert.equal(first.status, 201);
    const receipt = await first.json();
    assert.equal(receipt.sha256, sha256(record));
    const again = await post();
    assert.equal(again.status, 200);
    assert.equal((await again.json()).receipt, receipt.receipt);

    const seen = async () => (await fetch(`${server.url}/api/v1/records/${id}`,
        { headers: { 'X-Kongdi-Device': device } })).json();
    assert.deepEqual((await seen()).photos_missing, [hash]);
    const half = picture.length >> 1;
    const put = (from, to) => fetch(`${server.url}/api/v1/photos/${hash}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'image/png',
            'Content-Range': `bytes ${from}-${to - 1}/${picture.length}` },
        body: picture.subarray(from, to),
    });
    assert.equal((await put(half, picture.length)).status, 416, 'a gap is refused');
    assert.equal((await put(0, half)).status, 202);
    const head = await fetch(`${server.url}/api/v1/photos/${hash}`, { method: 'HEAD' });
    assert.equal(head.headers.get('upload-offset'), String(half));
    assert.equal((await put(half, picture.length)).status, 201);
    assert.deepEqual((await seen()).photos_missing, []);

    const stranger = await fetch(`${server.url}/api/v1/records/${id}`,
        { headers: { 'X-Kongdi-Device': randomBytes(16).toString('hex') } });
    assert.ok([403, 404].includes(stranger.status), 'another device sees nothing of it');

    const worker = await logIn('worker');
    const moved = await fetch(`${server.url}/api/v1/records/${id}/events`, {
        method: 'POST',
        headers: { Cookie: worker, 'Content-Type': 'application/json', 'X-Kongdi-Page': '1' },
        body: JSON.stringify({ move: 'verify' }),
    });
    assert.equal(moved.status, 200);
    assert.equal((await seen()).state, 'verified');

    const planner = await logIn('planner');
    const load = (path) => fetch(server.url + path, { headers: { Cookie: planner } });
    const csv = await load('/export/spaces.csv');
    const lines = (await csv.text()).split('\r\n').filter((line) => line !== '');
    assert.equal(lines.length - 1, Number(csv.headers.get('x-total-count')));
    const row = lines.filter((line) => line.startsWith(id));
    assert.equal(row.length, 1);
    assert.ok(row[0].includes(`"'=墙边的空地，""没人管"""`), 'no formula, quotes doubled');
    const geojson = await (await load('/export/spaces.geojson')).json();
    const feature = geojson.features.find((one) => one.properties.id === id);
    const [lon, lat] = feature.geometry.coordinates;
    const metres = Math.hypot((lon - point.lon) * 96000, (lat - point.lat) * 111000);
    assert.ok(metres > 400 && metres < 700, 'the shifted point was brought to WGS-84');
    assert.equal((await fetch(`${server.url}/export/spaces.csv`)).status, 401);
});
