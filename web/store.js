// SPDX-License-Identifier: Apache-2.0
// The phone's memory: texts by table and key, photos as they are sent. A cache that the browser may
// erase; what must not be lost is sent to the server at every chance.

const kName = "kongdi";
const kVersion = 1;
export const kTables = ["settings", "drafts", "outbox", "reports", "cache"];
let opening;

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(kName, kVersion);
    request.onupgradeneeded = () => {
      for (const table of [...kTables, "photos"])
        if (!request.result.objectStoreNames.contains(table)) request.result.createObjectStore(table);
    };
    request.onsuccess = () => {
      // Another tab with a newer page wants to change the tables: let it.
      request.result.onversionchange = () => { request.result.close(); opening = undefined; };
      resolve(request.result);
    };
    request.onerror = () => { opening = undefined; reject(request.error); };
    request.onblocked = () => { opening = undefined; reject(new Error("blocked")); };
  });
  return opening;
}

async function change(table, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(table, "readwrite", { durability: "strict" });
    work(transaction.objectStore(table));
    transaction.oncomplete = () => resolve();
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const put = (table, key, value) => change(table, (store) => store.put(value, key));
export const remove = (table, key) => change(table, (store) => store.delete(key));

export async function photo(sha256) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const request = database.transaction("photos").objectStore("photos").get(sha256);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export async function load() {
  const database = await open();
  const tables = {};
  const transaction = database.transaction(kTables);
  await Promise.all(kTables.map((table) => new Promise((resolve, reject) => {
    tables[table] = {};
    const request = transaction.objectStore(table).openCursor();
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return resolve();
      tables[table][cursor.key] = cursor.value;
      cursor.continue();
    };
    request.onerror = () => reject(request.error);
  })));
  return tables;
}
