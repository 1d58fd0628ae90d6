// SPDX-License-Identifier: Apache-2.0
// The phone's memory: texts by table and key, photos as they are sent. What belongs together is
// written in one transaction and read back before it counts as kept. Browsers have lost a whole
// database after a crash; the small texts therefore have a second copy, which a new, empty database
// is filled from.

const kName = "kongdi";
// 1: photos were bare blobs. 2: {bytes | blob, at}, so that old ones can be cleared away.
// 3: `delivered`.
const kVersion = 3;
export const kTables = ["settings", "drafts", "outbox", "reports", "cache"];
const kCopied = new Set(["settings", "drafts", "outbox", "reports"]);
// What the server has, in case it is restored from a backup of before: records, {form, bytes, at},
// and under kSame and the id of its report that somebody said "the same", {form, device, at}.
// Nothing is read of them at a start but their age and their photos.
const kDelivered = "delivered";
const kSame = "same:"; // with the id a key of the settings, too, as long as it waits
const kDayMs = 24 * 3600_000;
const kDeliveredDays = 30; // unless the city says another number
const kMarginMs = kDayMs; // clocks of phones, and what was on its way
const kRestored = "restored"; // a setting: the last restoration that this device heard of
const kBorn = "born"; // a setting that says: this database has been in use
const kUnnamedMs = kDayMs; // a photo that no report names any more
const kOldMs = 90 * kDayMs; // one that is sent, shown in "my reports"
let opening;

function upgrade(request, from) {
  const database = request.result;
  for (const table of [...kTables, kDelivered, "photos"])
    if (!database.objectStoreNames.contains(table)) database.createObjectStore(table);
  if (from !== 1) return;
  request.transaction.objectStore("photos").openCursor().onsuccess = ({ target: { result: cursor } }) => {
    if (!cursor) return;
    if (cursor.value instanceof Blob) cursor.update({ blob: cursor.value, at: Date.now() });
    cursor.continue();
  };
}

function open(version = kVersion) {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(kName, version);
    request.onupgradeneeded = (event) => upgrade(request, event.oldVersion);
    request.onsuccess = () => {
      const database = request.result;
      // Another tab with a newer page wants to change the tables: let it.
      database.onversionchange = () => { database.close(); opening = undefined; };
      database.onclose = () => { opening = undefined; };
      resolve(database);
    };
    request.onerror = () => {
      opening = undefined;
      // A newer page was here. What it added to the tables does not keep this one from its own.
      if (request.error?.name === "VersionError" && version) resolve(open(null));
      else reject(request.error);
    };
    request.onblocked = () => { opening = undefined; reject(new Error("blocked")); };
  });
  return opening;
}

const tree = (text) => { try { return JSON.parse(text); } catch { return undefined; } };

const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// The second copy. Small, and no promise: a browser may keep it, full or forbid it.
const copyKey = (table, key) => `kongdi:${table}:${key}`;
// Without a key all of a table is meant, with a * at its end all keys that begin so.
const isMany = (key) => !key || key.endsWith("*");
const startOf = (key) => (key ?? "").replace(/\*$/, "");
function dropCopies(table, start) {
  const names = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i));
  for (const name of names) if (name.startsWith(copyKey(table, start))) localStorage.removeItem(name);
}
function copy(changes) {
  try {
    for (const { table, key, value } of changes) {
      if (!kCopied.has(table)) continue;
      if (value === undefined && isMany(key)) dropCopies(table, startOf(key));
      else if (value === undefined) localStorage.removeItem(copyKey(table, key));
      else localStorage.setItem(copyKey(table, key), value);
    }
  } catch { /* the database has it */ }
}
function copies() {
  const found = [];
  try {
    for (let i = 0; i < localStorage.length; ++i) {
      const name = localStorage.key(i);
      const [, table, key] = /^kongdi:(\w+):(.*)$/.exec(name) ?? [];
      if (kCopied.has(table)) found.push({ table, key, value: localStorage.getItem(name) });
    }
  } catch { /* none can be had */ }
  return found;
}

