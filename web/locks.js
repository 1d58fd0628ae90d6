// SPDX-License-Identifier: Apache-2.0
// So that two tabs never send or edit the same record. A browser without locks has one writer less
// to fear than we have ways to notice: the server takes the same record twice as once.

import * as store from "./store.js";

const mine = new Map(); // lock → what this tab does under it, until that is over

// Does the work of an outbox's record unless another tab is at it ("busy") or was ("gone").
// `work.kept` says that the record must still be in the outbox. This tab itself is no other: what
// follows from an answer, a photo from its record, is asked for while the lock is still held.
export function once({ lock, kept }, work, passed) {
  if (!lock) return work();
  const look = async () => {
    if (kept && await store.get("outbox", kept).catch(() => kept) === undefined) return passed("gone");
    return work();
  };
  if (!navigator.locks) return look();
  const turn = Promise.resolve(mine.get(lock)).then(() =>
    navigator.locks.request(lock, { ifAvailable: true }, (got) => (got ? look() : passed("busy"))));
  const over = turn.catch(() => {}).then(() => { if (mine.get(lock) === over) mine.delete(lock); });
  mine.set(lock, over);
  return turn;
}

// Locks that are held until they are dropped, or taken away by another tab.
export function createLocks(emit) {
  const held = new Map(); // name → lets it go
  const asked = new Set(); // on the way: asked for twice, the second would find the first in its way
  return {
    take(name, steal) {
      if (held.has(name)) return emit({ event: "lock.got", name });
      if (asked.has(name) && !steal) return;
      if (!navigator.locks) return emit({ event: "lock.got", name });
      let let_go;
      const until = new Promise((resolve) => { let_go = resolve; });
      asked.add(name);
      const options = steal ? { steal: true } : { ifAvailable: true };
      navigator.locks.request(name, options, (got) => {
        asked.delete(name);
        if (!got) return emit({ event: "lock.busy", name });
        held.set(name, let_go);
        emit({ event: "lock.got", name });
        return until;
      }).catch(() => {
        asked.delete(name);
        held.delete(name);
        emit({ event: "lock.lost", name });
      });
    },
    drop(name) {
      held.get(name)?.();
      held.delete(name);
    },
  };
}
