// SPDX-License-Identifier: Apache-2.0
// How many pixels the canvas has. It is sized before its graphics context is made: afterwards each
// change of size makes the browser wait for the graphics card.

const kMostDensity = 2; // more costs fill and shows nothing
const kManyPixels = 4e6;

/** Sizes it to the window; says its height as shown, and its pixels. */
export function sizeCanvas() {
  const canvas = document.getElementById("canvas");
  const view = window.visualViewport;
  // The keyboard covers the lower part of the window; some phones also push the page up.
  const height = view && view.scale === 1 ? view.height : window.innerHeight;
  const width = window.innerWidth;
  let density = Math.min(window.devicePixelRatio || 1, kMostDensity);
  if (width * height * density * density > kManyPixels) density = Math.min(density, Math.max(1, Math.sqrt(kManyPixels / (width * height))));
  const w = Math.max(1, Math.round(width * density));
  const h = Math.max(1, Math.round(height * density));
  if (canvas.width !== w || canvas.height !== h) {
    canvas.width = w;
    canvas.height = h;
  }
  return { height, density, w, h };
}
