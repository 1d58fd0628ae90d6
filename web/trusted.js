// SPDX-License-Identifier: Apache-2.0
// Where the browser has Trusted Types, the page's policy lets no text become a script but through
// here: addresses of this server alone.

const policy = globalThis.trustedTypes?.createPolicy("kongdi", {
  createScriptURL(address) {
    const url = new URL(address, document.baseURI);
    if (url.origin !== location.origin) throw new TypeError(address);
    return url.href;
  },
});

export const scriptOf = (address) => policy?.createScriptURL(address) ?? address;
