// SPDX-License-Identifier: Apache-2.0
// Tiles of the map on the phone, kept by the service worker. Their addresses name the version of
// the map, which every change of a facility raises, although few tiles change: what is kept of an
// earlier version is asked about by its tag, and shown where there is no network. Pictures of
// another map are not: another version of them may be of another map, with another 审图号.

export const kTiles = "kongdi-tiles";
const kMostTiles = 1200; // some 20 MB
const kMostPictures = 500; // some 10 MB

const pathOf = (address) => new URL(address).pathname;
const isPicture = (address) => address.includes("/tiles/base/");
const anyForm = { ignoreVary: true };

// Under which address each path is kept. To look for a path alone, a browser reads all that is kept.
let addresses;
const addressesIn = (cache) => addresses ??= cache.keys().then(
  (kept) => new Map(kept.map(({ url }) => [pathOf(url), url])), () => new Map());

async function trim(cache, address) {
  const kept = (await cache.keys()).filter((one) => isPicture(one.url) === isPicture(address));
  // The first ones were asked for longest ago.
  const over = kept.length - (isPicture(address) ? kMostPictures : kMostTiles);
  if (over > 0) await Promise.all(kept.slice(0, over).map((one) => cache.delete(one, anyForm)));
}

let puts = 0;

async function keep(cache, address, reply, was) {
  await cache.put(address, reply);
  (await addressesIn(cache)).set(pathOf(address), address);
  if (was && was !== address) await cache.delete(was, anyForm);
  if (puts++ % 50 === 0) await trim(cache, address);
}

/** A tile from the store, or from the network and then into the store. */
export async function tile(request) {
  const address = request.url;
  const cache = await caches.open(kTiles);
  const kept = await cache.match(request, anyForm);
  if (kept) return kept;
  const was = (await addressesIn(cache)).get(pathOf(address));
  const old = was && !isPicture(address) ? await cache.match(was, anyForm) : undefined;
  const tag = old?.headers.get("ETag");
  let reply;
  try {
    reply = await fetch(request, tag ? { headers: { "If-None-Match": tag } } : {});
  } catch (error) {
    if (old) return old;
    throw error;
  }
  if (old && reply.status >= 500) return old;
  if (old && reply.status === 304) reply = old;
  // A full store is no reason to show nothing.
  if (reply.status === 200 || reply.status === 204)
    await keep(cache, address, reply.clone(), was).catch(() => {});
  return reply;
}
