// SPDX-License-Identifier: Apache-2.0
// A photo on its way, from the page or from the service worker: the server says how much it has, the
// rest follows in pieces, and a connection that breaks leaves what arrived. Only answers with our own
// header count: in a café's network another server may answer 200 to everything.

const kPieceBytes = 256 * 1024;
const kMostMisses = 3;

const offsetOf = (reply) => {
  const text = reply.headers.get("Upload-Offset");
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined;
};
const isWhole = (reply) => reply.ok && reply.headers.get("Upload-Complete") === "?1";

// {whole: true}, or {status, body} of what went wrong. Throws when the connection breaks.
export async function uploadPhoto(hash, photo, { signal, progress = () => {} } = {}) {
  const address = `/api/v1/photos/${hash}`;
  const options = { cache: "no-store", redirect: "error", signal };
  const head = await fetch(address, { ...options, method: "HEAD" });
  let sent = (head.ok && offsetOf(head)) || 0;
  let whole = isWhole(head) && sent === photo.size;
  let misses = 0;
  while (!whole) {
    if (sent >= photo.size) sent = 0; // it holds other bytes than ours: begin again
    const end = Math.min(photo.size, sent + kPieceBytes);
    const reply = await fetch(address, {
      ...options,
      method: "PUT",
      headers: { "Content-Type": "image/jpeg", "Content-Range": `bytes ${sent}-${end - 1}/${photo.size}` },
      body: photo.slice(sent, end),
    });
    const offset = offsetOf(reply);
    if (offset === undefined) return { status: reply.status, body: (await reply.text()).slice(0, 2000) };
    if (!reply.ok && ++misses >= kMostMisses) return { status: reply.status, body: await reply.text() };
    sent = offset; // when refused, too: another tab was faster, or the server lost some
    whole = isWhole(reply);
    if (reply.ok) progress(sent);
  }
  return { whole: true };
}
