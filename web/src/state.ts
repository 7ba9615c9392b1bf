/** What the page knows and what it is looking at. Panels and the map read from here; nothing else is shared. */

import { computed, signal } from "@preact/signals";
import type { ApiError } from "./api/client";
import type { DistrictCollection, Finding, Lang, LayoutInfo, Report, Rulebook, Text } from "./api/types";
import { type Key, translate, wordsOf } from "./i18n/translate";
import { type Camera, parseView } from "./model/address";
import type { Bbox } from "./model/bounds";
import { editedReport, type FullDelta } from "./model/edited";
import { englishName, glossaryOf } from "./model/english";
import type { Layer, Sort } from "./model/filters";
import { type FindingFilter, NO_FILTER } from "./model/findingFilter";
import { firstSection, marksOf, type Section, sectionOf, sectionsOf } from "./model/findings";
import { type ColourMode, looksOf, withIndustry } from "./model/grouping";
import type { LayoutModel } from "./model/layout";
import { blocksOf, budgetOf } from "./model/totals";

/** Something that is fetched: on its way, here, or failed. */
export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly value: T }
  | { readonly state: "failed"; readonly error: ApiError };

export const LOADING = { state: "loading" } as const;
export const STORED_LANG = "yuantu.lang";

const start = parseView(location.hash);

export const lang = signal<Lang>(start.lang ?? storedLang() ?? "zh");
export const layoutId = signal<string | null>(start.layout);
export const colourMode = signal<ColourMode>(start.colour);
export const industry = signal<string | null>(start.industry);
export const selectedFinding = signal<string | null>(start.finding);
export const selectedFeature = signal<string | null>(start.feature);
/** The stage whose rules run; null: the rulebook's default. */
export const stage = signal<string | null>(start.stage);
export const camera = signal<Camera | null>(start.at);

export const hiddenLayers = signal<ReadonlySet<Layer>>(new Set());
export const hiddenCategories = signal<ReadonlySet<string>>(new Set());
export const query = signal("");
export const sort = signal<Sort>({ key: "roster", descending: false });
export const chosenSection = signal<Section | null>(null);

export type PanelName = "table" | "findings" | "details" | "legend" | "more";
/** The panel that the narrow page shows, and the tab of the right panel on the wide one. */
export const sheetPanel = signal<PanelName | null>(null);
export const rightTab = signal<"findings" | "details">(
  start.feature && !start.finding ? "details" : "findings",
);
/** Windows narrower than this have one sheet instead of panels at the sides. */
export const NARROW = "(max-width: 1023px)";
export const narrow = signal(matchMedia(NARROW).matches);
/** The legend's entries and layers, folded away where the map needs the room. */
export const legendOpen = signal(!matchMedia("(max-width: 1240px)").matches);
export const leftOpen = signal(true);
export const rightOpen = signal(true);
/** Counts the times that the user asked to be taken to the selection; 1 at the start if a link asks for it. */
export const flights = signal(!start.at && (start.finding || start.feature) ? 1 : 0);
/** Whether the layout on the page has edits that are not stored. */
export const unsaved = signal(false);
/** The file that is on the page in place of a stored layout; `again` checks it under the rules of another stage. */
export const guest = signal<{
  readonly file: File;
  readonly name: string;
  /** Why it surely lies elsewhere than it says. */
  readonly suspicion: Text | null;
  readonly remarks: readonly Text[];
  readonly again: (stage: string | null) => void;
} | null>(null);
/** What stands over the map at the moment besides panels; the map makes way for it. */
export const overMap = signal<string | null>(null);
/** What of the findings is listed. */
export const filter = signal<FindingFilter>({ ...NO_FILTER, ...start.filter });
/** What the map shows. */
export const mapView = signal<Bbox | null>(null);
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
export const notice = computed<Text | null>(
  () => model.value?.notice ?? (guest.value ? null : current.value?.notice) ?? null,
);
export const blocks = computed(() => (model.value && book.value ? blocksOf(model.value, book.value) : null));
export const budget = computed(() =>
  model.value && book.value ? budgetOf(model.value, book.value.limits.total_area_km2) : null,
);
/** The report on the stored revision. */
export const stored = computed(() => ready(report.value));
/** What the edits that are not stored do to the report; `stale` as long as they have not been checked yet. */
export const edits = signal<{ readonly delta: FullDelta | null; readonly stale: boolean } | null>(null);
/** The report on the layout as it is on the page. */
export const findings = computed(() => {
  const delta = edits.value?.delta;
  return stored.value && delta ? editedReport(stored.value, delta) : stored.value;
});
/** Whether the findings speak of the layout as it was before the last edit. */
export const stale = computed(() => edits.value?.stale ?? false);
/** The findings that the edits have brought. */
export const mine = computed<ReadonlySet<string>>(
  () => new Set(edits.value?.delta?.added.map((f) => f.id) ?? []),
);
/** The finding that the pointer or the focus is on. */
export const hoveredFinding = signal<string | null>(null);
export const sections = computed(() => (findings.value ? sectionsOf(findings.value) : null));
export const marks = computed(() => (findings.value ? marksOf(findings.value) : null));
/** A finding of an earlier report that is selected, though it is no more. */
export const resolvedFinding = signal<Finding | null>(null);
export const finding = computed<Finding | null>(
  () =>
    [...(findings.value?.findings ?? []), ...(resolvedFinding.value ? [resolvedFinding.value] : [])].find(
      (f) => f.id === selectedFinding.value,
    ) ?? null,
);
/** The section on show: the one that was chosen, else that of the finding in the address, else the weightiest. */
export const section = computed<Section>(() => {
  if (chosenSection.value) return chosenSection.value;
  if (finding.value) return sectionOf(finding.value);
  return sections.value ? firstSection(sections.value) : "must";
});
/** The look of every feature under the colouring of the moment. */
export const looks = computed(() =>
  model.value && book.value ? looksOf(model.value.features, colourMode.value, book.value) : null,
);
/** The features that have the picked industry; null when none is picked or another colouring is on. */
export const highlighted = computed(() =>
  colourMode.value === "industry" && industry.value && model.value && book.value
    ? withIndustry(model.value.features, industry.value, book.value.industries)
    : null,
);

/** Goes over to the other language, once its words are here. */
export async function switchLanguage(): Promise<void> {
  const other = lang.peek() === "zh" ? "en" : "zh";
  await wordsOf(other);
  lang.value = other;
}

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

function storedLang(): Lang | null {
  try {
    const value = localStorage.getItem(STORED_LANG);
    return value === "zh" || value === "en" ? value : null;
  } catch {
    return null; // Storage may be forbidden; the page works without.
  }
}

const words = computed(() => glossaryOf(book.value));

/** The English name of a word of the rulebook, or null where there is none. */
export const english = (name: string): string | null => englishName(name, words.value);

/** A name as drawn; in English pages after its English one, where the rulebook has it. */
export function bothNames(name: string): string {
  const translated = lang.value === "en" ? english(name) : null;
  return translated ? `${translated} ${name}` : name;
}
