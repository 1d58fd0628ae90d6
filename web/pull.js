// SPDX-License-Identifier: Apache-2.0
// Pulling a page past its end. The browser scrolls the invisible elements and stops at the end; the
// picture gives way a little under the finger and springs back, so that the end can be felt.

const kMostPx = 72;
const kSlopPx = 8;
const kBackMs = 200;

/** `show(element, px)`: draw that page `px` lower than it stands. */
export function followPulls(root, show) {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let drag; // { el, id, x, y, last, way } of the only finger
  let raw = 0; // how far the finger is past the end
  let shown = 0;
  let page;
  let spring = 0;
  let elastic = false; // the browser does this itself and says so by places outside the content

  const damped = (px) => (kMostPx * px) / (Math.abs(px) + 2 * kMostPx);
  const undamped = (px) => (2 * kMostPx * px) / (kMostPx - Math.abs(px));

  function draw(el, px) {
    if (px === shown && el === page) return;
    page = el;
    shown = px;
    show(el, px);
  }

  function release() {
    drag = undefined;
    raw = 0;
    cancelAnimationFrame(spring);
    if (shown === 0) return;
    const from = shown;
    const since = performance.now();
    const step = () => {
      const part = (performance.now() - since) / kBackMs;
      draw(page, part >= 1 || calm.matches ? 0 : from * (1 - part) ** 3);
      if (shown !== 0) spring = requestAnimationFrame(step);
    };
    step();
  }

  root.addEventListener("touchstart", (event) => {
    const el = event.target.closest?.(".scroll:not(.sideways)");
    if (event.touches.length !== 1 || !el || calm.matches || event.target.closest(".gesture")) return release();
    cancelAnimationFrame(spring);
    const { identifier: id, clientX: x, clientY: y } = event.touches[0];
    raw = el === page ? undamped(shown) : 0;
    drag = { el, id, x, y, last: y };
  }, { passive: true });

  root.addEventListener("touchmove", (event) => {
    const touch = [...event.changedTouches].find((one) => one.identifier === drag?.id);
    if (!touch || elastic) return;
    const { clientX: x, clientY: y } = touch;
    if (!drag.way) {
      if (Math.hypot(x - drag.x, y - drag.y) < kSlopPx) return;
      drag.way = Math.abs(y - drag.y) > Math.abs(x - drag.x) ? "along" : "across";
    }
    if (drag.way === "across") return;
    const { el } = drag;
    const by = y - drag.last;
    drag.last = y;
    const atTop = el.scrollTop <= 0;
    const atEnd = el.scrollTop >= el.scrollHeight - el.clientHeight - 1;
    if (raw > 0 || (raw === 0 && atTop && by > 0)) raw = Math.max(0, raw + by);
    else if (raw < 0 || (atEnd && by < 0)) raw = Math.min(0, raw + by);
    draw(el, damped(raw));
  }, { passive: true });

  const end = (event) => {
    if (drag && ![...event.touches].some((one) => one.identifier === drag.id)) release();
  };
  root.addEventListener("touchend", end, { passive: true });
  root.addEventListener("touchcancel", end, { passive: true });

  /** The place inside the content; what a browser goes beyond it by itself is drawn as a pull. */
  return function inside(el) {
    const most = el.scrollHeight - el.clientHeight;
    const y = Math.max(0, Math.min(el.scrollTop, most));
    const beyond = y - el.scrollTop;
    if (Math.abs(beyond) > 1) elastic = true;
    if (elastic && !el.classList.contains("sideways")) draw(el, calm.matches ? 0 : beyond);
    return y;
  };
}
