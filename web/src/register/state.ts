/** What the pages beside the map know: the rulebook, and what the page on show is about. */

import { computed, effect, signal } from "@preact/signals";
import { ApiError, getDistricts, getFeatures, getLayouts, getReport, getRulebook } from "../api/client";
import { getIndicators, getWaivers, type Indicators, type WaiverEntry } from "../api/register";
import type { LayoutInfo, Report } from "../api/types";
import { LOCALE } from "../i18n/translate";
import { layoutOf, preferred } from "../model/layout";
import * as app from "../state";
import { LOADING, type Loaded, lang, layoutId } from "../state";
import { hashOf, pageOf, shownIn } from "./address";
import { t } from "./words";

export const page = pageOf(location.pathname);
const opened = shownIn(location.hash);

/** What is looked for on the page, kept in its address. */
export const wanted = signal({
  document: opened.get("document") ?? "",
  scope: opened.get("scope") ?? "",
  state: opened.get("state") ?? "",
  text: opened.get("text") ?? "",
});
/** The entry that a link leads to: an indicator's id, a note's number, a waiver's finding. */
export const pointed = signal(opened.get("show") ?? "");

export const indicators = signal<Loaded<Indicators>>(LOADING);
export const waivers = signal<Loaded<WaiverEntry[]>>(LOADING);
export const report = signal<Loaded<Report>>(LOADING);
/** What is about to be done with which waiver. */
export interface Asked {
  readonly entry: WaiverEntry;
  readonly what: "approve" | "decline" | "revoke";
}
export const asked = signal<Asked | null>(null);
/** A sentence for screen readers and for the eye: what was done last. */
export const done = signal("");

/** The layout of the address, else the best one. */
export const layout = computed<LayoutInfo | null>(() => {
  const { value: list } = app.layouts;
  if (list.state !== "ready") return null;
  return list.value.find((info) => info.id === layoutId.value) ?? preferred(list.value) ?? null;
});

/** The layout and language that links to other pages carry along. */
export const from = computed(() => ({ layout: layout.value?.id ?? layoutId.value, lang: lang.value }));

async function load<T>(into: { value: Loaded<T> }, fetched: Promise<T>): Promise<void> {
  try {
    into.value = { state: "ready", value: await fetched };
  } catch (error) {
    into.value = { state: "failed", error: error instanceof ApiError ? error : new ApiError(null, null) };
  }
}

/** Fetches what every page needs: the layouts, and for names the districts. */
export async function open(): Promise<void> {
  await load(app.layouts, getLayouts());
  if (page === "waivers") void load(app.districts, getDistricts());
}

/** Fetches what the page shows of the layout of the moment. */
export function reload(): void {
  const info = layout.peek();
  if (!info) return;
  if (page === "indicators") void load(indicators, getIndicators(info.rulebook, info.id));
  else void load(report, getReport(info.id, undefined, { stage: "all" }));
  if (page === "waivers") void load(waivers, getWaivers(info.id));
}

/** Keeps data, title and address in step with the state. */
export function keepInStep(): void {
  effect(() => {
    const info = layout.value;
    if (!info) return;
    void load(app.rulebook, getRulebook(info.rulebook));
    void load(app.layout, getFeatures(info.id).then(layoutOf));
    reload();
  });
  effect(() => {
    document.documentElement.lang = LOCALE[lang.value];
    document.title = `${t(`${page}.title`)} · ${t("app.name")}`;
    try {
      localStorage.setItem(app.STORED_LANG, lang.value);
    } catch {
      // Storage may be forbidden; the address still carries the language.
    }
  });
  effect(() => {
    const hash = hashOf(from.value, { ...wanted.value, show: pointed.value });
    if (hash !== location.hash) history.replaceState(null, "", location.pathname + hash);
  });
  // The page itself never causes this event: someone has typed or pasted another address.
  addEventListener("hashchange", () => location.reload());
}

/** Narrows or widens what the page lists. */
export function want(change: Partial<typeof wanted.value>): void {
  wanted.value = { ...wanted.value, ...change };
  pointed.value = "";
}

/** The year of today, as the service has it, else the browser's. */
export const thisYear = (): number =>
  Number(
    (indicators.value.state === "ready" ? indicators.value.value.on : new Date().toISOString()).slice(0, 4),
  );
