// SPDX-License-Identifier: Apache-2.0
// Runs inside of the page: ODK's own engine opens a form, and somebody answers it. Nothing here
// knows one of our forms: what may be answered is what the engine says of each node.
import { loadForm } from './xforms-engine.js';

let root = null;
let parcels = []; // what was made ready to be sent

const parts = (node) => node.currentState.children ?? [];

function* below(node) {
    for (const child of parts(node)) {
        yield child;
        yield* below(child);
    }
}

/** What a person meets: a group or a question, not a value that the form keeps for itself. */
const isShown = (node) => node.nodeType !== 'model-value' &&
    Boolean(node.definition.bodyElement) && node.currentState.label !== undefined;
const isAsked = (node) => isShown(node) && parts(node).length === 0 &&
    !['group', 'note'].includes(node.nodeType);

function at(reference) {
    for (const node of below(root))
        if (node.currentState.reference === reference) return node;
    throw new Error(`the form has no ${reference}`);
}

/** `media`: name of a file → its address, as the manifest has it. */
export async function open(address, media) {
    const asked = [];
    const form = await loadForm(new URL(address), {
        fetchFormAttachment: (jr) => {
            const name = jr.href.split('/').pop();
            asked.push(name);
            return fetch(media[name]);
        },
    });
    if (form.status === 'failure') throw form.error;
    root = form.createInstance().root;
    return {
        status: form.status,
        warnings: form.warnings,
        media: asked,
        languages: root.languages.map((one) => ({
            name: one.language, code: one.locale?.language, isDefault: one.isDefault,
        })),
    };
}

/** All that is written on the form in a language, whether or not it is to be seen now. */
export function texts(language) {
    root.setLanguage(root.languages.find((one) => one.language === language));
    return [...below(root)].filter(isShown).map((node) => ({
        reference: node.currentState.reference,
        type: node.nodeType,
        label: node.currentState.label?.asString ?? null,
        hint: node.currentState.hint?.asString ?? null,
        items: node.currentState.valueOptions?.map((item) => item.label.asString) ?? [],
    }));
}

/** Values by node, of those that are relevant; what the engine says against them. */
export function state() {
    const out = {};
    for (const node of below(root)) {
        if (!isAsked(node)) continue;
        const { reference, relevant, required, readonly, instanceValue } = node.currentState;
        if (!relevant) continue;
        const against = node.validationState.violation;
        out[reference] = {
            type: node.nodeType, valueType: node.valueType, required, readonly,
            isMany: node.selectType === 'select', value: instanceValue,
            against: against && { condition: against.condition, words: against.message?.asString },
        };
    }
    return out;
}

/** A picture; its bytes differ by `shade`, since the same picture twice is one. At once: what makes
 * a Blob of a canvas waits for a browser that is idle. */
function picture(name, shade) {
    const canvas = document.createElement('canvas');
    canvas.width = 64;
    canvas.height = 48;
    const paint = canvas.getContext('2d');
    paint.fillStyle = `rgb(${shade}, 90, 60)`;
    paint.fillRect(0, 0, 64, 48);
    const letters = atob(canvas.toDataURL('image/png').split(',')[1]);
    return new File([Uint8Array.from(letters, (one) => one.charCodeAt(0))], name,
        { type: 'image/png' });
}

/** Gives a node the value as it is; `null` takes it away. A list for what is chosen. */
function put(node, value) {
    const chosen = value === null ? [] : [value].flat();
    if (node.nodeType === 'select') node.selectValues(chosen);
    else if (node.nodeType === 'rank') node.setValues(chosen);
    else if (node.nodeType === 'upload')
        node.setValue(value === null ? null : picture(...chosen));
    else node.setValue(value ?? (node.valueType === 'string' ? '' : null));
}

export const set = (reference, value) => put(at(reference), value);

/** Numbers from 0 to 1, the same for the same seed. */
function chances(seed) {
    let state = seed;
    return () => {
        state = (state + 0x6d2b79f5) | 0;
        let x = Math.imul(state ^ (state >>> 15), state | 1);
        x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
        return ((x ^ (x >>> 14)) >>> 0) / 4294967296;
    };
}

function shuffled(list, chance) {
    return list.map((one) => [chance(), one]).sort(([a], [b]) => a - b).map(([, one]) => one);
}

const daysAgo = (days) => new Date(Date.now() - days * 864e5).toISOString().slice(0, 10);

