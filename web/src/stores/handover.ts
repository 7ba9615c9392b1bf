/** Carries a dropped file from another page to the map, in the browser's own store: it goes nowhere else. */

const DATABASE = "yuantu-file";
const STORE = "files";
const KEY = "dropped";

/** Keeps files for the next page. */
export const hand = (files: readonly File[]): Promise<unknown> => run((store) => store.put([...files], KEY));

/** The files that the last page kept, once. */
export async function take(): Promise<readonly File[]> {
  try {
    const files = await run<readonly File[] | undefined>((store) => store.get(KEY));
    if (files) await run((store) => store.delete(KEY));
    return files ?? [];
  } catch {
    return []; // Without a store (a private window may have none) the file has to be dropped again.
  }
}

async function run<T>(ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  const database = await answer(opening);
  try {
    return await answer(ask(database.transaction(STORE, "readwrite").objectStore(STORE)));
  } finally {
    database.close();
  }
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
