// SPDX-License-Identifier: Apache-2.0
// Photos: chosen, turned upright, made small enough to send, kept, uploaded in pieces that survive a
// broken connection, and shown. The full-size picture never enters the program's memory.

import { cover } from "./cover.js";
import { shrink } from "./shrink.js";
import * as store from "./store.js";
import { scriptOf } from "./trusted.js";
import { uploadPhoto } from "./upload.js";

const kShownPx = 1024;

export async function sha256(bytes, hashSlowly) {
  if (!crypto.subtle) return hashSlowly(bytes);
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// The page goes on meanwhile, and stopping ends the work at once.
let worker;
function shrinkAside(file) {
  if (!window.Worker || !window.OffscreenCanvas) return shrink(file);
  return new Promise((resolve, reject) => {
    const mine = worker = new Worker(scriptOf("{{photo_worker.js}}"));
    const done = (end, what) => {
      mine.terminate();
      end(what);
    };
    mine.onmessage = ({ data: { photo, unable } }) => {
      if (photo) done(resolve, photo);
      else if (unable) done(resolve, shrink(file));
      else done(reject, new Error("format"));
    };
    mine.onerror = () => done(resolve, shrink(file));
    mine.postMessage(file);
  });
}

let taking = 0; // number of the photo being made ready; 0: none
let takes = 0;
export const cancel = () => {
  taking = 0;
  worker?.terminate();
};

// Answers with photo.ready once the photo is safe on the phone.
export async function take(file, field, emit, hashSlowly) {
  const mine = taking = ++takes;
  emit({ event: "photo.started", field });
  let photo;
  try {
    photo = await shrinkAside(file);
  } catch {
    if (taking === mine) emit({ event: "photo.failed", field, reason: "format" });
    return;
  }
  if (taking !== mine) return; // stopped by the person
  await keep(photo, field, emit, hashSlowly);
}

async function keep(photo, field, emit, hashSlowly, more) {
  const bytes = new Uint8Array(await photo.blob.arrayBuffer());
  const hash = await sha256(bytes, hashSlowly);
  const kept = { bytes: bytes.buffer, at: Date.now() };
  hand.set(hash, kept);
  try {
    await store.keepPhoto(hash, kept);
  } catch (error) {
    // It stays in the page's own memory, and can be sent from there as long as that is open.
    emit({ event: "store.failed", tag: "", reason: error?.name === "QuotaExceededError" ? "full" : "unavailable" });
  }
  emit({ event: "photo.ready", field, sha256: hash, bytes: bytes.length, width: photo.width, height: photo.height, ...more });
}

// Answers with photo.ready for the photo that takes the place of the one before.
export async function coverPart({ field, sha256: before, boxes }, emit, hashSlowly) {
  let photo;
  try {
    photo = await cover(await blobOf(before), boxes);
  } catch {
    emit({ event: "photo.failed", field, reason: "format" });
    return;
  }
  await keep(photo, field, emit, hashSlowly, { instead_of: before });
}

// Photos of the report being made, as they are stored.
const hand = new Map();
export const inHand = (hashes) => new Map(hashes.map((hash) => [hash, hand.get(hash)]));
export const add = (hash, bytes) => hand.set(hash, { bytes, at: Date.now() });
export async function blobOf(hash) {
  const held = hand.get(hash);
  if (held) return new Blob([held.bytes], { type: "image/jpeg" });
  return store.photo(hash);
}

const uploads = new Map(); // tag → what stops it
export const stop = (tag) => uploads.get(tag)?.abort("stopped");

// Sends what the server does not have yet; see upload.js.
export async function upload(tag, hash, emit) {
  const failed = (status, reason, body = "") =>
    emit({ event: "photo.upload_failed", tag, sha256: hash, status, reason, body });
  const control = new AbortController();
  uploads.set(tag, control);
  try {
    const photo = await blobOf(hash);
    if (!photo) return failed(0, "missing");
    const done = await uploadPhoto(hash, photo, {
      signal: control.signal, progress: (sent) => emit({ event: "photo.progress", tag, sent, bytes: photo.size }),
    });
    if (!done.whole) return failed(done.status, "refused", done.body);
    hand.delete(hash);
    emit({ event: "photo.uploaded", tag, sha256: hash });
  } catch {
    failed(0, control.signal.aborted ? "stopped" : navigator.onLine ? "broken" : "offline");
  } finally {
    if (uploads.get(tag) === control) uploads.delete(tag);
  }
}

export async function drop(hash) {
  hand.delete(hash);
  await store.dropPhoto(hash);
}

// The picture of a name: a photo of this phone or the server's by its hash, or an address.
export async function picture(name) {
  let blob = name.startsWith("/") ? undefined : await blobOf(name).catch(() => undefined);
  if (!blob) {
    const reply = await fetch(name.startsWith("/") ? name : `/api/v1/photos/${name}`);
    if (!reply.ok) throw new Error(String(reply.status));
    blob = await reply.blob();
  }
  const whole = await createImageBitmap(blob, { imageOrientation: "from-image", premultiplyAlpha: "none" });
  const scale = kShownPx / Math.max(whole.width, whole.height);
  if (scale >= 1) return whole;
  const small = await createImageBitmap(whole, {
    resizeWidth: Math.round(whole.width * scale), resizeHeight: Math.round(whole.height * scale), resizeQuality: "high",
  });
  whole.close();
  return small;
}