/** What somebody might answer; the first that the form has nothing against is taken. */
function candidates(node, chance, { box, count }) {
    const [west, south, east, north] = box;
    const codes = node.currentState.valueOptions?.map((one) => one.value);
    if (node.nodeType === 'rank') return [shuffled(codes, chance)];
    if (node.nodeType === 'upload') return [[`photo-${count}.png`, count]];
    if (node.nodeType === 'select' && node.selectType === 'select1')
        return shuffled(codes, chance).map((one) => [one]);
    if (node.nodeType === 'select') {
        const order = shuffled(codes, chance);
        const many = 1 + Math.floor(chance() * codes.length);
        return [many, 1, 2, 3, codes.length].map((n) => order.slice(0, n));
    }
    if (node.nodeType !== 'input') throw new Error(`nobody knows how to answer ${node.nodeType}`);
    const words = '二楼 <b>&amp;</b> "走廊" ]]> 🙂';
    const byType = {
        string: node.appearances?.multiline ? [`${words}\n第二行`, '好'] : [words, '好'],
        decimal: [Math.round(chance() * 800) / 10, Math.floor(chance() * 60), 7, 1, 0],
        date: shuffled(['2020-02-29', '2019-12-31', daysAgo(40)], chance),
        geopoint: [{
            latitude: south + (north - south) * (0.3 + 0.4 * chance()),
            longitude: west + (east - west) * (0.3 + 0.4 * chance()),
            altitude: 0,
            accuracy: chance() < 0.5 ? 0 : 4.5, // set by hand, or measured
        }],
    };
    const found = byType[node.valueType];
    if (!found) throw new Error(`nobody knows how to answer a ${node.valueType}`);
    return found;
}

/**
 * Answers one question after another, as they appear: each answer may bring others up. `share` of
 * what may be left out is answered; `given`: what only a person on the spot would know, by node.
 */
export function fill({ seed, share, given = {}, box }) {
    const chance = chances(seed);
    const done = new Set();
    for (let next; (next = [...below(root)].find((node) => isAsked(node) && !done.has(node) &&
        node.currentState.relevant && !node.currentState.readonly)); ) {
        done.add(next);
        const { reference } = next.currentState;
        // Before any chance: a constant share of it must not decide what is chosen.
        const isLeft = chance() >= share;
        const options = given[reference] !== undefined ? [given[reference]]
            : isLeft && !next.currentState.required ? []
                : candidates(next, chance, { box, count: done.size });
        for (const option of options) {
            put(next, option);
            if (!next.validationState.violation) break;
        }
    }
}

const textsOf = (element) => {
    const out = {};
    for (const leaf of element.querySelectorAll('*'))
        if (leaf.children.length === 0 && leaf.textContent !== '') {
            const path = [];
            for (let one = leaf; one.parentElement; one = one.parentElement)
                path.unshift(one.localName);
            out[`/${element.localName}/${path.join('/')}`] = leaf.textContent;
        }
    return out;
};

/** Makes ready what is sent: in one request, or each file in one of its own. */
export async function pack({ inParts = false } = {}) {
    let payload = await root.prepareInstancePayload();
    const sizes = [...payload.data[0].values()].map((file) => file.size);
    if (inParts)
        payload = await root.prepareInstancePayload({
            // The time in the XML may have a few more digits the next time.
            payloadType: 'chunked', maxSize: sizes[0] + Math.max(0, ...sizes.slice(1)) + 8,
        });
    parcels = payload.data;
    const xml = await parcels[0].get('xml_submission_file').text();
    const read = new DOMParser().parseFromString(xml, 'text/xml');
    if (read.querySelector('parsererror')) throw new Error(`no XML: ${xml}`);
    return {
        status: payload.status,
        violations: (payload.violations ?? []).map((one) => one.reference),
        sent: textsOf(read.documentElement),
        parcels: parcels.length,
    };
}

async function post(parcel, language) {
    const answer = await fetch('/openrosa/submission', {
        method: 'POST', body: parcel,
        headers: { 'X-OpenRosa-Version': '1.0', 'Accept-Language': language },
    });
    const read = new DOMParser().parseFromString(await answer.text(), 'text/xml');
    return { status: answer.status, message: read.querySelector('message')?.textContent };
}

/** Sends a parcel that was made ready; without its files when only the XML is to go. */
export function send(index = 0, { withFiles = true, language = 'en' } = {}) {
    if (withFiles) return post(parcels[index], language);
    const bare = new FormData();
    bare.set('xml_submission_file', parcels[index].get('xml_submission_file'));
    return post(bare, language);
}

/** The XML as it goes out. */
export const xml = () => parcels[0].get('xml_submission_file').text();

/** Another XML with the same files. */
export function sendInstead(other) {
    const parcel = new FormData();
    parcel.set('xml_submission_file', new File([other], 'xml_submission_file',
        { type: 'text/xml' }));
    for (const [name, file] of parcels[0])
        if (name !== 'xml_submission_file') parcel.set(name, file);
    return post(parcel, 'en');
}

/** SHA-256 of each file that goes along, by its name. */
export async function hashes() {
    const out = {};
    for (const parcel of parcels)
        for (const [name, file] of parcel) {
            if (name === 'xml_submission_file') continue;
            const hash = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
            out[name] = [...new Uint8Array(hash)]
                .map((byte) => byte.toString(16).padStart(2, '0')).join('');
        }
    return out;
}
