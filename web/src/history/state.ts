/** What the page of revisions knows, kept in step with its address. */

import { computed, effect, signal } from "@preact/signals";
import { ApiError, getDistricts, getFeatures, getLayouts, getRulebook } from "../api/client";
import { getImported, getPublications } from "../api/layouts";
import { getRevisions, type Revision } from "../api/register";
import type { LayoutInfo, Publication } from "../api/types";
import { LOCALE } from "../i18n/translate";
import { layoutOf, preferred } from "../model/layout";
import * as app from "../state";
import { LOADING, type Loaded, lang, layoutId, say } from "../state";
import { type Line, linesOf } from "./model/revisions";
import { formatRoute, listOf, parseRoute, type Route } from "./model/route";
import { startedFrom } from "./model/tree";
import { w } from "./say";

export const route = signal<Route>(parseRoute(location.hash));
/** A sentence for screen readers and for the eye: what was done last. */
export const done = signal("");

/** The layout of the address, else the best one; null also where the address names one that is not here. */
export const layout = computed<LayoutInfo | null>(() => {
  const { value: list } = app.layouts;
  if (list.state !== "ready") return null;
  const { layout: id } = route.value;
  return id === null ? (preferred(list.value) ?? null) : (list.value.find((info) => info.id === id) ?? null);
});

interface Past {
  readonly revisions: readonly Revision[];
  readonly imported: ReadonlySet<number>;
  readonly publications: readonly Publication[];
}

export const past = signal<Loaded<Past>>(LOADING);

/** The revisions as they are listed, newest first. */
export const lines = computed<Line[]>(() => {
  const [info, { value: all }, { value: list }] = [layout.value, past, app.layouts];
  if (!info || all.state !== "ready" || list.state !== "ready") return [];
  const { revisions, imported, publications } = all.value;
  return linesOf(revisions, info, imported, publications, startedFrom(list.value, info.id));
});

/** A failure as one that can be told. */
export const failed = (error: unknown): { state: "failed"; error: ApiError } => ({
  state: "failed",
  error: error instanceof ApiError ? error : new ApiError(null, null),
});

async function load<T>(into: { value: Loaded<T> }, fetched: Promise<T>): Promise<void> {
  try {
    into.value = { state: "ready", value: await fetched };
  } catch (error) {
    into.value = failed(error);
  }
}

/** Fetches what every view needs. */
export async function open(): Promise<void> {
  void load(app.districts, getDistricts());
  await load(app.layouts, getLayouts());
}

/** Fetches the revisions of the layout on show. */
export async function reload(): Promise<void> {
  const id = layout.peek()?.id;
  if (id !== undefined) await load(past, pastOf(id));
}

async function pastOf(id: string): Promise<Past> {
  const [revisions, imports, publications] = await Promise.all([
    getRevisions(id),
    getImported(id),
    getPublications(id),
  ]);
  const imported = new Set(imports.filter((i) => i.changed).map((i) => i.revision));
  return { revisions, imported, publications };
}

/** Goes to another view of the page; `replace` where it is the same one, a little different. */
export function go(change: Partial<Route>, replace = false): void {
  const next = { ...route.peek(), lang: lang.peek(), ...change };
  const address = location.pathname + formatRoute(next);
  // First the address: whoever follows the route may replace the entry of the moment.
  if (replace) history.replaceState(null, "", address);
  else history.pushState(null, "", address);
  route.value = next;
  if (replace) return;
  scrollTo(0, 0);
  document.querySelector<HTMLElement>("#text")?.focus();
}

/** The list of revisions of a layout. */
export const goToList = (id: string): void => go(listOf(id, lang.peek()));

/** Keeps data, title and address in step with the state. */
export function keepInStep(): void {
  const id = computed(() => layout.value?.id ?? null);
  const book = computed(() => layout.value?.rulebook ?? null);
  effect(() => {
    layoutId.value = id.value;
    past.value = LOADING;
    if (id.value === null) return;
    void reload();
    // Names of features in English come from it.
    void load(app.layout, getFeatures(id.value).then(layoutOf));
  });
  effect(() => {
    if (book.value !== null) void load(app.rulebook, getRulebook(book.value));
  });
  effect(() => {
    document.documentElement.lang = LOCALE[lang.value];
    const name = layout.value ? `${say(layout.value.title)} · ` : "";
    document.title = `${name}${w("title")} · ${w("name")}`;
    try {
      localStorage.setItem(app.STORED_LANG, lang.value);
    } catch {
      // Storage may be forbidden; the address still carries the language.
    }
    go({ layout: id.value ?? route.peek().layout, lang: lang.value }, true);
  });
  addEventListener("popstate", () => {
    route.value = parseRoute(location.hash);
    const { lang: asked } = route.peek();
    if (asked && asked !== lang.peek()) void app.switchLanguage();
  });
}
