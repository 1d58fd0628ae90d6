// SPDX-License-Identifier: Apache-2.0
// The semantic DOM: one real element for each thing on the canvas, at the same place, invisible.
// It is what fingers, mouse, keyboard, screen readers and tests touch, so all of them take the same
// way and the browser's own scrolling, focus and input methods work. The program says what there is
// (patches); what people do goes back by number.

import * as fields from "./fields.js";
import { followFingers } from "./fingers.js";
import { createFocus, scrollByKeys } from "./focus.js";
import { followPulls } from "./pull.js";

const kKinds = { activate: 0, choose: 1, focus: 2, editing: 3, hover: 4, press: 5, scroll: 6, pull: 7 };
const kDisabled = 1, kChecked = 2, kPressed = 4, kInvalid = 8, kRequired = 16, kCurrent = 32, kToggle = 64,
  kSortUp = 128, kSortDown = 256, kSortable = 512, kPhoto = 1024, kBusy = 2048, kMultiline = 4096,
  kNumeric = 8192, kPassword = 16384, kSearch = 32768, kGesture = 65536, kFile = 131072;

const kTags = {
  main: "main", banner: "header", footer: "footer", navigation: "nav", heading: "h2", paragraph: "p",
  button: "button", link: "a", checkbox: "input", radio: "input", textbox: "input", select: "select",
  list: "ul", listitem: "li",
};
const kRoles = {
  radiogroup: "radiogroup", group: "group", image: "img", table: "table", row: "row",
  columnheader: "columnheader", cell: "cell", progress: "progressbar", status: "status", alert: "alert",
  map: "application", dialog: "dialog",
};

