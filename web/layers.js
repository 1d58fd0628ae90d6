// SPDX-License-Identifier: Apache-2.0
// The file a planner chose for the map. It stays here, as the browser's own handle: it is read when
// it is sent, once to be looked at and once to be imported.

let chosen;

export function take(file, emit) {
  chosen = file;
  emit({ event: "layer.picked", name: file.name, bytes: file.size });
}

export function form(fields) {
  const out = new FormData();
  for (const [name, value] of Object.entries(fields)) out.append(name, value);
  if (chosen) out.append("file", chosen, chosen.name);
  return out;
}
