// SPDX-License-Identifier: Apache-2.0
// Where the keyboard stands: on the heading of a screen just opened, inside a dialog while there is
// one, back where it was when that closes, and beside what was just taken away. Never nowhere.

const kAnswers = "a[href], button, input, select, textarea, [tabindex]";
const kAddressMs = 1000; // a new address whose screen does not come is none

export function createFocus(root, nodes) {
  let order = [];
  let main; // number of the page's body
  let address = location.pathname;
  let changedAt = -Infinity;
  let dialog;
  const openers = new Map(); // dialog → number of what opened it
  let pressed = 0;
  let keys = false; // was a key the last thing used?
  addEventListener("keydown", () => { keys = true; }, true);
  addEventListener("pointerdown", () => { keys = false; }, true);
  let guest; // { id, el }: stands on el only until id, gone while something loads, is back

  const idOf = (el) => Number(el?.closest?.("[data-i]")?.dataset.i ?? 0);
  const of = (role) => [...nodes.values()].filter((node) => node.data.r === role);
  const heading = () => of("heading").find((node) => node.data.l === 1)?.el;

  function takes(id) {
    const el = nodes.get(id)?.el;
    if (!el || el.disabled || el.closest("[inert]")) return undefined;
    if (el.matches(kAnswers) && el.tabIndex >= 0) return el;
    return el.querySelector(":scope > button") ?? undefined;
  }

  function give(el) {
    el?.focus({ preventScroll: el.localName === "h1" });
    return !!el && document.activeElement === el;
  }

  /** Only the newest dialog can be reached. */
  function shut(open) {
    for (const el of root.querySelectorAll("[inert]")) el.inert = false;
    for (let el = open; el && el !== root; el = el.parentElement)
      for (const other of el.parentElement.children)
        if (other !== el) other.inert = true;
  }

  /** What comes after it in reading order, else what comes before. */
  function beside(id, before) {
    const at = before.indexOf(id);
    for (let i = at + 1; at >= 0 && i < before.length; ++i) if (takes(before[i])) return takes(before[i]);
    for (let i = at - 1; i >= 0; --i) if (takes(before[i])) return takes(before[i]);
    return undefined;
  }

  return {
    /** Is the ring drawn? On a heading, where nobody put the focus, only for who uses keys. */
    isShown: (el) => el.matches(":focus-visible") && (keys || el.localName !== "h1"),

    /** What was pressed last; some browsers do not focus a button that is touched. */
    press(id) {
      pressed = id;
      guest = undefined;
    },

    /** Called before the tree changes; the answer is called after, with the new order or none. */
    watch() {
      const active = document.activeElement;
      const held = root.contains(active) ? idOf(active) : 0;
      const top = nodes.get(held)?.data.b[1];
      const before = order;
      return (next) => {
        if (next) order = next;
        const now = performance.now();
        if (location.pathname !== address) {
          address = location.pathname;
          changedAt = now;
        }
        const newMain = of("main")[0]?.data.i;
        const first = main === undefined;
        const another = !first && newMain !== main;
        const arrived = another || (!first && !!next && now - changedAt < kAddressMs);
        main = newMain;
        const open = of("dialog").at(-1);
        const closed = dialog && dialog !== open;
        if (open !== dialog || next) shut(open?.el);
        if (open && open !== dialog) openers.set(open.data.i, held || pressed);
        const opener = closed ? openers.get(dialog.data.i) : 0;
        dialog = open;
        if (arrived) changedAt = -Infinity;

        const here = document.activeElement;
        const lost = !root.contains(here) || here === root;
        if (open) {
          if (!open.el.contains(here)) give(open.el.querySelector(kAnswers));
        } else if (closed && !another) {
          changedAt = -Infinity;
          if (!(opener && give(takes(opener))) && lost) give(beside(opener || held, before)) || give(heading());
        } else if (arrived && (lost || idOf(here) !== held || !nodes.get(newMain)?.el.contains(here))) {
          give(heading());
        } else if (held && lost) {
          if (!give(takes(held)) && (give(beside(held, before)) || give(heading())))
            guest = { id: guest?.id ?? held, el: document.activeElement };
        } else if (guest && here !== guest.el) {
          guest = undefined;
        } else if (guest && takes(guest.id)) {
          give(takes(guest.id));
          guest = undefined;
        } else if (here === active && top !== nodes.get(held)?.data.b[1] && here.matches(":focus-visible")) {
          here.scrollIntoView({ block: "nearest" }); // pushed away by what came above it
        }
        return arrived || first;
      };
    },
  };
}

const kWays = { ArrowDown: 40, ArrowUp: -40, PageDown: 0.9, PageUp: -0.9, " ": 0.9, Home: -Infinity, End: Infinity };

/** Keys that move a page do so wherever the keyboard stands, as in a page that is a document. */
export function scrollByKeys(root) {
  document.addEventListener("keydown", (event) => {
    const way = kWays[event.key];
    const { target } = event;
    if (way === undefined || event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    const page = root.querySelector("main");
    if (!page || page.inert || page.contains(target) || target.closest?.("[role=dialog]")) return;
    if (target.matches?.("input:not([type=checkbox]), textarea, select")) return;
    if (event.key === " " && target.matches?.("button, a, input")) return;
    event.preventDefault();
    const by = Math.abs(way) <= 1 ? way * page.clientHeight : way;
    page.scrollTop += Math.max(-page.scrollHeight, Math.min(page.scrollHeight, event.key === " " && event.shiftKey ? -by : by));
  });
}
