// SPDX-License-Identifier: Apache-2.0
// Messages about a person's reports while the page is closed, where browser and server have them.

const kOffer = "/api/v1/push";
const kMine = "/api/v1/my/push";

const tell = (path, device, body) => fetch(path, {
  method: "POST", credentials: "same-origin", redirect: "error", body: JSON.stringify(body),
  headers: { "Content-Type": "application/json", "X-Kongdi-Device": device, "X-Kongdi-Page": "1" },
});

// `on`: true or false when the person says so; without it, how things stand: what the browser has
// is told to the server again, which may have lost it.
async function state({ on, device, lang }) {
  // Inside the person's press: some browsers ask only then.
  const asked = on ? Notification.requestPermission() : undefined;
  const worker = await navigator.serviceWorker?.getRegistration();
  if (!worker?.pushManager || !("Notification" in window)) return "none";
  const { offered, key } = await (await fetch(kOffer, { credentials: "same-origin" })).json();
  let kept = await worker.pushManager.getSubscription();
  if (kept && (on === false || !offered)) {
    await kept.unsubscribe();
    await tell(`${kMine}/stop`, device, { endpoint: kept.endpoint });
    kept = undefined;
  }
  if (!offered) return "none";
  const allowed = (await asked) ?? Notification.permission;
  if (allowed === "denied") return "denied";
  if (on && allowed === "granted")
    kept ??= await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  if (!kept) return "off";
  const { endpoint, keys } = kept.toJSON();
  const reply = await tell(kMine, device, { endpoint, keys, lang });
  return reply.ok ? "on" : "failed";
}

export const push = (work) => state(work).catch(() => (work.on === undefined ? "none" : "failed"));
