/** What the phone keeps for itself: reports that wait, and what was seen last. */

const NAME = 'gridwarden';
const VERSION = 1;

let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore('outbox', { keyPath: 'id', autoIncrement: true });
      request.result.createObjectStore('kept');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** @param {'outbox'|'kept'} store @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) => IDBRequest} work */
async function run(store, mode, work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    // Strict: what is said to be kept is kept when the battery falls out.
    const transaction = db.transaction(store, mode, { durability: 'strict' });
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** Reports in the order in which they were made. */
export const waiting = () => run('outbox', 'readonly', (store) => store.getAll());
/** @param {any} item without an id for a new one @returns {Promise<number>} its id */
export const put = (item) => run('outbox', 'readwrite', (store) => store.put(item));
export const remove = (id) => run('outbox', 'readwrite', (store) => store.delete(id));

/** @param {string} name @param {any} value */
export const keep = (name, value) => run('kept', 'readwrite', (store) => store.put(value, name));
/** @returns {Promise<any>} undefined where nothing is kept */
export const kept = (name) => run('kept', 'readonly', (store) => store.get(name));
export const forget = (name) => run('kept', 'readwrite', (store) => store.delete(name));
