// SPDX-License-Identifier: Apache-2.0
// Letters for the atlas, drawn by the browser's own text engine on a small canvas: as many as are
// asked for in one go, because reading pixels back costs more than drawing them. A letter is what a
// person takes for one, of several code points where need be, or a word of Arabic or Hebrew.

const kFont = getComputedStyle(document.documentElement).getPropertyValue("--font").trim();
const kPad = 2;
const kMostWidth = 2000; // of one letter; what is wider or higher is cut off
const decoder = new TextDecoder();
let canvas;
let pen;
let pixels = new Uint8Array(0);

// For tests: how many were made, in how many ms, and the longest ms of one batch.
export const letterCounts = { made: 0, batches: 0, ms: 0, most: 0 };

function penOf(width, height) {
  if (!canvas) canvas = document.createElement("canvas");
  if (!pen || canvas.width < width || canvas.height < height) {
    canvas.width = Math.max(canvas.width, width, 512);
    canvas.height = Math.max(canvas.height, height, 64);
    pen = canvas.getContext("2d", { willReadFrequently: true });
  }
  return pen;
}

function prepare(px, bold, width = 1, height = 1) {
  const p = penOf(width, height);
  p.font = `${bold ? 700 : 400} ${px}px ${kFont}`;
  p.textBaseline = "alphabetic";
  p.textAlign = "left";
  p.fillStyle = "#fff";
  return p;
}

// The letters of pictures and signs may bring colours of their own.
const mayHaveColour = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20E3/u;

const list = (bytes) => decoder.decode(bytes).split("\0").slice(0, -1);

export function fontMetrics(px, bold) {
  const m = prepare(px, bold).measureText("国");
  const ascent = m.fontBoundingBoxAscent ?? px * 0.92;
  return [ascent, m.fontBoundingBoxDescent ?? px * 0.24];
}

export function measure(letters, px, bold, widths) {
  const p = prepare(px, bold);
  widths.set(list(letters).map((text) => Math.min(p.measureText(text).width, kMostWidth)));
}

function boxOf(p, text, px) {
  const m = p.measureText(text);
  const left = Math.floor(-(m.actualBoundingBoxLeft ?? 0)) - kPad;
  const right = Math.ceil(m.actualBoundingBoxRight ?? m.width) + kPad;
  const high = Math.floor(-(m.actualBoundingBoxAscent ?? px)) - kPad;
  const low = Math.ceil(m.actualBoundingBoxDescent ?? px / 4) + kPad;
  if (right - left <= 2 * kPad || low - high <= 2 * kPad || !text.trim()) return { text, w: 0, h: 0 };
  const w = Math.min(right - left, kMostWidth);
  const top = Math.max(high, -2 * px | 0);
  const h = Math.min(low, px | 0) - top;
  return { text, left, top, w, h, cut: w < right - left || h < low - high };
}

// Writes five numbers a letter: left, top, width, height, coloured. Returns how many bytes
// glyphPixels() holds afterwards.
export function glyphs(letters, px, bold, metrics) {
  const start = performance.now();
  let p = prepare(px, bold);
  const boxes = list(letters).map((text) => boxOf(p, text, px));
  // Side by side in rows no wider than a canvas may be.
  let width = 0;
  let x = 0;
  let y = 0;
  let row = 0;
  for (const box of boxes) {
    if (x && x + box.w > kMostWidth) {
      y += row;
      x = row = 0;
    }
    box.x = x;
    box.y = y;
    x += box.w;
    width = Math.max(width, x);
    row = Math.max(row, box.h);
  }
  const height = y + row;
  let size = 0;
  if (width && height) {
    p = prepare(px, bold, width, height);
    p.clearRect(0, 0, width, height);
    for (const box of boxes) if (box.w) fill(p, box);
    const drawn = p.getImageData(0, 0, width, height).data;
    const out = new Uint8Array(width * height * 4);
    for (const box of boxes) {
      box.colour = box.w > 0 && mayHaveColour.test(box.text) && hasColour(drawn, width, box);
      for (let line = 0; line < box.h; ++line) {
        let at = ((box.y + line) * width + box.x) * 4;
        for (let i = 0; i < box.w; ++i, at += 4) {
          if (box.colour) for (let part = 0; part < 4; ++part) out[size++] = drawn[at + part];
          else out[size++] = drawn[at + 3];
        }
      }
    }
    pixels = out.subarray(0, size);
  }
  boxes.forEach((box, i) => metrics.set([box.left ?? 0, box.top ?? 0, box.w, box.h, box.colour ? 1 : 0], i * 5));
  count(boxes.length, performance.now() - start);
  return size;
}

// Nothing of a letter that is higher or wider than its box may reach its neighbours.
function fill(p, box) {
  if (!box.cut) return p.fillText(box.text, box.x - box.left, box.y - box.top);
  p.save();
  p.beginPath();
  p.rect(box.x, box.y, box.w, box.h);
  p.clip();
  p.fillText(box.text, box.x - box.left, box.y - box.top);
  p.restore();
}

function hasColour(drawn, width, box) {
  for (let y = 0; y < box.h; ++y)
    for (let x = 0; x < box.w; ++x) {
      const at = ((box.y + y) * width + box.x + x) * 4;
      if (drawn[at + 3] > 128 && (Math.abs(drawn[at] - drawn[at + 1]) > 24 || Math.abs(drawn[at + 1] - drawn[at + 2]) > 24)) return true;
    }
  return false;
}

function count(made, ms) {
  letterCounts.made += made;
  letterCounts.batches += 1;
  letterCounts.ms += ms;
  letterCounts.most = Math.max(letterCounts.most, ms);
}

export const glyphPixels = () => pixels;
