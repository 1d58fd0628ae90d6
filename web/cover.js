// SPDX-License-Identifier: Apache-2.0
// Parts of a photo painted over: what lies beneath is not in the picture any more.

import { canvasOf, encode } from "./shrink.js";

// `boxes` are [left, top, right, bottom] in parts of width and height.
export async function cover(photo, boxes) {
  const picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
  const { width, height } = picture;
  const canvas = canvasOf(picture, width, height);
  picture.close();
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#222";
  for (const [left, top, right, bottom] of boxes) {
    // Whole pixels: none of the edge shows through.
    const x = Math.floor(left * width);
    const y = Math.floor(top * height);
    pen.fillRect(x, y, Math.ceil(right * width) - x, Math.ceil(bottom * height) - y);
  }
  const blob = await encode(canvas);
  canvas.width = canvas.height = 0;
  return { blob, width, height };
}
