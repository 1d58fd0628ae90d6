// SPDX-License-Identifier: Apache-2.0
// The outbox sent without the page: the service worker does it when the browser says that there is a
// network again. The same rules as in the page (shell/app/outbox.cpp): a record leaves only with a
// receipt for its own bytes and after its last photo; what the server refuses waits for the person.

import { once } from "./locks.js";
import * as store from "./store.js";
import { uploadPhoto } from "./upload.js";

async function sha256(text) {
  const hash = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const tree = (text) => { try { return JSON.parse(text); } catch { return undefined; } };

// The receipt of a record; undefined when the answer was not ours, or was a refusal.
async function sendRecord({ id, bytes }) {
  const reply = await fetch("/api/v1/records", {
    method: "POST", headers: { "Content-Type": "application/json", "X-Kongdi-Page": "1" }, body: bytes,
    cache: "no-store", credentials: "same-origin", redirect: "error",
  });
  if (reply.status !== 200 && reply.status !== 201) return undefined;
  const receipt = tree(await reply.text());
  return receipt?.id === id && receipt.sha256 === await sha256(bytes) && receipt.receipt ? receipt : undefined;
}

async function keep(item) {
  const { id, bytes } = item;
  const whole = item.received && !item.photos.length;
  await store.write(whole
    ? [{ table: "outbox", key: id }, { table: "delivered", key: id, value: JSON.stringify({ form: 1, bytes }) }]
    : [{ table: "outbox", key: id, value: JSON.stringify(item) }]);
}

async function sendOne(id) {
  const item = tree(await store.get("outbox", id));
  if (!item || item.form !== 1 || item.refused) return true;
  if (!item.received) {
    const receipt = await sendRecord(item);
    if (!receipt) return false;
    item.received = true;
    const report = tree(await store.get("reports", id));
    if (report) {
      report.receipt = receipt.receipt;
      report.history = [{ state: "submitted", at: receipt.received_at }];
      await store.put("reports", id, JSON.stringify(report));
    }
    await keep(item);
  }
  for (const hash of [...item.photos]) {
    const photo = await store.photo(hash);
    // A photo that is gone from the phone is the page's to tell.
    if (!photo || !(await uploadPhoto(hash, photo)).whole) return false;
    item.photos = item.photos.filter((one) => one !== hash);
    await keep(item);
  }
  return true;
}

// Throws when something is left to be sent, so that the browser comes back to it.
export async function sendAll() {
  const { outbox } = await store.load();
  let left = 0;
  for (const id of Object.keys(outbox)) {
    // A page that is closing may hold the record still, and never send it: then it is left.
    const sent = await once({ lock: `record:${id}`, kept: id }, () => sendOne(id).catch(() => false),
      (why) => why === "gone");
    if (!sent) left += 1;
  }
  new BroadcastChannel("kongdi").postMessage("changed");
  if (left) throw new Error(`${left} left`);
}
