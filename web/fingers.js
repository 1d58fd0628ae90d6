// SPDX-License-Identifier: Apache-2.0
// Raw fingers, pens and mice for parts that move by themselves (the map), and for all others the
// shade under a finger or mouse. Presses are clicks of the elements and not made here.

const kPhases = { pointerdown: 0, pointermove: 1, pointerup: 2, pointercancel: 3 };
const kGesture = 65536; // as in mirror.js

export function followFingers(root, { nodeOf, input, program, wake }) {
  let pressed = 0;
  let hovered = 0;

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
}
