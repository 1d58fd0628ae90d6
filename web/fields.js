// SPDX-License-Identifier: Apache-2.0
// What goes into a field: no control letters, no halves of letters, and no more than fits. What is
// over is left out where it was put in, never at the end of what stood there before.

const kJoined = 64; // no joined letter (a family of emoji) is longer

export function points(text) {
  let count = 0;
  for (const _ of text) ++count;
  return count;
}

/** As the program's own check would leave it (shell/widgets/fields.cpp). */
export function tidy(text, lines) {
  const whole = text.toWellFormed?.() ?? text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  return whole.replace(/\r\n?/g, "\n").replace(lines ? /\t/g : /[\t\n]/g, " ")
    // eslint-disable-next-line no-control-regex -- they are what is to go
    .replace(/[\0-\x09\x0b-\x1f\x7f-\x9f]/g, "");
}

/** The longest start of at most `room` code points that ends between two letters. */
export function start(text, room) {
  if (text.length <= room) return text;
  let at = 0;
  let count = 0;
  for (const point of text) {
    if (++count > room) break;
    at += point.length;
  }
  if (at >= text.length || !Intl.Segmenter) return text.slice(0, at);
  const from = Math.max(0, at - kJoined);
  let end = from;
  for (const { index, segment } of new Intl.Segmenter().segment(text.slice(from, at + kJoined))) {
    if (from + index + segment.length > at) break;
    end = from + index + segment.length;
  }
  return text.slice(0, end > from || from === 0 ? end : at);
}

// The browser's own commands, so that undo knows of them.
function put(el, text) {
  if (text === "" && el.selectionStart === el.selectionEnd) return;
  if (document.execCommand(text === "" ? "delete" : "insertText", false, text)) return;
  el.setRangeText(text, el.selectionStart, el.selectionEnd, "end");
  el.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** Before something is typed or pasted; composing is never disturbed. */
export function beforeInput(event, most, lines) {
  const el = event.target;
  const type = event.inputType ?? "";
  if (event.isComposing || !type.startsWith("insert") || type.includes("Composition")) return;
  const given = /LineBreak|Paragraph/.test(type) ? (lines ? "\n" : null) : event.data ?? event.dataTransfer?.getData("text/plain");
  if (given === null || given === undefined) return;
  const { value, selectionStart: from, selectionEnd: to } = el;
  const room = Math.max(0, most - points(value.slice(0, from)) - points(value.slice(to)));
  const fits = start(tidy(given, lines), room);
  if (fits === given) return;
  event.preventDefault();
  put(el, fits);
}

/** After composing: takes away what is over, just before the caret. */
export function fit(el, most) {
  if (el.value.length <= most) return;
  const over = points(el.value) - most;
  if (over <= 0) return;
  const end = el.selectionEnd || el.value.length;
  const before = el.value.slice(0, end);
  const kept = start(before, Math.max(0, points(before) - over));
  el.setSelectionRange(kept.length, end);
  put(el, "");
}

/** Shows what the program holds, with the caret where it was. */
export function show(el, value) {
  const { selectionStart: from, selectionEnd: to } = el;
  el.value = value;
  if (document.activeElement === el && from !== null) el.setSelectionRange(from, to);
}
