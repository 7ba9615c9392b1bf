/** Drafts in the browser's own store: edits survive a closed tab and a dead server. One draft for each layout. */

import { effect } from "@preact/signals";
import { isEmpty, type Patch } from "../model/edit/document";
import { idOf } from "../model/layout";
import { type Mending, mending } from "../stores/quarantine";
import * as session from "./session";

export interface Draft {
  readonly layout: string;
  /** The revision that the edits start from. */
  readonly revision: number;
  readonly patch: Patch;
  /** What of the edits mends a feature in quarantine; drafts of earlier versions do not say. */
  readonly mends?: Mending | null;
  /** When it was kept last, in milliseconds since 1970. */
  readonly kept: number;
}

const DATABASE = "yuantu";
const STORE = "drafts";
/** A drag ends, another begins: what lies between is worth keeping, every frame is not. */
const PAUSE_MS = 300;

/** The draft of a layout; null where there is none, or where the browser has no store for it. */
export const findDraft = (layout: string): Promise<Draft | null> =>
  run<Draft | undefined>("readonly", (store) => store.get(layout)).then(
    (draft) => draft ?? null,
    () => null,
  );

export const dropDraft = (layout: string): Promise<void> =>
  run("readwrite", (store) => store.delete(layout)).then(
    () => undefined,
    () => undefined,
  );

const keepDraft = (draft: Draft): Promise<void> =>
  run("readwrite", (store) => store.put(draft)).then(
    () => undefined,
    // Without a store (a private window may have none) the edits live as long as the page.
    () => undefined,
  );

/** Keeps the edits shortly after every change, until it is called off. */
export function followDrafts(): () => void {
  let timer = 0;
  // A draft that could not be read is not thrown away either: only what was kept here is dropped here.
  let kept = false;
  const stop = effect(() => {
    const [base, patch, mended] = [session.base.value, session.patch.value, mending.value];
    clearTimeout(timer);
    if (!base || !patch) return;
    const { layout, revision } = base;
    const empty = isEmpty(patch);
    const mends = patch.put.some((feature) => idOf(feature) === mended?.id) ? mended : null;
    if (empty && !kept) return;
    kept = !empty;
    timer = window.setTimeout(() => {
      void (empty ? dropDraft(layout) : keepDraft({ layout, revision, patch, mends, kept: Date.now() }));
    }, PAUSE_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

async function run<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await opened();
  try {
    return await answer(ask(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "layout" });
  return answer(request);
}

const answer = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
