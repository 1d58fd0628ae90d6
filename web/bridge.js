// SPDX-License-Identifier: Apache-2.0
// The page's half of the door (shell/platform/platform.hpp says what passes through it): frames when
// somebody asks for one, the size of the window, effects out, events in.

import { fontMetrics, glyphPixels, glyphs, letterCounts, measure as measureLetters } from "./glyphs.js";
import { sizeCanvas } from "./canvas_size.js";
import * as handover from "./handover.js";
import * as layers from "./layers.js";
import { createMirror } from "./mirror.js";
import * as photos from "./photos.js";
import { createServices } from "./services.js";

export function createBridge() {
  const app = document.getElementById("app");
  const canvas = document.getElementById("canvas");
  const live = document.getElementById("live");
  const photoInput = document.getElementById("photo-input");
  const fileInput = document.getElementById("file-input");
  const layerInput = document.getElementById("layer-input");
  const encoder = new TextEncoder();
  const counts = { frames: 0, draws: 0, reasons: {} };
  let wasm; // the program's functions
  let hooks; // what the program lets us do with its memory
  let program; // the same with names
  let asked = 0; // the frame to come
  let lives = 0; // of the graphics context: what was asked for in another is not taken
  let timer;
  let timerAt = Infinity;
  let ratio; // of device to CSS pixels, as last measured
  let inside = false;
  let field = "";
  let shown; // the picture being handed over
  const later = [];

  function fill(text) {
    const bytes = encoder.encode(text);
    hooks.write(wasm._kongdi_buffer(bytes.length), bytes);
  }

  function wake(reason) {
    counts.reasons[reason] = (counts.reasons[reason] ?? 0) + 1;
    if (asked || document.hidden || !program) return;
    asked = requestAnimationFrame(frame);
  }

  function wakeIn(ms) {
    if (ms < 8) return wake("settle");
    const at = performance.now() + ms;
    if (at >= timerAt) return;
    clearTimeout(timer);
    timerAt = at;
    timer = setTimeout(() => { timerAt = Infinity; wake("timer"); }, ms);
  }

  function frame() {
    asked = 0;
    if (window.devicePixelRatio !== ratio) measure();
    counts.frames += 1;
    inside = true;
    wasm._kongdi_frame(performance.now());
    inside = false;
    mirror.drawn();
    while (later.length) deliver(later.shift());
  }

  // Between frames, a piece at a time, so that fingers and frames come in between.
  const turns = new MessageChannel();
  turns.port1.onmessage = () => { if (wasm._kongdi_work()) turns.port2.postMessage(0); };

  // What was typed a moment ago is taken over, and so stored, before the phone may end the page.
  function takeOver() {
    if (!asked || inside) return;
    cancelAnimationFrame(asked);
    frame();
  }

  function deliver(event) {
    fill(JSON.stringify(event));
    wasm._kongdi_event();
  }
  // Never while the program is at work: it would meet itself.
  const emit = (event) => { if (inside) later.push(event); else deliver(event); };
  // Only from what the network answers, which never comes while the program is at work.
  function emitBytes(tag, status, bytes) {
    const head = encoder.encode(`${tag}\n`);
    const at = wasm._kongdi_buffer(head.length + bytes.length);
    hooks.write(at, head);
    hooks.write(at + head.length, bytes);
    wasm._kongdi_bytes(status);
  }

  function measure() {
    ratio = window.devicePixelRatio;
    const view = window.visualViewport;
    const { height, density, w, h } = sizeCanvas();
    app.style.height = `${height}px`;
    app.style.transform = view && view.offsetTop ? `translateY(${view.offsetTop}px)` : "";
    const safe = getComputedStyle(document.getElementById("safe"));
    const edge = (side) => parseFloat(safe[`padding${side}`]) || 0;
    wasm._kongdi_viewport(w / density, h / density, density, edge("Top"), edge("Right"), edge("Bottom"), edge("Left"));
  }

  function resized() {
    measure();
    wake("resize");
    requestAnimationFrame(() => requestAnimationFrame(() => mirror.showFocused()));
  }

  // Another screen, or the browser's zoom: the density may change and the size stay.
  function watchDensity() {
    matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`).addEventListener("change", () => {
      resized();
      watchDensity();
    }, { once: true });
  }

  function hashSlowly(bytes) {
    wasm._kongdi_hash_start();
    const piece = 64 * 1024;
    for (let at = 0; at < bytes.length; at += piece) {
      const part = bytes.subarray(at, at + piece);
      hooks.write(wasm._kongdi_buffer(part.length), part);
      wasm._kongdi_hash_add();
    }
    return hooks.text(wasm._kongdi_hash_finish());
  }

  // One input for all photo buttons, one for files; it must be pressed inside the person's own press.
  function pick(path, anyFile) {
    const input = !anyFile ? photoInput : path.endsWith("layer_file") ? layerInput : fileInput;
    field = path;
    input.value = "";
    input.click();
  }
  fileInput.addEventListener("change", () => {
    const file = fileInput.files?.[0];
    if (file) handover.read(file, (bytes) => photos.sha256(bytes, hashSlowly)).then(
      (found) => emit({ event: "handover.read", ...found }),
      (error) => emit({ event: "handover.unreadable", reason: error.message }),
    );
  });
  layerInput.addEventListener("change", () => {
    const file = layerInput.files?.[0];
    if (file) layers.take(file, emit);
  });
  photoInput.addEventListener("change", () => {
    const file = photoInput.files?.[0];
    if (file) photos.take(file, field, emit, hashSlowly);
  });

  const mirror = createMirror(document.getElementById("mirror"), () => program, { pick, wake });
  const services = createServices({ emit, emitBytes, wakeIn, hashSlowly });

  const page = {
    open(given) { hooks = given; },
    send(text) { services.run(JSON.parse(text)); },
    patch: mirror.patch,
    wake,
    wakeIn,
    workSoon: () => turns.port2.postMessage(0),
    fontMetrics,
    glyphs,
    glyphPixels,
    measure: measureLetters,
    drawn() { counts.draws += 1; },
    say(text) { live.textContent = text; },
    upload(texture) { hooks.upload(texture, shown); },
    look(card, ink, paper) {
      const hex = (colour) => `#${[colour & 255, (colour >> 8) & 255, (colour >> 16) & 255].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
      const style = document.documentElement.style;
      style.setProperty("--card", hex(card));
      style.setProperty("--ink", hex(ink));
      style.setProperty("--paper", hex(paper));
      document.querySelector("meta[name=theme-color]").content = hex(paper);
    },
    async picture(name) {
      const life = lives;
      let picture;
      try {
        picture = await photos.picture(name);
      } catch {
        picture = undefined;
      }
      if (life !== lives) return picture?.close();
      shown = picture;
      fill(name);
      wasm._kongdi_picture(picture?.width ?? 0, picture?.height ?? 0);
      picture?.close();
      shown = undefined;
      wake("picture");
    },
  };

  function start(module) {
    wasm = module;
    program = {
      input: (kind, id, a, b) => wasm._kongdi_input(kind, id, a, b),
      pointer: (...numbers) => wasm._kongdi_pointer(...numbers),
      edit(id, number, composing, committed, text) {
        // Half of a surrogate pair, as a bad paste may hold, is no text.
        fill(text.toWellFormed?.() ?? text);
        wasm._kongdi_edit(id, number, composing ? 1 : 0, committed ? 1 : 0);
      },
    };
    app.hidden = false;
    measure();
    wasm._kongdi_start();
    measure();
    window.addEventListener("resize", resized);
    watchDensity();
    window.visualViewport?.addEventListener("resize", resized);
    window.visualViewport?.addEventListener("scroll", resized);
    window.addEventListener("pagehide", takeOver);
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) takeOver();
      emit({ event: document.hidden ? "hidden" : "visible" });
      wake("visible");
    });
    canvas.addEventListener("webglcontextlost", (event) => {
      event.preventDefault();
      wasm._kongdi_lost();
    });
    canvas.addEventListener("webglcontextrestored", () => {
      lives += 1;
      wasm._kongdi_restored();
      wake("restored");
    });
    services.start();
    wake("start");
  }

  // For tests: what was drawn and why, and what is there.
  window.__kongdi = { get frames() { return counts.frames; }, get draws() { return counts.draws; }, get memory() { return hooks.size(); }, reasons: counts.reasons, letters: letterCounts, tree: mirror.tree };
  return { page, start };
}
