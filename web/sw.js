// SPDX-License-Identifier: Apache-2.0
// Keeps the page itself on the phone, so that it opens without a network. Files with a hash in
// their name never change. Data goes past it, but for tiles of the map: the program has
// its own memory for that.

import { sendAll } from "./outbox.js";
import { kTiles, tile } from "./tiles.js";

const kShell = "kongdi-{{version}}";
const kFiles = JSON.parse('{{precache}}');
// The part of workers and planners: kept from the first use on.
const kLater = JSON.parse('{{later}}');
const kOfDesk = /\/desk\.[^/]+$/;

async function usedDesk() {
  for (const name of await caches.keys())
    if (name.startsWith("kongdi-") && name !== kTiles)
      for (const { url } of await (await caches.open(name)).keys())
        if (kOfDesk.test(url)) return true;
  return false;
}

// What the browser may take by itself, where it knows how to: this worker need not be woken first.
// What is not there comes from the network.
const kept = (pathname, requestMode) => (
  { condition: { urlPattern: { pathname, search: "" }, requestMode }, source: { cacheName: kShell } });
const kRoutes = [
  kept("/", "navigate"),
  ...kFiles.filter((file) => file.endsWith(".js")).map((file) => kept(`/${file}`)),
];

async function addRoutes(event) {
  try {
    await event.addRoutes?.(kRoutes);
  } catch {
    // An earlier form of it: all goes through this worker.
  }
}

self.addEventListener("install", (event) => {
  event.waitUntil(addRoutes(event));
  event.waitUntil((async () => {
    const cache = await caches.open(kShell);
    const files = (await usedDesk()) ? [...kFiles, ...kLater] : kFiles;
    await cache.addAll(files.map((file) => new Request(file, { cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys())
      if (name.startsWith("kongdi-") && name !== kShell && name !== kTiles) await caches.delete(name);
    await self.clients.claim();
  })());
});

// There is a network again, and the page may be long closed.
self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(sendAll());
});

self.addEventListener("push", (event) => {
  const { title, text, path, tag } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, {
    body: text, tag, data: path, icon: "{{icons/icon-192.png}}",
  }));
});

// Where the page is open already it goes there, so that nothing half written is left twice.
self.addEventListener("notificationclick", (event) => {
  const path = event.notification.data;
  event.notification.close();
  event.waitUntil((async () => {
    const [open] = await clients.matchAll({ type: "window" });
    // Not where it is just closing.
    const shown = await open?.navigate(path).then((page) => page.focus()).catch(() => 0);
    return shown || clients.openWindow(path);
  })());
});

// The kept HTML names kept files: both are of one version, so it is shown at once. A newer version
// is fetched by the browser's own check of this file and shown the next time.
async function page() {
  const cache = await caches.open(kShell);
  return (await cache.match("./")) ?? fetch("./");
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (/^\/(api|export|plain|w|oidc|ogc|open311|openrosa|tiles|metrics|healthz|readyz)(\/|$)/.test(url.pathname)) return;
    event.respondWith(page());
    return;
  }
  if (url.pathname.startsWith("/tiles/")) {
    event.respondWith(tile(request));
    return;
  }
  event.respondWith((async () => {
    const cache = await caches.open(kShell);
    const kept = await cache.match(request, { ignoreVary: true });
    if (kept && !/\.wasm$/.test(url.pathname)) return kept;
    // What the browser compiled it keeps beside its own copy, not beside ours.
    if (kept) return fetch(request).catch(() => kept);
    const reply = await fetch(request);
    if (reply.ok && kLater.includes(url.pathname.slice(1))) await cache.put(request, reply.clone());
    return reply;
  })());
});
