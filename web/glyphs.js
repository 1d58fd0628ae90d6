// SPDX-License-Identifier: Apache-2.0
// Letters for the atlas, drawn by the browser's own text engine on a small canvas: as many as are
// asked for in one go, because reading pixels back costs more than drawing them.

const kFont = getComputedStyle(document.documentElement).getPropertyValue("--font").trim();
const kPad = 2;
let canvas;
let pen;
let pixels = new Uint8Array(0);

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
  p.fillStyle = "#fff";
  return p;
}

// The letters of pictures and signs may bring colours of their own.
const mayHaveColour = (code) => code >= 0x1F000 || (code >= 0x2190 && code < 0x2C00) ||
  code === 0x3030 || code === 0x303D || code === 0x3297 || code === 0x3299;

export function fontMetrics(px, bold) {
  const m = prepare(px, bold).measureText("国");
  const ascent = m.fontBoundingBoxAscent ?? px * 0.92;
  return [ascent, m.fontBoundingBoxDescent ?? px * 0.24];
}

// Writes six numbers a letter: advance, left, top, width, height, coloured. Returns how many bytes
// glyphPixels() holds afterwards.
export function glyphs(codes, px, bold, metrics) {
  let p = prepare(px, bold);
  const boxes = [];
  let width = 0;
  let height = 0;
  for (const code of codes) {
    const text = String.fromCodePoint(code >= 0xD800 && code < 0xE000 ? 0xFFFD : code);
    const m = p.measureText(text);
    const left = Math.floor(-(m.actualBoundingBoxLeft ?? 0)) - kPad;
    const right = Math.ceil(m.actualBoundingBoxRight ?? m.width) + kPad;
    const top = Math.floor(-(m.actualBoundingBoxAscent ?? px)) - kPad;
    const bottom = Math.ceil(m.actualBoundingBoxDescent ?? px / 4) + kPad;
    const empty = right - left <= 2 * kPad || bottom - top <= 2 * kPad || !text.trim();
    const box = { text, code, advance: m.width, left, top, w: empty ? 0 : right - left, h: empty ? 0 : bottom - top, x: width };
    boxes.push(box);
    width += box.w;
    height = Math.max(height, box.h);
  }
  let size = 0;
  if (width && height) {
    p = prepare(px, bold, width, height);
    p.clearRect(0, 0, width, height);
    for (const box of boxes) if (box.w) p.fillText(box.text, box.x - box.left, -box.top);
    const drawn = p.getImageData(0, 0, width, height).data;
    const out = new Uint8Array(width * height * 4);
    for (const box of boxes) {
      box.colour = box.w > 0 && mayHaveColour(box.code) && hasColour(drawn, width, box);
      for (let y = 0; y < box.h; ++y) {
        let at = (y * width + box.x) * 4;
        for (let x = 0; x < box.w; ++x, at += 4) {
          if (box.colour) for (let i = 0; i < 4; ++i) out[size++] = drawn[at + i];
          else out[size++] = drawn[at + 3];
        }
      }
    }
    pixels = out.subarray(0, size);
  }
  boxes.forEach((box, i) => metrics.set([box.advance, box.left, box.top, box.w, box.h, box.colour ? 1 : 0], i * 6));
  return size;
}

function hasColour(drawn, width, box) {
  for (let y = 0; y < box.h; ++y)
    for (let x = 0; x < box.w; ++x) {
      const at = (y * width + box.x + x) * 4;
      if (drawn[at + 3] > 128 && (Math.abs(drawn[at] - drawn[at + 1]) > 24 || Math.abs(drawn[at + 1] - drawn[at + 2]) > 24)) return true;
    }
  return false;
}

export const glyphPixels = () => pixels;
