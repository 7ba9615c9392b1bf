/** Keeps only those rows of a long list in the page that can be seen, hold the focus, or are chosen. */

import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import { LONG, type Piece, piecesOf, topsOf } from "../model/window";

export interface RowsWindow {
  /** The element whose children or grandchildren with `data-row` are the rows. */
  readonly host: RefObject<(HTMLElement & HTMLTableElement & HTMLOListElement) | null>;
  readonly pieces: readonly Piece[];
  /** Whether rows are left out, so that those that are here must say which they are. */
  readonly windowed: boolean;
}

const SCROLLS = /auto|scroll/;

/** `keys` name the rows from the first to the last; `chosen` is brought into view when it changes. */
export function useWindow(keys: readonly string[], chosen: string | null, estimate_px: number): RowsWindow {
  const host = useRef<HTMLElement & HTMLTableElement & HTMLOListElement>(null);
  const heights = useRef(new Map<string, number>());
  const [, again] = useReducer((n: number) => n + 1, 0);
  const windowed = keys.length > LONG;
  const known = windowed ? keys.map((key) => heights.current.get(key) ?? 0) : [];
  const tops = topsOf(known.length, known, estimate_px);
  useLayoutEffect(() => {
    if (windowed && measure(host.current, keys, heights.current)) again(0);
  });
  useEffect(() => (windowed ? follow(host.current, () => again(0)) : undefined), [windowed]);
  useEffect(() => {
    const row = chosen === null ? -1 : keys.indexOf(chosen);
    if (!windowed || row < 0 || host.current?.querySelector(`[data-row="${row}"]`)) return;
    const view = scrollerOf(host.current);
    if (view && host.current)
      view.scrollTop += topIn(host.current, view) + (tops[row] ?? 0) - view.clientHeight / 3;
  }, [chosen]);
  if (!windowed) return { host, windowed, pieces: [{ from: 0, to: keys.length }] };
  const view = host.current && scrollerOf(host.current);
  const top = view && host.current ? -topIn(host.current, view) : 0;
  const focus = focusedRow(host.current);
  return {
    host,
    windowed,
    pieces: piecesOf(tops, top, top + (view?.clientHeight ?? innerHeight), focus),
  };
}

/** How far below the top of the view the list begins. */
const topIn = (host: HTMLElement, view: HTMLElement): number =>
  host.getBoundingClientRect().top - view.getBoundingClientRect().top;

function scrollerOf(host: HTMLElement | null): HTMLElement | null {
  for (let at = host; at; at = at.parentElement) if (SCROLLS.test(getComputedStyle(at).overflowY)) return at;
  return null;
}

function focusedRow(host: HTMLElement | null): number[] {
  const row = host?.contains(document.activeElement)
    ? document.activeElement?.closest<HTMLElement>("[data-row]")
    : null;
  return row ? [Number(row.dataset.row)] : [];
}

/** Remembers the heights of the rows that are here; true where one is not as it was taken to be. */
function measure(host: HTMLElement | null, keys: readonly string[], heights: Map<string, number>): boolean {
  let changed = false;
  const gap = host ? Number.parseFloat(getComputedStyle(host).rowGap) || 0 : 0;
  for (const row of host?.querySelectorAll<HTMLElement>("[data-row]") ?? []) {
    const key = keys[Number(row.dataset.row)];
    const height = row.offsetHeight + gap;
    if (key === undefined || height === gap || heights.get(key) === height) continue;
    heights.set(key, height);
    changed = true;
  }
  return changed;
}

/** Calls back, once a frame at most, when another part of the list comes into view. */
function follow(host: HTMLElement | null, changed: () => void): () => void {
  const view = scrollerOf(host);
  let frame = 0;
  const later = () => {
    frame ||= requestAnimationFrame(() => {
      frame = 0;
      changed();
    });
  };
  const observer = new ResizeObserver(later);
  if (view) observer.observe(view);
  view?.addEventListener("scroll", later, { passive: true });
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
    view?.removeEventListener("scroll", later);
  };
}
