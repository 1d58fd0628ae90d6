// SPDX-License-Identifier: Apache-2.0
// What the browser does for the program: storage, network, place, addresses, speech. One entry for
// each effect of shell/platform/platform.hpp.

import * as handover from "./handover.js";
import * as layers from "./layers.js";
import { createLocks, once } from "./locks.js";
import * as photos from "./photos.js";
import { push } from "./push.js";
import * as store from "./store.js";

const kHttpMs = 30_000;
const kLayerMs = 600_000; // a large file is sent, and read row by row
const kSettledMs = 300;
const kToldMs = 100;

export function createServices({ emit, emitBytes, wakeIn, hashSlowly }) {
  const requests = new Map();
  const channel = "BroadcastChannel" in window ? new BroadcastChannel("kongdi") : undefined;
  let asking = 0; // number of the fix asked for; 0: none
  let fixes = 0;
  let rewinding; // the entry that a way back over several will become
  let speaking = 0;

  const stored = (work, tag) => work.then(
    () => { if (tag) emit({ event: "store.done", tag }); channel?.postMessage("changed"); },
    (error) => emit({ event: "store.failed", tag: tag ?? "", reason: error?.name === "QuotaExceededError" ? "full" : "unavailable" }),
  );

  async function http({ tag, method, path, headers, body, ms }) {
    const stop = new AbortController();
    // What is asked anew is not answered by what was asked before, whichever comes last.
    if ((method ?? "GET") === "GET") requests.get(tag)?.abort("replaced");
    requests.set(tag, stop);
    const timer = setTimeout(() => stop.abort("timeout"), ms ?? kHttpMs);
    try {
      const reply = await fetch(path, {
        method: method ?? "GET", headers, body: method && method !== "GET" && method !== "HEAD" ? body : undefined,
        signal: stop.signal, cache: "no-store", credentials: "same-origin",
        redirect: "error", // we send nobody elsewhere; a captive portal does
      });
      const text = await reply.text();
      emit({ event: "http.done", tag, status: reply.status, headers: Object.fromEntries(reply.headers), body: text });
    } catch {
      const reason = stop.signal.aborted ? (stop.signal.reason === "timeout" ? "timeout" : "cancelled") : "offline";
      emit({ event: "http.failed", tag, reason });
    } finally {
      clearTimeout(timer);
      if (requests.get(tag) === stop) requests.delete(tag);
    }
  }

  // A file that the server makes of what is sent: its pieces are counted as they come.
  async function fileFetch({ tag, method, path, headers, body, name }) {
    const stop = new AbortController();
    requests.set(tag, stop);
    const timer = setTimeout(() => stop.abort("timeout"), kLayerMs);
    try {
      const reply = await fetch(path, {
        method, headers, body, signal: stop.signal, cache: "no-store", credentials: "same-origin", redirect: "error",
      });
      if (!reply.ok) {
        emit({ event: "http.done", tag, status: reply.status, headers: Object.fromEntries(reply.headers), body: await reply.text() });
        return;
      }
      const bytes = Number(reply.headers.get("Content-Length") ?? 0);
      const pieces = [];
      let received = 0;
      let told = 0;
      for (const reader = reply.body.getReader(); ;) {
        const { done, value } = await reader.read();
        if (done) break;
        pieces.push(value);
        received += value.length;
        if (Date.now() - told < kToldMs) continue;
        told = Date.now();
        emit({ event: "file.progress", tag, received, bytes });
      }
      const url = URL.createObjectURL(new Blob(pieces, { type: reply.headers.get("Content-Type") ?? "" }));
      effects.download({ url, name });
      setTimeout(() => URL.revokeObjectURL(url), kLayerMs);
      emit({ event: "file.saved", tag, bytes: received });
    } catch {
      const reason = stop.signal.aborted ? (stop.signal.reason === "timeout" ? "timeout" : "cancelled") : "offline";
      emit({ event: "http.failed", tag, reason });
    } finally {
      clearTimeout(timer);
      if (requests.get(tag) === stop) requests.delete(tag);
    }
  }

  // Not text: it goes to the program as it comes. A tile may come from the service worker's store.
  async function httpBytes({ tag, path }) {
    const stop = new AbortController();
    requests.set(tag, stop);
    const timer = setTimeout(() => stop.abort("timeout"), kHttpMs);
    try {
      const reply = await fetch(path, { credentials: "same-origin", redirect: "error", signal: stop.signal });
      emitBytes(tag, reply.status, new Uint8Array(await reply.arrayBuffer()));
    } catch {
      emitBytes(tag, 0, new Uint8Array());
    } finally {
      clearTimeout(timer);
      if (requests.get(tag) === stop) requests.delete(tag);
    }
  }

  // First what is quick and rough, then, when that fails for want of time, once more and exact.
  function askFix() {
    if (asking) return;
    if (!navigator.geolocation) {
      setTimeout(() => emit({ event: "fix.failed", reason: "unavailable" }));
      return;
    }
    const mine = asking = ++fixes;
    const done = (event) => {
      if (asking !== mine) return; // stopped meanwhile
      asking = 0;
      emit(event);
    };
    const found = ({ coords, timestamp }) => done({
      event: "fix.ready", lon: coords.longitude, lat: coords.latitude, accuracy_m: coords.accuracy, at_ms: timestamp,
    });
    const reasons = { 1: "denied", 2: "unavailable", 3: "timeout" };
    const ask = (exact, failed) => navigator.geolocation.getCurrentPosition(found, failed, {
      enableHighAccuracy: exact, timeout: 8000, maximumAge: exact ? 0 : 30_000,
    });
    ask(true, (error) => {
      if (asking !== mine) return;
      if (error.code === 1) done({ event: "fix.failed", reason: "denied" });
      else ask(false, (again) => done({ event: "fix.failed", reason: reasons[again.code] ?? "unavailable" }));
    });
  }

  // One utterance a line: some voices stop in the middle of a long text.
  function speak({ text, lang }) {
    const mine = ++speaking;
    const voice = window.speechSynthesis;
    if (!voice) return emit({ event: "speak.failed" });
    voice.cancel();
    const lines = text.split("\n").filter((line) => line.trim());
    const end = (event) => { if (speaking === mine) { speaking = 0; emit({ event }); } };
    if (!lines.length) return end("speak.done");
    lines.forEach((line, at) => {
      const words = new SpeechSynthesisUtterance(line);
      words.lang = lang ?? document.documentElement.lang;
      words.rate = 0.9;
      words.onerror = (event) => end(event.error === "canceled" || event.error === "interrupted" ? "speak.done" : "speak.failed");
      if (at === lines.length - 1) words.onend = () => end("speak.done");
      voice.speak(words);
    });
  }

  const locks = createLocks(emit);

  // Another tab, or the service worker, wrote. While nobody looks, or somebody types over there,
  // one look at the end is enough.
  let changed;
  function heard() {
    clearTimeout(changed);
    changed = document.hidden ? undefined : setTimeout(() => emit({ event: "store.changed" }), kSettledMs);
    missed = document.hidden;
  }
  let missed = false;
  document.addEventListener("visibilitychange", () => { if (missed && !document.hidden) heard(); });

  const here = () => location.pathname + location.search;
  // How many entries of ours lie behind an entry is kept in it, so that a reload knows, too.
  const entry = ({ depth, report_depth }) => ({ depth, report_depth });
  const depths = () => ({ depth: history.state?.depth ?? 0, report_depth: history.state?.report_depth ?? 0 });

  const effects = {
    "store.put": ({ table, key, value, tag }) => stored(store.put(table, key, value), tag),
    "store.delete": ({ table, key, tag }) => stored(store.remove(table, key), tag),
    "store.write": ({ changes, photos: hashes, tag }) => stored(store.write(changes, photos.inHand(hashes ?? [])), tag),
    "store.load": () => store.load().then(
      (tables) => emit({ event: "store.loaded", tables }),
      (error) => {
        // A browser that keeps nothing still lets a person report.
        emit({ event: "store.failed", tag: "", reason: "unavailable" });
        emit({ event: "store.loaded", tables: error.tables });
      },
    ),
    "store.reoffer": (told) => store.reoffer(told).then((count) => {
      if (!count) return;
      channel?.postMessage("changed");
      effects["sync.ask"]();
      emit({ event: "store.changed" });
    }, () => emit({ event: "store.not_reoffered" })), // when the server names it next
    "store.forget": (whose) => stored(store.forget(whose)),
    http: (request) => once(request, () => http(request), (reason) => emit({ event: "http.failed", tag: request.tag, reason })),
    "layer.send": ({ fields, ...request }) => http({ ...request, method: "POST", body: layers.form(fields), ms: kLayerMs }),
    // A request takes a moment to set up, which a frame has not.
    "http.bytes": (request) => setTimeout(httpBytes, 0, request),
    // Asking for them is enough: the service worker keeps what passes through it, once it is there.
    async "tiles.keep"({ key, paths }) {
      const worker = navigator.serviceWorker;
      try {
        await worker.ready;
        if (!worker.controller) await new Promise((taken) => worker.addEventListener("controllerchange", taken, { once: true }));
        for (const path of paths) {
          const reply = await fetch(path, { credentials: "same-origin", priority: "low" });
          await reply.arrayBuffer();
          if (!reply.ok) throw reply;
        }
      } catch {
        emit({ event: "tiles.not_kept", key });
      }
    },
    "file.fetch": fileFetch,
    "http.cancel": ({ tag }) => requests.get(tag)?.abort("cancelled"),
    "photo.upload": (work) => once(work, () => photos.upload(work.tag, work.sha256, emit), (reason) => emit({
      event: "photo.upload_failed", tag: work.tag, sha256: work.sha256, status: 0, reason, body: "",
    })),
    "photo.drop": ({ sha256 }) => photos.drop(sha256).catch(() => {}),
    "lock.take": ({ name, steal }) => locks.take(name, steal),
    "lock.drop": ({ name }) => locks.drop(name),
    "sync.ask": () => navigator.serviceWorker?.ready.then((worker) => worker.sync?.register("outbox")).catch(() => {}),
    "handover.save": (work) => handover.save(work).then(
      (bytes) => emit({ event: "handover.saved", bytes }),
      (error) => emit({ event: "handover.failed", reason: error?.name === "AbortError" ? "cancelled" : "unavailable" }),
    ),
    "photo.cover": (work) => photos.coverPart(work, emit, hashSlowly),
    "photo.cancel": photos.cancel,
    "photo.stop": ({ tag }) => photos.stop(tag),
    "fix.ask": askFix,
    "fix.stop": () => { asking = 0; },
    "persist.ask": async () => emit({ event: "persist.done", granted: (await navigator.storage?.persist?.().catch(() => false)) ?? false }),
    push: (work) => push(work).then((state) => emit({ event: "push.told", state })),
    download({ url, name }) {
      const link = document.createElement("a");
      link.href = url;
      link.download = name ?? "";
      document.body.append(link);
      link.click();
      link.remove();
    },
    copy: ({ text }) => navigator.clipboard?.writeText(text).catch(() => {}),
    "nav.push": (to) => history.pushState(entry(to), "", to.path),
    "nav.replace": (to) => history.replaceState(entry(to), "", to.path),
    "nav.back": () => history.back(),
    "nav.rewind"(to) {
      if (!to.steps) return history.replaceState(entry(to), "", to.path);
      rewinding = to;
      history.go(-to.steps);
    },
    page({ screen, lang, title }) {
      const root = document.documentElement;
      if (screen) root.dataset.screen = screen;
      if (lang) root.lang = lang;
      if (title) document.title = title;
    },
    // To a page that the server writes.
    "page.leave": ({ path }) => location.assign(path),
    // The screen is not in this program (web/main.js).
    "page.desk"() {
      sessionStorage.setItem("desk", location.pathname);
      location.reload();
    },
    // A timer may ring before the clock says so, and the program would find nothing to do yet.
    "wake.at"({ ms }) {
      setTimeout(() => (Date.now() < ms ? effects["wake.at"]({ ms }) : emit({ event: "wake", ms })),
        Math.max(0, ms - Date.now()));
    },
    turn: (turn) => setTimeout(() => emit({ ...turn, event: "turn" })),
    speak,
    "speak.stop"() {
      speaking = 0;
      window.speechSynthesis?.cancel();
    },
  };

  const media = {
    dark: matchMedia("(prefers-color-scheme: dark)"),
    contrast: matchMedia("(prefers-contrast: more)"),
    calm: matchMedia("(prefers-reduced-motion: reduce)"),
  };
  const prefers = () => Object.fromEntries(Object.entries(media).map(([name, query]) => [name, query.matches]));

  return {
    run(effect) {
      const work = effects[effect.op];
      if (work) work(effect);
      else console.error(`unknown effect ${effect.op}`);
    },
    start() {
      for (const query of Object.values(media))
        query.addEventListener?.("change", () => emit({ event: "prefers", ...prefers() }));
      window.addEventListener("popstate", () => {
        if (rewinding) {
          history.replaceState(entry(rewinding), "", rewinding.path);
          rewinding = undefined;
        } else {
          emit({ event: "nav.changed", path: here(), ...depths() });
        }
      });
      // A page that is left does not go on talking.
      window.addEventListener("pagehide", () => window.speechSynthesis?.cancel());
      window.addEventListener("online", () => emit({ event: "online" }));
      window.addEventListener("offline", () => emit({ event: "offline" }));
      if (channel) channel.onmessage = heard;
      navigator.storage?.persisted?.().then((granted) => emit({ event: "persist.done", granted }), () => {});
      const random = crypto.getRandomValues(new Uint8Array(16));
      emit({
        event: "start",
        lang: navigator.language,
        languages: [...(navigator.languages ?? [navigator.language])],
        path: here(),
        ...depths(),
        speech: "speechSynthesis" in window && "SpeechSynthesisUtterance" in window,
        now_ms: Date.now(),
        utc_offset_min: -new Date().getTimezoneOffset(),
        device_random: Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join(""),
        online: navigator.onLine,
        touch: matchMedia("(pointer: coarse)").matches,
        prefers: prefers(),
      });
    },
  };
}
