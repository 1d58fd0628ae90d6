// SPDX-License-Identifier: Apache-2.0
// Runs inside of the page, bundled: Enketo makes its form of an XForm, takes in what another client
// has filled in, and says what it holds against it.
import { Form } from 'enketo-core';
import { transform } from 'enketo-transformer/web';

let made = null;
let media = {};

/** `files`: name of a file → its address, as the manifest has it. */
export async function open(address, files) {
    const xform = await (await fetch(address)).text();
    made = await transform({ xform, media: {} });
    media = {};
    for (const [name, from] of Object.entries(files))
        media[name] = await (await fetch(from)).text();
    return made.languageMap;
}

const textsOf = (root) => {
    const out = {};
    for (const leaf of root.querySelectorAll('*')) {
        // A sum of nothing is left empty by other clients.
        if (leaf.children.length > 0 || ['', 'NaN'].includes(leaf.textContent)) continue;
        const path = [];
        for (let one = leaf; one.parentElement; one = one.parentElement)
            path.unshift(one.localName);
        out[`/${root.localName}/${path.join('/')}`] = leaf.textContent;
    }
    return out;
};

/** What Enketo finds in an instance that was begun elsewhere, and what it would send of it. */
export async function take(instanceStr, language) {
    document.body.innerHTML = made.form;
    const element = document.querySelector('form.or');
    const read = (xml) => new DOMParser().parseFromString(xml, 'text/xml');
    const external = Object.entries(media).map(([name, xml]) =>
        ({ id: name.replace('.xml', ''), src: `jr://file/${name}`, xml: read(xml) }));
    const form = new Form(element,
        { modelStr: made.model, instanceStr, external, submitted: false }, { language });
    const errors = form.init();
    const isValid = await form.validate();
    const wrong = element.querySelectorAll('.invalid-required, .invalid-constraint');
    const xml = form.getDataStr({ irrelevant: false });
    return {
        errors, isValid, xml,
        against: [...wrong].map((one) => one.querySelector('[name]').getAttribute('name')),
        sent: textsOf(read(xml).documentElement),
    };
}