async function writeAll(changes, photos) {
  const fresh = [...photos].filter(([, photo]) => photo);
  const tables = [...new Set([...changes.map(({ table }) => table), ...(fresh.length ? ["photos"] : [])])];
  try {
    const database = await open();
    await new Promise((resolve, reject) => {
      const transaction = database.transaction(tables, "readwrite", { durability: "strict" });
      // Read back inside the transaction: after it, another tab may have gone on with the record.
      const look = (store, key, good) => {
        store.get(key).onsuccess = ({ target }) => { if (!good(target.result)) transaction.abort(); };
      };
      for (const { table, key, value } of changes) {
        const store = transaction.objectStore(table);
        const row = table === kDelivered && value ? JSON.stringify({ ...JSON.parse(value), at: Date.now() }) : value;
        if (row !== undefined) store.put(row, key);
        else if (!isMany(key)) store.delete(key);
        else if (key) store.delete(IDBKeyRange.bound(startOf(key), `${startOf(key)}\uffff`));
        else store.clear();
        look(store, key, (found) => found === row);
      }
      for (const [hash, photo] of fresh) {
        const store = transaction.objectStore("photos");
        store.put(photo, hash);
        look(store, hash, (found) => found?.bytes.byteLength === photo.bytes.byteLength);
      }
      transaction.oncomplete = resolve;
      transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("unreadable"));
    });
  } finally {
    copy(changes);
  }
}

// All of the changes or none: {table, key, value}, without a value to delete, with an empty key all
// of the table, with a * at its end all keys that begin so. What is delivered gets its time here; a full phone does without it, so that nothing
// stays in the outbox for it. `photos` are those that a record needs, by hash; the ones still in
// hand are written with it.
export async function write(changes, photos = new Map()) {
  try {
    await writeAll(changes, photos);
  } catch (error) {
    const needed = changes.filter(({ table, value }) => table !== kDelivered || !value);
    if (needed.length === changes.length) throw error;
    await writeAll(needed, photos);
  }
}

export const put = (table, key, value) => write([{ table, key, value }]);
export const remove = (table, key) => write([{ table, key }]);

export async function get(table, key) {
  const database = await open();
  return answer(database.transaction(table).objectStore(table).get(key));
}

export async function keepPhoto(hash, photo) {
  const database = await open();
  const transaction = database.transaction("photos", "readwrite", { durability: "strict" });
  transaction.objectStore("photos").put(photo, hash);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
}

export async function dropPhoto(hash) {
  const database = await open();
  await answer(database.transaction("photos", "readwrite").objectStore("photos").delete(hash));
}

// As a blob; undefined when it is not here.
export async function photo(hash) {
  const value = await get("photos", hash);
  if (!value || value instanceof Blob) return value;
  return value.blob ?? new Blob([value.bytes], { type: "image/jpeg" });
}

async function all() {
  const database = await open();
  const transaction = database.transaction(kTables);
  const tables = {};
  await Promise.all(kTables.map(async (table) => {
    const store = transaction.objectStore(table);
    const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
    tables[table] = Object.fromEntries(keys.map((key, i) => [key, values[i]]));
  }));
  return tables;
}

const photosOf = (bytes) => (tree(bytes)?.photos ?? []).map(({ sha256 }) => sha256);

