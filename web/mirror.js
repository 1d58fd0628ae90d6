// SPDX-License-Identifier: Apache-2.0
// The semantic DOM: one real element for each thing on the canvas, at the same place, invisible.
// It is what fingers, mouse, keyboard, screen readers and tests touch, so all of them take the same
// way and the browser's own scrolling, focus and input methods work. The program says what there is
// (patches); what people do goes back by number.

const kKinds = { activate: 0, choose: 1, focus: 2, editing: 3, hover: 4, press: 5, scroll: 6 };
const kDisabled = 1, kChecked = 2, kPressed = 4, kInvalid = 8, kRequired = 16, kCurrent = 32, kToggle = 64,
  kSortUp = 128, kSortDown = 256, kSortable = 512, kPhoto = 1024, kBusy = 2048, kMultiline = 4096,
  kNumeric = 8192, kPassword = 16384, kSearch = 32768, kGesture = 65536;
const kPhases = { pointerdown: 0, pointermove: 1, pointerup: 2, pointercancel: 3 };

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

export function createMirror(root, program, { pickPhoto, wake }) {
  const nodes = new Map(); // number → { el, data, … }
  let pressed = 0;
  let hovered = 0;

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
      set(el, "enterkeyhint", data.s & kSearch ? "search" : "done");
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
      el.value = data.v ?? "";
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
    if ("disabled" in el) el.disabled = !!(data.s & kDisabled);
    switch (data.r) {
      case "checkbox":
        el.checked = !!(data.s & kChecked);
        break;
      case "radio":
        el.name = `g${data.p}`;
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
      if (node.el.contains(document.activeElement)) node.lostFocus = true;
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
      if (there !== node.el) parent.insertBefore(node.el, there ?? null);
    }
  }

  function patch(text) {
    const { order, nodes: changed } = JSON.parse(text);
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
    const dialog = root.querySelector("[role=dialog]");
    for (const child of root.children) child.inert = dialog !== null && !child.contains(dialog);
    if (dialog && !dialog.contains(document.activeElement)) dialog.querySelector("button, input, select, textarea")?.focus();
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
    const role = node.data.r;
    if (role === "link") event.preventDefault();
    if (node.data.s & kPhoto) pickPhoto(node.data.path);
    const sort = role === "columnheader" && event.target.closest("button");
    if (role === "button" || role === "link" || role === "checkbox" || role === "radio" || sort) {
      input("activate", node.data.i);
      wake("press");
      // The program has the last word on what is ticked.
      if (role === "checkbox" || role === "radio")
        setTimeout(() => {
          if (nodes.get(node.data.i) === node) node.el.checked = !!(node.data.s & kChecked);
        }, 250);
    }
  });
  root.addEventListener("change", (event) => {
    const node = nodeOf(event.target);
    if (node?.data.r === "select") {
      input("choose", node.data.i, node.el.selectedIndex);
      wake("press");
    }
  });
  root.addEventListener("input", (event) => {
    const node = nodeOf(event.target);
    if (node?.data.r === "textbox") edit(node, event.isComposing === true, false);
  });
  root.addEventListener("compositionend", (event) => {
    const node = nodeOf(event.target);
    if (node?.data.r === "textbox") edit(node, false, false);
  });
  root.addEventListener("focusin", (event) => {
    const node = nodeOf(event.target);
    if (!node) return;
    const field = node.data.r === "textbox";
    input("focus", node.data.i, event.target.matches(":focus-visible") ? 1 : 0);
    input("editing", field ? node.data.i : 0);
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

  // Raw fingers for parts that move by themselves; a shade under a finger for all others.
  const captured = new Map();
  function pointer(event) {
    const down = event.type === "pointerdown";
    const node = captured.get(event.pointerId) ?? (down ? nodeOf(event.target) : undefined);
    if (down) setPressed(nodeOf(event.target)?.data.i ?? 0);
    if (event.type === "pointerup" || event.type === "pointercancel") setPressed(0);
    if (!node || !(node.data.s & kGesture)) return;
    if (down && event.button === 0) {
      captured.set(event.pointerId, node);
      node.el.setPointerCapture(event.pointerId);
    }
    if (!captured.has(event.pointerId)) return;
    const at = root.getBoundingClientRect();
    program().pointer(node.data.i, kPhases[event.type], event.pointerId, event.clientX - at.left,
      event.clientY - at.top, 0, event.timeStamp);
    if (event.type === "pointerup" || event.type === "pointercancel") captured.delete(event.pointerId);
    wake("pointer");
  }
  for (const type of Object.keys(kPhases)) root.addEventListener(type, pointer);

  function setPressed(id) {
    if (pressed === id) return;
    pressed = id;
    input("press", id);
    wake("press");
  }
  root.addEventListener("pointerover", (event) => {
    const node = event.pointerType === "mouse" ? nodeOf(event.target) : undefined;
    const id = node?.data.i ?? 0;
    if (id === hovered) return;
    hovered = id;
    input("hover", id);
    wake("hover");
  });
  root.addEventListener("wheel", (event) => {
    const node = nodeOf(event.target);
    if (!node || !(node.data.s & kGesture)) return;
    event.preventDefault();
    const at = root.getBoundingClientRect();
    const steps = -event.deltaY / (event.deltaMode === 1 ? 8 : event.ctrlKey ? 60 : 240);
    program().pointer(node.data.i, 4, 0, event.clientX - at.left, event.clientY - at.top,
      Math.max(-1, Math.min(1, steps)), event.timeStamp);
    wake("pointer");
  }, { passive: false });
  root.addEventListener("contextmenu", (event) => {
    if (nodeOf(event.target)?.data.r !== "textbox") event.preventDefault();
  });
  root.addEventListener("scroll", (event) => {
    const node = nodeOf(event.target);
    if (!node || node.el !== event.target) return;
    const { scrollTop: y, scrollLeft: x } = node.el;
    if (y === node.y && x === node.x) return;
    node.x = x;
    node.y = y;
    input("scroll", node.data.i, x, y);
    wake("scroll");
  }, { capture: true, passive: true });

  return {
    patch,
    tree: () => [...nodes.values()].map((node) => node.data),
    // Brings the field being edited into what is left above the keyboard.
    showFocused() {
      const el = document.activeElement;
      if (el?.classList?.contains("field")) el.scrollIntoView({ block: "nearest" });
    },
  };
}
