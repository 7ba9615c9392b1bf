/** What the page knows and what it is looking at. Panels and the map read from here; nothing else is shared. */

import { batch, computed, effect, signal } from "@preact/signals";
import { ApiError, getDistricts, getFeatures, getLayouts, getReport, getRulebook } from "./api/client";
import type { DistrictCollection, Finding, Lang, LayoutInfo, Report, Rulebook, Text } from "./api/types";
import { type Key, LOCALE, translate } from "./i18n/translate";
import { type Camera, formatView, parseView } from "./model/address";
import type { Layer, Sort } from "./model/filters";
import { firstSection, marksOf, type Section, sectionOf, sectionsOf } from "./model/findings";
import { type ColourMode, withIndustry } from "./model/grouping";
import { type LayoutModel, layoutOf } from "./model/layout";
import { blocksOf, budgetOf } from "./model/totals";

/** Something that is fetched: on its way, here, or failed. */
export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly error: ApiError };

const LOADING = { state: "loading" } as const;
const STORED_LANG = "yuantu.lang";

const start = parseView(location.hash);

export const lang = signal<Lang>(start.lang ?? storedLang() ?? "zh");
export const layoutId = signal<string | null>(start.layout);
export const colourMode = signal<ColourMode>(start.colour);
export const industry = signal<string | null>(start.industry);
export const selectedFinding = signal<string | null>(start.finding);
export const selectedFeature = signal<string | null>(start.feature);
export const camera = signal<Camera | null>(start.at);

export const hiddenLayers = signal<ReadonlySet<Layer>>(new Set());
export const hiddenCategories = signal<ReadonlySet<string>>(new Set());
export const query = signal("");
export const sort = signal<Sort>({ key: "roster", descending: false });
export const chosenSection = signal<Section | null>(null);

export type PanelName = "table" | "findings" | "details" | "legend";
/** The panel that the narrow page shows, and the tab of the right panel on the wide one. */
export const sheetPanel = signal<PanelName | null>(null);
export const rightTab = signal<"findings" | "details">(
  start.feature && !start.finding ? "details" : "findings",
);
export const narrow = signal(matchMedia("(max-width: 899px)").matches);
export const leftOpen = signal(true);
export const rightOpen = signal(true);
/** Counts the times that the user asked to be taken to the selection; 1 at the start if a link asks for it. */
export const flights = signal(!start.at && (start.finding || start.feature) ? 1 : 0);
/** A sentence for screen readers. */
export const announcement = signal("");

export const layouts = signal<Loaded<LayoutInfo[]>>(LOADING);
export const districts = signal<Loaded<DistrictCollection>>(LOADING);
export const rulebook = signal<Loaded<Rulebook>>(LOADING);
export const layout = signal<Loaded<LayoutModel>>(LOADING);
export const report = signal<Loaded<Report>>(LOADING);
/** The layout that an address named but nobody has. */
export const unknownLayout = signal<string | null>(null);

const ready = <T>(loaded: Loaded<T>): T | null => (loaded.state === "ready" ? loaded.value : null);

export const book = computed(() => ready(rulebook.value));
export const model = computed(() => ready(layout.value));
export const current = computed(
  () => ready(layouts.value)?.find((info) => info.id === layoutId.value) ?? null,
);
export const notice = computed<Text | null>(() => model.value?.notice ?? current.value?.notice ?? null);
export const blocks = computed(() => (model.value && book.value ? blocksOf(model.value, book.value) : null));
export const budget = computed(() =>
  model.value && book.value ? budgetOf(model.value, book.value.limits.total_area_km2) : null,
);
export const findings = computed(() => ready(report.value));
export const sections = computed(() => (findings.value ? sectionsOf(findings.value) : null));
export const marks = computed(() => (findings.value ? marksOf(findings.value) : null));
export const section = computed<Section>(
  () => chosenSection.value ?? (sections.value ? firstSection(sections.value) : "must"),
);
export const finding = computed<Finding | null>(
  () => findings.value?.findings.find((f) => f.id === selectedFinding.value) ?? null,
);
/** The features that have the picked industry; null when none is picked or another colouring is on. */
export const highlighted = computed(() =>
  colourMode.value === "industry" && industry.value && model.value && book.value
    ? withIndustry(model.value.features, industry.value, book.value.industries)
    : null,
);

/** A word of the page in the language of the moment. */
export const t = (key: Key, values?: Record<string, string | number>): string =>
  translate(lang.value, key, values);

/** A sentence that came in both languages. */
export const say = (text: Text): string => text[lang.value];

/** What to tell the user about a failed request. */
export function explain(error: ApiError): string {
  if (error.text) return say(error.text);
  return error.status === null ? t("error.offline") : t("error.http", { status: error.status });
}

export function selectFinding(id: string): void {
  const found = findings.value?.findings.find((f) => f.id === id);
  if (!found) return;
  batch(() => {
    selectedFinding.value = id;
    selectedFeature.value = null;
    flights.value++;
    chosenSection.value = sectionOf(found);
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
    selectedFeature.value = null;
    selectedFinding.value = null;
    rightTab.value = "findings";
  });
}

export function chooseLayout(id: string): void {
  if (id === layoutId.value) return;
  batch(() => {
    clearSelection();
    chosenSection.value = null;
    layoutId.value = id;
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
 * Fetches what every layout shares; then the layout of the address, or the first one. The page asks for the
 * layout's own data before it reads the districts, which take longest to draw and have been preloaded.
 */
export async function open(): Promise<void> {
  const list = await load(layouts, getLayouts());
  const wanted = layoutId.value;
  if (list?.length && !list.some((info) => info.id === wanted)) {
    batch(() => {
      unknownLayout.value = wanted;
      layoutId.value = list[0]?.id ?? null;
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
  void load(report, getReport(info.id, signal), signal);
}

/** Keeps the data, the address, the language of the page and the browser's memory in step with the state. */
export function keepInStep(): void {
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
      finding: selectedFinding.value,
      feature: selectedFeature.value,
      at: camera.value,
    });
    if (hash !== location.hash) history.replaceState(null, "", hash || location.pathname);
  });
  addEventListener("hashchange", () => {
    const view = parseView(location.hash);
    batch(() => {
      if (view.lang) lang.value = view.lang;
      if (ready(layouts.peek())?.some((info) => info.id === view.layout)) layoutId.value = view.layout;
      colourMode.value = view.colour;
      industry.value = view.industry;
      camera.value = view.at;
      selectedFeature.value = view.feature;
      selectedFinding.value = view.finding;
    });
  });
}

function storedLang(): Lang | null {
  try {
    const value = localStorage.getItem(STORED_LANG);
    return value === "zh" || value === "en" ? value : null;
  } catch {
    return null; // Storage may be forbidden; the page works without.
  }
}

function remember(value: Lang): void {
  try {
    localStorage.setItem(STORED_LANG, value);
  } catch {
    // Storage may be forbidden; the address still carries the language.
  }
}
