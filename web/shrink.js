// SPDX-License-Identifier: Apache-2.0
// A photo made upright and small enough to send. On a thread of its own where the browser can
// (photo_worker.js), else on the page's.

const kLongEdge = 1600;
const kMostBytes = 350_000;
// Leaves and noise do not pack well: rather a little rougher than an upload that takes minutes.
const kQualities = [0.8, 0.65, 0.5, 0.35];
const kSmaller = 0.75;

function blankCanvas(width, height) {
  if (typeof document === "undefined") return new OffscreenCanvas(width, height);
  return Object.assign(document.createElement("canvas"), { width, height });
}

const jpegOf = (canvas, quality) => canvas.convertToBlob?.({ type: "image/jpeg", quality })
  ?? new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

export function canvasOf(source, width, height) {
  const canvas = blankCanvas(width, height);
  const pen = canvas.getContext("2d", { alpha: false });
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, width, height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(source, 0, 0, width, height);
  return canvas;
}

// What fits, or the smallest that could be made of this canvas.
export async function encode(canvas) {
  let blob;
  for (let i = 0; i < kQualities.length; ++i) {
    blob = await jpegOf(canvas, kQualities[i]);
    if (!blob) throw new Error("encode");
    if (blob.size <= kMostBytes) break;
    if (blob.size > 1.5 * kMostBytes) ++i; // the next would not do
  }
  return blob;
}

export async function shrink(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, kLongEdge / Math.max(picture.width, picture.height));
  const sized = (length, factor) => Math.max(1, Math.round(length * factor));
  let canvas = canvasOf(picture, sized(picture.width, scale), sized(picture.height, scale));
  picture.close();
  let blob = await encode(canvas);
  while (blob.size > kMostBytes && Math.max(canvas.width, canvas.height) > 400) {
    canvas = canvasOf(canvas, sized(canvas.width, kSmaller), sized(canvas.height, kSmaller));
    blob = await encode(canvas);
  }
  const { width, height } = canvas;
  canvas.width = canvas.height = 0;
  return { blob, width, height };
}