export function createMirror(root, program, { pick, wake }) {
  const nodes = new Map(); // number → { el, data, … }
  const focus = createFocus(root, nodes);
  const live = { status: document.getElementById("live"), alert: document.createElement("div") };
  let news = []; // what this patch brought that is to be said
  let pressed = false; // since the last frame

  live.alert.className = "away";
  live.alert.ariaLive = "assertive";
  live.status.after(live.alert);

  const nodeOf = (target) => nodes.get(Number(target?.closest?.("[data-i]")?.dataset.i));
  const input = (kind, id, a = 0, b = 0) => program().input(kKinds[kind], id, a, b);

  function tagOf(data) {
    if (data.r === "heading") return `h${data.l || 2}`;
    if (data.r === "textbox") return data.s & kMultiline ? "textarea" : "input";
    if (data.r === "columnheader" || data.r === "scroller") return "div";
    return kTags[data.r] ?? "div";
  }

  function create(data) {
    const el = document.createElement(tagOf(data));
    el.dataset.i = data.i;
    if (kRoles[data.r]) el.setAttribute("role", kRoles[data.r]);
    if (data.r === "button") el.type = "button";
    if (data.r === "checkbox" || data.r === "radio") el.type = data.r;
    if (data.r === "main" || data.r === "scroller") {
      el.className = data.r === "main" ? "scroll" : "scroll sideways";
      el.tabIndex = data.r === "main" ? -1 : 0;
      const room = document.createElement("div");
      room.className = "room";
      el.append(room);
    }
    if (data.r === "scroller") el.setAttribute("role", "group");
    if (data.r === "map") el.tabIndex = 0;
    if (data.r === "heading" && data.l === 1) el.tabIndex = -1;
    // A part that is new is often not said; what it says goes through a region that stays.
    if (data.r === "status" || data.r === "alert") el.ariaLive = "off";
    if (data.r === "textbox") {
      el.className = "field";
      el.autocapitalize = "off";
      el.spellcheck = false;
    }
    return el;
  }

  const set = (el, name, value) => {
    if (value === null || value === undefined || value === "") el.removeAttribute(name);
    else if (el.getAttribute(name) !== String(value)) el.setAttribute(name, value);
  };

  function setField(node, data) {
    const { el } = node;
    if (!(data.s & kMultiline)) {
      el.type = data.s & kPassword ? "password" : data.s & kSearch ? "search" : "text";
      set(el, "inputmode", data.s & kNumeric ? "decimal" : data.s & kSearch ? "search" : null);
      set(el, "enterkeyhint", data.s & kSearch ? "search" : data.a ? "go" : "done");
    }
    set(el, "autocomplete", data.a || "off");
    set(el, "placeholder", data.o);
    set(el, "aria-required", data.s & kRequired ? "true" : null);
    const s = el.style;
    s.fontSize = `${data.f}px`;
    s.lineHeight = "1.5";
    s.paddingLeft = `${data.px - 3}px`;
    s.paddingRight = `${data.px - 3 + (data.cw ?? 0)}px`;
    s.paddingTop = s.paddingBottom = `${data.py ? data.py - 3 : 0}px`;
    // What is being typed wins over what the program held a moment ago.
    const current = document.activeElement === el;
    if (el.value !== (data.v ?? "") && (!current || (!node.composing && (data.e ?? 0) === node.edits)))
      fields.show(el, data.v ?? "");
  }

  function tell(role, words) {
    if (words) news.push([role, words]);
  }

  function apply(node, data) {
    const { el } = node;
    node.data = data;
    const inset = data.r === "textbox" ? 3 : 0;
    const [x, y, w, h] = data.b;
    const s = el.style;
    s.left = `${x + inset}px`;
    s.top = `${y + inset}px`;
    s.width = `${Math.max(0, w - 2 * inset)}px`;
    s.height = `${Math.max(0, h - 2 * inset)}px`;
    if (data.path && !data.path.includes("_")) el.dataset.path = data.path;

    const speaks = ["heading", "paragraph", "button", "link", "listitem", "status", "alert", "cell"].includes(data.r);
    if (speaks) {
      // A cell that holds its button has no text of its own.
      if (data.r !== "cell" || data.n) {
        if (node.words !== data.n) {
          node.words = data.n;
          if (live[data.r]) tell(data.r, data.n);
          if (el.firstElementChild) set(el, "aria-label", data.n);
          else el.textContent = data.n ?? "";
        }
      }
    } else if (data.r === "columnheader") {
      setHeader(node, data);
    } else {
      set(el, "aria-label", data.n);
    }
    set(el, "aria-description", data.d);
    set(el, "aria-invalid", data.s & kInvalid ? "true" : null);
    set(el, "aria-current", data.s & kCurrent ? (data.r === "listitem" ? "step" : "page") : null);
    set(el, "aria-busy", data.s & kBusy ? "true" : null);
    if (data.s & kToggle) set(el, "aria-pressed", data.s & kPressed ? "true" : "false");
    el.classList.toggle("gesture", !!(data.s & kGesture));
    // A button that is busy keeps the keyboard where it is.
    if (data.r === "button") set(el, "aria-disabled", data.s & kDisabled ? "true" : null);
    else if ("disabled" in el) el.disabled = !!(data.s & kDisabled);
    switch (data.r) {
      case "radio":
        el.name = `g${data.p}`; // fallthrough
      case "checkbox":
        el.checked = !!(data.s & kChecked);
        break;
      case "textbox":
        setField(node, data);
        break;
      case "select":
        setSelect(node, data);
        break;
      case "progress":
        set(el, "aria-valuenow", data.v);
        if (data.s & kBusy && node.words !== data.n) tell("status", node.words = data.n);
        break;
      case "table":
        set(el, "aria-rowcount", data.l);
        break;
      case "row":
        set(el, "aria-rowindex", data.l || 1);
        break;
      case "dialog":
        el.setAttribute("aria-modal", "true");
        break;
      case "main":
      case "scroller":
        setScroll(node, data);
        break;
    }
  }

  function setHeader(node, data) {
    const { el } = node;
    if (data.s & kSortable) {
      if (!node.button) {
        node.button = document.createElement("button");
        node.button.type = "button";
        node.button.style.cssText = "position:absolute;inset:0;width:100%;height:100%;opacity:0";
        el.append(node.button);
      }
      node.button.textContent = data.n;
      set(el, "aria-sort", data.s & kSortUp ? "ascending" : data.s & kSortDown ? "descending" : "none");
    } else {
      el.textContent = data.n;
    }
  }

  function setSelect(node, data) {
    const { el } = node;
    if (node.options !== data.o) {
      node.options = data.o;
      el.replaceChildren(...(data.o ?? "").split("\n").map((words) => new Option(words)));
    }
    el.selectedIndex = data.v === undefined ? -1 : Number(data.v);
  }

  function setScroll(node, data) {
    const { el } = node;
    const room = el.querySelector(":scope > .room");
    room.style.width = `${data.cw ?? 1}px`;
    const down = data.r === "main" || (data.ch ?? 0) > data.b[3] + 1;
    room.style.height = down ? `${data.ch ?? 1}px` : "1px";
    el.classList.toggle("sideways", !down);
    // Only a move of the program's own is applied: otherwise a flick would be stopped by its echo.
    if (node.moves !== (data.e ?? 0)) {
      node.moves = data.e ?? 0;
      node.y = data.sy ?? 0;
      node.x = data.sx ?? 0;
      el.scrollTop = node.y;
      el.scrollLeft = node.x;
    }
  }

  function place(order) {
    const next = new Map(); // parent element → how many children stand
    const kept = new Set(order);
    for (const [id, node] of nodes) {
      if (kept.has(id)) continue;
      node.el.remove();
      nodes.delete(id);
    }
    for (const id of order) {
      const node = nodes.get(id);
      if (!node) continue;
      const parent = nodes.get(node.data.p)?.el ?? root;
      const at = next.get(parent) ?? 0;
      next.set(parent, at + 1);
      const there = parent.children[at];
      if (there === node.el) continue;
      // Moved, not taken out and put in, where the browser can: focus and composing stay.
      if (parent.moveBefore && node.el.isConnected) parent.moveBefore(node.el, there ?? null);
      else parent.insertBefore(node.el, there ?? null);
    }
  }

  function patch(text) {
    const { order, nodes: changed } = JSON.parse(text);
    const settle = focus.watch();
    const keepPlace = watchWidth(changed);
    news = [];
    for (const data of changed) {
      data.s ??= 0;
      let node = nodes.get(data.i);
      if (node && node.el.localName !== tagOf(data)) {
        node.el.remove();
        nodes.delete(data.i);
        node = undefined;
      }
      if (!node) nodes.set(data.i, { el: create(data), data, edits: data.e ?? 0 });
    }
    if (order) place(order);
    for (const data of changed) apply(nodes.get(data.i), data);
    keepPlace?.();
    const arrived = settle(order);
    // A new screen is read from its heading on; only what is wrong is said at once.
    for (const [role, words] of news)
      if (role === "alert" || !arrived) say(role, words);
  }

  function say(role, words) {
    const line = document.createElement("p");
    line.textContent = words;
    live[role].replaceChildren(line);
  }

  // Turned or resized, a page breaks its lines anew: what stood at the top stays there.
  function watchWidth(changed) {
    const next = changed.find((data) => data.r === "main");
    const main = next && nodes.get(next.i);
    if (!main || Math.abs(main.data.b[2] - next.b[2]) < 1 || main.el.scrollTop < 1) return undefined;
    const top = (node) => node.data.b[1] + (node.data.p === next.i ? 0 : top(nodes.get(node.data.p)));
    const inside = [...nodes.values()].filter((node) => node !== main && main.el.contains(node.el));
    const seen = (node) => top(node) + node.data.b[3] > main.el.scrollTop && top(node) < main.el.scrollTop + main.el.clientHeight;
    const whole = inside.filter((node) => !node.el.querySelector("[data-i]") && top(node) > main.el.scrollTop - 4);
    const anchor = inside.find((node) => node.el === document.activeElement && seen(node))
      ?? whole.sort((a, b) => top(a) - top(b) || a.data.b[0] - b.data.b[0])[0];
    const away = anchor && top(anchor) - main.el.scrollTop;
    return () => {
      if (anchor && nodes.get(anchor.data.i) === anchor) main.el.scrollTop = top(anchor) - Math.min(away, main.el.clientHeight / 2);
    };
  }

  // What people do -------------------------------------------------------------------------------

  function edit(node, composing, committed) {
    node.composing = composing;
    node.edits = (node.edits ?? 0) + 1;
    program().edit(node.data.i, node.edits, composing, committed, node.el.value);
    wake("text");
  }

  root.addEventListener("click", (event) => {
    const node = nodeOf(event.target);
    if (!node || node.data.s & kDisabled) return;
    focus.press(node.data.i);
    const role = node.data.r;
    if (role === "link") event.preventDefault();
    if (node.data.s & (kPhoto | kFile)) pick(node.data.path, !!(node.data.s & kFile));
    const sort = role === "columnheader" && event.target.closest("button");
    if (role === "button" || role === "link" || role === "checkbox" || role === "radio" || sort) {
      input("activate", node.data.i);
      wake("press");
      pressed = true;
    }
  });
  root.addEventListener("change", (event) => {
    const node = nodeOf(event.target);
    if (node?.data.r === "select") {
      input("choose", node.data.i, node.el.selectedIndex);
      wake("press");
    }
  });
  root.addEventListener("beforeinput", (event) => {
    const node = nodeOf(event.target);
    if (node?.data.r === "textbox") fields.beforeInput(event, node.data.l, !!(node.data.s & kMultiline));
  });
  for (const type of ["input", "compositionend"])
    root.addEventListener(type, (event) => {
      const node = nodeOf(event.target);
      if (node?.data.r !== "textbox") return;
      const composing = event.isComposing === true && type === "input";
      if (!composing) fields.fit(node.el, node.data.l);
      edit(node, composing, false);
    });
  root.addEventListener("focusin", (event) => {
    const node = nodeOf(event.target);
    if (!node) return;
    const field = node.data.r === "textbox";
    input("focus", node.data.i, focus.isShown(event.target) ? 1 : 0);
    input("editing", field ? node.data.i : 0);
    if (field) event.target.scrollIntoView({ block: "nearest" }); // all of it, not the caret's line alone
    wake("focus");
  });
  root.addEventListener("focusout", (event) => {
    const node = nodeOf(event.target);
    input("focus", 0);
    input("editing", 0);
    if (node?.data.r === "textbox") {
      edit(node, false, true);
      scrollTo(0, 0); // some phones leave the page pushed up by the keyboard
    }
    wake("focus");
  });
  root.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const node = nodeOf(event.target);
    if (event.key === "Escape") {
      const close = root.querySelector("[role=dialog] button");
      if (close) close.click();
    }
    if (!node) return;
    if (node.data.r === "textbox" && event.key === "Enter" && !(node.data.s & kMultiline)) {
      edit(node, false, true);
      // A log-in is sent by Enter, as a form is.
      if (node.data.a) root.querySelector("footer button")?.click();
      if (matchMedia("(pointer: coarse)").matches) node.el.blur();
    }
    if (node.data.r === "map" && event.target === node.el) {
      const code = { ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, "+": 43, "=": 43, "-": 45 }[event.key];
      if (!code) return;
      event.preventDefault();
      program().pointer(node.data.i, 5, 0, 0, 0, code, performance.now());
      wake("key");
    }
  });

  followFingers(root, { nodeOf, input, program, wake });
  scrollByKeys(root);
  const insideEnds = followPulls(root, (el, px) => {
    input("pull", Number(el.dataset.i), 0, px);
    wake("pull");
  });
  root.addEventListener("scroll", (event) => {
    const node = nodeOf(event.target);
    if (!node || node.el !== event.target) return;
    const x = node.el.scrollLeft;
    const y = insideEnds(node.el);
    if (y === node.y && x === node.x) return;
    Object.assign(node, { x, y });
    input("scroll", node.data.i, x, y);
    wake("scroll");
  }, { capture: true, passive: true });

  return {
    patch,
    // After a frame, however late it comes: the program has the last word on what is ticked.
    drawn() {
      if (pressed) for (const { el, data } of nodes.values()) if ("checked" in el) el.checked = !!(data.s & kChecked);
      pressed = false;
    },
    tree: () => [...nodes.values()].map((node) => node.data),
    // Brings the field being edited into what is left above the keyboard.
    showFocused() {
      document.activeElement?.closest?.(".field")?.scrollIntoView({ block: "nearest" });
    },
  };
}
