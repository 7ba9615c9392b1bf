/** The entry of living together: everything below here is fetched after the first view. */

import { effect, signal, untracked } from "@preact/signals";
import { ApiError } from "../api/client";
import { editor } from "../edit/slot";
import { outlineOthers } from "../map/others";
import { unresolved } from "../review/slot";
import { count } from "../review/state";
import * as page from "../state";
import { leave, sign } from "./http";
import { LiveNote } from "./LiveNote";
import { hear } from "./news";
import { People } from "./People";
import { live } from "./slot";
import { inHand, locks, note, people, rename } from "./state";
import { listen } from "./stream";
import "./live.css";

const SIGN_MS = 15_000;
/** Whoever clicks from feature to feature is told of once. */
const PAUSE_MS = 300;
/** Whoever has not signed in, or may not look at drafts, is not told of others. */
const REFUSED = [401, 403, 404];

/** Follows the layout of the moment: hears what happens to it, and says that it is open here. */
export function begin(): void {
  /** How often the browser has fetched the page back from where it had put it away. */
  const returned = signal(0);
  live.value = { People, Note: LiveNote, onMap: outlineOthers };
  effect(() => {
    const layout = page.current.value?.id;
    if (layout === undefined || page.guest.value) return undefined;
    void returned.value;
    return untracked(() => follow(layout, rename()));
  });
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) returned.value++;
  });
  effect(() => {
    if (!editor.value) return undefined;
    let stop: (() => void) | null = null;
    let over = false;
    void import("./editing").then(({ followEditing }) => {
      if (!over) stop = untracked(followEditing);
    });
    return () => {
      over = true;
      stop?.();
      inHand.value = null;
    };
  });
}

function follow(layout: string, client: string): () => void {
  const since = () => page.model.peek()?.revision ?? page.current.peek()?.revision ?? null;
  let stopListening: (() => void) | null = null;
  let over = false;
  const tell = () =>
    sign(layout, client, inHand.peek()).then(
      () => {
        // Whoever may not be told of others has been refused already, and asks no more.
        if (over || stopListening) return;
        stopListening = listen({ layout, client, since, hear });
        void count(layout);
      },
      (error: unknown) => {
        if (error instanceof ApiError && REFUSED.includes(error.status ?? 0)) clearInterval(timer);
      },
    );
  const timer = setInterval(() => void tell(), SIGN_MS);
  let soon = 0;
  const stopTelling = effect(() => {
    void inHand.value;
    clearTimeout(soon);
    soon = window.setTimeout(() => void tell(), PAUSE_MS);
  });
  const gone = () => void leave(layout, client);
  addEventListener("pagehide", gone);
  return () => {
    over = true;
    removeEventListener("pagehide", gone);
    clearInterval(timer);
    clearTimeout(soon);
    stopTelling();
    stopListening?.();
    gone();
    people.value = [];
    locks.value = [];
    note.value = null;
    unresolved.value = null;
  };
}
