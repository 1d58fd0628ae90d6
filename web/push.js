// SPDX-License-Identifier: Apache-2.0
// Messages about a person's reports while the page is closed, where browser and server have them.

const kOffer = "/api/v1/push";
// Push of shell/state/state.hpp.
const kNone = 0;
const kOff = 1;
const kOn = 2;
const kDenied = 3;
const kFailed = 4;

const tell = (path, device, body) => fetch(`/api/v1/my/push${path}`, {
  method: "POST", body: JSON.stringify(body),
  headers: { "Content-Type": "application/json", "X-Kongdi-Device": device, "X-Kongdi-Page": "1" },
});

// `on`: true or false when the person says so; without it, how things stand: what the browser has
// is told to the server again, which may have lost it.
async function state({ on, device, lang }) {
  // Inside the person's press: some browsers ask only then.
  const asked = on && Notification.requestPermission();
  const pushes = (await navigator.serviceWorker?.getRegistration())?.pushManager;
  if (!pushes) return kNone;
  const { offered, key } = await (await fetch(kOffer)).json();
  let kept = await pushes.getSubscription();
  if (on === false || !offered) {
    if (kept) {
      await kept.unsubscribe();
      await tell("/stop", device, { endpoint: kept.endpoint });
    }
    return offered ? kOff : kNone;
  }
  const allowed = (await asked) || Notification.permission;
  if (allowed === "denied") return kDenied;
  if (on && allowed === "granted")
    kept ??= await pushes.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  if (!kept) return kOff;
  const { endpoint, keys } = kept.toJSON();
  return (await tell("", device, { endpoint, keys, lang })).ok ? kOn : kFailed;
}

export const push = (work) => state(work).catch(() => (work.on === undefined ? kNone : kFailed));
