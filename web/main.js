// SPDX-License-Identifier: Apache-2.0
// Opens the page: looks whether this browser can, fetches the program while showing the first
// screen, and hands over.

import start_kongdi from "./kongdi.js";
import { createBridge } from "./bridge.js";
import { sizeCanvas } from "./canvas_size.js";
import { scriptOf } from "./trusted.js";

const kWords = {
  zh: { opening: "正在打开…", failed: "没有打开。请检查网络，然后重新载入。", old: "这个浏览器太旧，打不开这个页面。请换一个新一些的浏览器，或者请社区工作者帮您登记。" },
  en: { opening: "Opening…", failed: "This did not open. Check the connection and reload.", old: "This browser is too old for this page. Please use a newer one, or ask a community worker to file the report for you." },
};
const chinese = !/^en\b/.test(navigator.language ?? "zh");
const words = kWords[chinese ? "zh" : "en"];
document.getElementById(chinese ? "first-en" : "first-zh").hidden = true;
const kDeskProgram = "{{desk.wasm}}";
const state = document.getElementById("first-state");
document.getElementById("first-words").textContent = words.opening;

function say(text) {
  state.querySelector(".spin")?.remove();
  state.className = "wrong";
  state.querySelector("#first-words").textContent = text;
  document.documentElement.dataset.screen = "stopped";
}

function canRun() {
  if (typeof WebAssembly !== "object" || !window.indexedDB || !window.PointerEvent) return false;
  sizeCanvas();
  // On the canvas itself, with what the program would ask for: it then finds this one, and a second
  // context, which is slow to make, is spared.
  return !!document.getElementById("canvas").getContext("webgl2", {
    alpha: false, depth: false, stencil: false, antialias: false, powerPreference: "low-power",
  });
}

// Workers and planners have a program of their own, which holds this one, too. It is loaded at their
// addresses, and where this one says that it lacks a screen (page.desk).
const kDesk = /^\/(worker|planner|import|facilities|thresholds|waves|index|plan|programme|questionnaires|downloads|meetings|accounts?|me|invite|login)(\/|$)/;

function forDesk() {
  let asked = false;
  try {
    asked = sessionStorage.getItem("desk") === location.pathname;
    sessionStorage.removeItem("desk");
  } catch {
    // A browser that keeps nothing for us; the address says it.
  }
  return kDeskProgram !== "" && (asked || kDesk.test(location.pathname));
}

async function takeProgram(address, reply, imports, done) {
  try {
    const { instance, module } = await WebAssembly.instantiateStreaming(reply, imports);
    done(instance, module);
  } catch {
    // A proxy that sends another type, or a browser that cannot compile while loading.
    const bytes = await (await fetch(address, { credentials: "same-origin" })).arrayBuffer();
    const { instance, module } = await WebAssembly.instantiate(bytes, imports);
    done(instance, module);
  }
}

async function open() {
  const desk = forDesk();
  const address = desk ? kDeskProgram : "{{kongdi.wasm}}";
  // On its way while the graphics context is made.
  const reply = fetch(address, { credentials: "same-origin" });
  reply.catch(() => {});
  if (!canRun()) return say(words.old);
  const bridge = createBridge();
  try {
    const begin = desk ? (await import(new URL("{{desk.js}}", document.baseURI))).default : start_kongdi;
    const module = await new Promise((resolve, reject) => {
      begin({
        canvas: document.getElementById("canvas"),
        page: bridge.page,
        instantiateWasm(imports, done) {
          takeProgram(address, reply, imports, done).catch(reject);
          return {};
        },
      }).then(resolve, reject);
    });
    bridge.start(module);
    document.getElementById("first").remove();
  } catch (error) {
    console.error(error);
    return say(words.failed);
  }
  if ("serviceWorker" in navigator && window.isSecureContext)
    navigator.serviceWorker.register(scriptOf("sw.js")).catch(() => {});
}

open();
