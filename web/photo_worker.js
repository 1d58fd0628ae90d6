// SPDX-License-Identifier: Apache-2.0
// Makes one photo small, beside the page.

import { shrink } from "./shrink.js";

self.onmessage = async ({ data: file }) => {
  if (!new OffscreenCanvas(1, 1).getContext("2d")) {
    self.postMessage({ unable: true });
    return;
  }
  try {
    self.postMessage({ photo: await shrink(file) });
  } catch {
    self.postMessage({});
  }
};
