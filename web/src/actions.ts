/** What the page does: fetch, select, switch, and keep the address in step. */

import { batch, effect } from "@preact/signals";
import { ApiError, getDistricts, getFeatures, getLayouts, getReport, getRulebook } from "./api/client";
import type { Lang } from "./api/types";
import { LOCALE } from "./i18n/translate";
import { formatView } from "./model/address";
import { sectionOf } from "./model/findings";
import type { ColourMode } from "./model/grouping";
import { layoutOf, preferred } from "./model/layout";
import {
  announcement,
  book,
  camera,
  chosenSection,
  colourMode,
  current,
  districts,
  filter,
  findings,
  flights,
  guest,
  hiddenCategories,
  hoveredFinding,
  industry,
  LOADING,
  type Loaded,
  lang,
  layout,
  layoutId,
  layouts,
  leftOpen,
  narrow,
  report,
  resolvedFinding,
  rightOpen,
  rightTab,
  rulebook,
  STORED_LANG,
  say,
  selectedFeature,
  selectedFinding,
  sheetPanel,
  stage,
  t,
  unknownLayout,
} from "./state";
import { against, compareWith, delta, followComparison } from "./stores/compare";
import { close as closeFixes } from "./stores/fixes";

export function selectFinding(id: string): void {
  const gone = delta.value?.resolved.find((f) => f.id === id);
  const found = findings.value?.findings.find((f) => f.id === id) ?? gone;
  if (!found) return;
  batch(() => {
    closeFixes();
    resolvedFinding.value = gone ?? null;
    selectedFinding.value = id;
    selectedFeature.value = null;
    flights.value++;
    if (!gone) chosenSection.value = sectionOf(found);
    openPanel("findings");
    announcement.value = t("finding.shown", { message: say(found.message) });
  });
}

/** Selects a feature and opens its details; `fly` also takes the map there. */
export function selectFeature(id: string, fly = false): void {
  batch(() => {
    if (fly) flights.value++;
    selectedFeature.value = id;
    selectedFinding.value = null;
    rightTab.value = "details";
    if (narrow.value) sheetPanel.value = "details";
  });
}

export function clearSelection(): void {
  batch(() => {
    closeFixes();
    selectedFeature.value = null;
    selectedFinding.value = null;
    hoveredFinding.value = null;
    rightTab.value = "findings";
  });
}

export function chooseLayout(id: string): void {
  if (guest.peek()) leaveGuest();
  if (id === layoutId.value) return;
  batch(() => {
    clearSelection();
    chosenSection.value = null;
    // A park of one layout is none of another.
    filter.value = { ...filter.value, park: null };
    layoutId.value = id;
    compareWith(null);
  });
}

export function chooseColour(mode: ColourMode): void {
  batch(() => {
    colourMode.value = mode;
    hiddenCategories.value = new Set();
  });
}

/** Brings a panel into view, wherever the width of the window puts it. */
export function openPanel(panel: "table" | "findings"): void {
  batch(() => {
    if (narrow.value) sheetPanel.value = panel;
    else if (panel === "table") leftOpen.value = true;
    else {
      rightOpen.value = true;
      rightTab.value = "findings";
    }
  });
}

/** A set with one member put in or taken out. */
export function toggled<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}

async function load<T>(
  into: { value: Loaded<T> },
  fetched: Promise<T>,
  signal?: AbortSignal,
): Promise<T | null> {
  into.value = LOADING;
  try {
    const value = await fetched;
    if (signal?.aborted) return null;
    into.value = { state: "ready", value };
    return value;
  } catch (error) {
    if (!signal?.aborted) into.value = { state: "failed", error: asApiError(error) };
    return null;
  }
}

const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError ? error : new ApiError(null, null);

let tellListed: () => void = () => {};
/** Settles when the list of layouts has been asked for and answered, well or badly. */
export const listed = new Promise<void>((done) => {
  tellListed = done;
});

/**
 * Fetches what every layout shares; then the layout of the address, or the best one. The page asks for the
 * layout's own data before it reads the districts, which take longest to draw and have been preloaded.
 */
export async function open(): Promise<void> {
  const list = await load(layouts, getLayouts());
  const wanted = layoutId.value;
  if (list?.length && !list.some((info) => info.id === wanted)) {
    batch(() => {
      unknownLayout.value = wanted;
      layoutId.value = preferred(list)?.id ?? null;
    });
  }
  tellListed();
  await load(districts, getDistricts());
}

let running: AbortController | null = null;

/** Fetches the rulebook, the features and the report of the layout of the moment, all at once. */
export function openLayout(): void {
  const info = current.peek();
  if (!info) return;
  running?.abort();
  running = new AbortController();
  const { signal } = running;
  const known = book.peek();
  if (known?.id !== info.rulebook) void load(rulebook, getRulebook(info.rulebook), signal);
  void load(layout, getFeatures(info.id, signal).then(layoutOf), signal);
  void load(report, getReport(info.id, signal, { stage: stage.peek() }), signal);
}

/** What is on its way is not wanted any more. */
export function stopLoading(): void {
  running?.abort();
}

/** The stored layout again, after a file was looked at. */
export function leaveGuest(): void {
  batch(() => {
    guest.value = null;
    clearSelection();
    chosenSection.value = null;
    layout.value = LOADING;
    report.value = LOADING;
  });
  openLayout();
}

/** Runs the rules of another stage; null: the rulebook's default. */
export function chooseStage(id: string | null): void {
  const info = current.peek();
  if (id === stage.value) return;
  if (guest.peek()) {
    guest.peek()?.again(id);
    return;
  }
  if (!info) return;
  batch(() => {
    stage.value = id;
    chosenSection.value = null;
    closeFixes();
  });
  void load(report, getReport(info.id, running?.signal, { stage: id }), running?.signal);
}

/** Reads the layouts again after one has got a new revision; what is selected stays so where it is still there. */
export async function reopen(): Promise<void> {
  try {
    layouts.value = { state: "ready", value: await getLayouts() };
  } catch (error) {
    layouts.value = { state: "failed", error: asApiError(error) };
  }
}

/** Keeps the data, the address, the language of the page and the browser's memory in step with the state. */
export function keepInStep(): void {
  followComparison();
  effect(() => {
    if (current.value) openLayout();
  });
  effect(() => {
    document.documentElement.lang = LOCALE[lang.value];
    document.title = current.value ? t("app.title", { layout: say(current.value.title) }) : t("app.name");
    remember(lang.value);
  });
  effect(() => {
    const hash = formatView({
      layout: layoutId.value,
      lang: lang.value,
      colour: colourMode.value,
      industry: industry.value,
      // What a file holds cannot be found again by an address.
      finding: guest.value ? null : selectedFinding.value,
      feature: guest.value ? null : selectedFeature.value,
      at: camera.value,
      stage: stage.value,
      against: against.value,
      filter: filter.value,
    });
    if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname);
  });
  // The page itself never causes this event: someone has typed or pasted another address.
  addEventListener("hashchange", () => location.reload());
}

function remember(value: Lang): void {
  try {
    localStorage.setItem(STORED_LANG, value);
  } catch {
    // Storage may be forbidden; the address still carries the language.
  }
}