// Records that were delivered long ago, and photos that nobody needs, so that the phone does not
// fill up. What is delivered needs its photos as long as it is here.
async function sweep(tables) {
  const texts = (names) => names.flatMap((name) => Object.values(tables[name])).join();
  let needed = texts(["drafts", "outbox"]);
  const named = texts(["reports"]);
  const database = await open();
  const transaction = database.transaction([kDelivered, "photos"], "readwrite");
  const sweepPhotos = ({ target: { result: cursor } }) => {
    if (!cursor) return;
    const age = Date.now() - (cursor.value.at ?? Date.now());
    const most = needed.includes(cursor.key) ? Infinity : named.includes(cursor.key) ? kOldMs : kUnnamedMs;
    if (age > most) cursor.delete();
    cursor.continue();
  };
  const oldest = Date.now() - (tree(tables.cache.city)?.keep_days ?? kDeliveredDays) * kDayMs;
  transaction.objectStore(kDelivered).openCursor().onsuccess = ({ target: { result: cursor } }) => {
    if (!cursor) {
      transaction.objectStore("photos").openCursor().onsuccess = sweepPhotos;
      return;
    }
    const row = tree(cursor.value);
    if (row?.at > oldest) needed += photosOf(row.bytes).join();
    else cursor.delete();
    cursor.continue();
  };
}

// What was delivered under a pseudonym that its owner had erased.
export async function forget({ device }) {
  const database = await open();
  const transaction = database.transaction(kDelivered, "readwrite", { durability: "strict" });
  transaction.objectStore(kDelivered).openCursor().onsuccess = ({ target: { result: cursor } }) => {
    if (!cursor) return;
    const row = tree(cursor.value);
    if ((row?.device ?? tree(row?.bytes)?.device) === device) cursor.delete();
    cursor.continue();
  };
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
}

// The server was restored from a backup: what was delivered since waits again, once for each
// restoration, with those of its photos that are still here. What its sender withdrew does not. All
// of it or nothing; how much it was.
export async function reoffer({ restored, ahead_ms }) {
  const since = Date.parse(restored.backup_of) - kMarginMs - ahead_ms;
  const database = await open();
  const transaction = database.transaction(
    ["settings", "reports", "photos", "outbox", kDelivered], "readwrite", { durability: "strict" });
  const table = (name) => transaction.objectStore(name);
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onerror = transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
  const changes = [];
  const move = async () => {
    if (await answer(table("settings").get(kRestored)) === restored.at) return;
    changes.push({ table: "settings", key: kRestored, value: restored.at });
    const [ids, rows] = await Promise.all([answer(table(kDelivered).getAllKeys()), answer(table(kDelivered).getAll())]);
    for (const [i, id] of ids.entries()) {
      const { bytes, at } = tree(rows[i]) ?? {};
      if (!(at >= since)) continue;
      if (id.startsWith(kSame)) {
        changes.push({ table: "settings", key: id, value: rows[i] });
      } else {
        if (!bytes || tree(await answer(table("reports").get(id)))?.state === "withdrawn") continue;
        const photos = [];
        for (const hash of photosOf(bytes))
          if (await answer(table("photos").getKey(hash)) !== undefined) photos.push(hash);
        changes.push({ table: "outbox", key: id,
          value: JSON.stringify({ form: 1, id, bytes, photos, received: false, refused: false }) });
      }
      table(kDelivered).delete(id);
    }
    for (const { table: name, key, value } of changes) table(name).put(value, key);
  };
  await Promise.all([done, move().catch((error) => { transaction.abort(); throw error; })]);
  copy(changes);
  return Math.max(0, changes.length - 1);
}

// Everything but the photos. A database that cannot be opened throws {tables: the second copy}.
export async function load() {
  let tables;
  try {
    tables = await all();
  } catch (error) {
    const kept = Object.fromEntries(kTables.map((table) => [table, {}]));
    for (const { table, key, value } of copies()) kept[table][key] = value;
    throw Object.assign(new Error("unavailable"), { cause: error, tables: kept });
  }
  // The service worker has no second copy: an empty database stays unborn until a page fills it.
  if (!tables.settings[kBorn] && "document" in globalThis) {
    const lost = copies().filter(({ table, key }) => tables[table][key] === undefined);
    for (const { table, key, value } of lost) tables[table][key] = value;
    tables.settings[kBorn] = String(Date.now());
    const rows = [...kCopied].flatMap((table) =>
      Object.entries(tables[table]).map(([key, value]) => ({ table, key, value })));
    await write(rows).catch(() => {});
  }
  sweep(tables).catch(() => {});
  return tables;
}
