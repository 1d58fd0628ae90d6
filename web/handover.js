// SPDX-License-Identifier: Apache-2.0
// What waits on this phone as one file, and back: a line of JSON for the file itself, for each
// record and for each photo. The ids stay, so that nothing doubles however often a file is opened.

import * as photos from "./photos.js";

const kMark = "kongdi-handover";
const kForm = 1;
const kMostBytes = 256 * 1024 * 1024;

const base64 = (blob) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(blob);
});

// Gives the file to the phone's own ways to share, or downloads it. Its size in bytes.
export async function save({ name, records, photos: hashes }) {
  const parts = [`${JSON.stringify({ file: kMark, form: kForm, records: records.length })}\n`];
  for (const bytes of records) parts.push(`${JSON.stringify({ record: bytes })}\n`);
  for (const hash of new Set(hashes)) {
    const blob = await photos.blobOf(hash);
    if (blob) parts.push(`{"photo":"${hash}","data":"`, await base64(blob), '"}\n');
  }
  const file = new File(parts, name, { type: "application/x-ndjson" });
  if (matchMedia("(pointer: coarse)").matches && navigator.canShare?.({ files: [file] })) {
    await navigator.share({ files: [file] });
    return file.size;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return file.size;
}

// The records of a file, as texts to be checked; its photos are in hand afterwards. Throws an error
// whose message is the reason: "form" (no such file), "newer", "broken" or "large".
export async function read(file, sha256) {
  if (file.size > kMostBytes) throw new Error("large");
  const lines = (await file.text()).split("\n").filter((line) => line);
  const tree = (line) => { try { return JSON.parse(line); } catch { return undefined; } };
  const first = tree(lines[0] ?? "");
  if (first?.file !== kMark) throw new Error("form");
  if (first.form > kForm) throw new Error("newer");
  const records = [];
  const found = [];
  for (const line of lines.slice(1)) {
    const one = tree(line);
    if (typeof one?.record === "string") {
      records.push(one.record);
    } else if (typeof one?.photo === "string" && typeof one.data === "string") {
      const bytes = Uint8Array.from(atob(one.data), (letter) => letter.charCodeAt(0));
      if (await sha256(bytes) !== one.photo) throw new Error("broken");
      photos.add(one.photo, bytes.buffer);
      found.push(one.photo);
    } else {
      throw new Error("broken");
    }
  }
  if (records.length !== first.records) throw new Error("broken"); // cut off
  return { records, photos: found };
}
