/** What the review panel shows: the review, the threads, which of them is chosen, and whether a place is pointed at. */

import { effect, signal, untracked } from "@preact/signals";
import type { ApiError } from "../api/client";
import { heard } from "../live/slot";
import { asApiError } from "../panels/useSend";
import { layoutId, model } from "../state";
import { getReview, getThreads, type Review, type Thread } from "./http";
import { unresolved } from "./slot";

export const review = signal<Review | null>(null);
export const threads = signal<readonly Thread[]>([]);
export const failed = signal<ApiError | null>(null);
export const chosen = signal<number | null>(null);
/** The thread that the map is to go to; a new object each time it is asked for. */
export const wanted = signal<{ readonly at: readonly [number, number] } | null>(null);
/** Whether the next press on the map says what a comment is on. */
export const pointing = signal(false);
/** The middle of the map, for those who point without a mouse. */
export const middle = signal<(() => readonly [number, number]) | null>(null);

/** Reads the review and the threads again. */
export async function read(): Promise<void> {
  const layout = layoutId.peek();
  if (layout === null) return;
  try {
    const [now, said] = await Promise.all([getReview(layout), getThreads(layout)]);
    if (layout !== layoutId.peek()) return;
    review.value = now;
    know(said);
    failed.value = null;
  } catch (error) {
    failed.value = asApiError(error);
  }
}

/** Counts what is unresolved, where nobody looks at the review. */
export async function count(layout: string): Promise<void> {
  const said = await getThreads(layout).catch(() => null);
  if (said && layout === layoutId.peek()) know(said);
}

function know(said: readonly Thread[]): void {
  threads.value = said;
  unresolved.value = said.filter((thread) => !thread.resolved).length;
}

const NEWS = ["comment", "review", "publication", "finding", "resync"];

/** Reads them for every revision that comes onto the page, and whenever others say or do something, until called. */
export function follow(): () => void {
  const stops = [
    effect(() => {
      if (layoutId.value !== null && model.value?.revision != null) untracked(() => void read());
    }),
    effect(() => {
      if (NEWS.includes(heard.value?.kind ?? "")) untracked(() => void read());
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Puts a thread that has changed into its place. */
export function changed(thread: Thread): void {
  const rest = threads.peek().filter((one) => one.number !== thread.number);
  know([...rest, thread].sort((a, b) => a.number - b.number));
}

export function choose(thread: Thread): void {
  chosen.value = thread.number;
  if (thread.at) wanted.value = { at: thread.at };
}
