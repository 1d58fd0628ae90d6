// SPDX-License-Identifier: Apache-2.0
// Tiles of the map on the phone, kept by the service worker. Their addresses name the version of
// the map, so what is kept is never old: another version drops it. Ours and those of another map
// under ours have versions and limits of their own.

export const kTiles = "kongdi-tiles";
const kMostTiles = 1200; // some 20 MB
const kMostPictures = 500; // some 10 MB

const versionOf = (address) => new URL(address).searchParams.get("v");
const isPicture = (address) => address.includes("/tiles/base/");

async function trim(cache, address) {
  const kept = (await cache.keys()).filter((one) => isPicture(one.url) === isPicture(address));
  const old = kept.filter((one) => versionOf(one.url) !== versionOf(address));
  await Promise.all(old.map((one) => cache.delete(one)));
  // The first ones were asked for longest ago.
  const over = kept.length - old.length - (isPicture(address) ? kMostPictures : kMostTiles);
  if (over > 0) await Promise.all(kept.filter((one) => !old.includes(one)).slice(0, over).map((one) => cache.delete(one)));
}

let puts = 0;

/** A tile from the store, or from the network and then into the store. */
export async function tile(request) {
  const cache = await caches.open(kTiles);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const reply = await fetch(request);
  if (reply.status === 200 || reply.status === 204) {
    // A full store is no reason to show nothing.
    await cache.put(request, reply.clone()).catch(() => {});
    if (puts++ % 50 === 0) await trim(cache, request.url).catch(() => {});
  }
  return reply;
}
