/** What a report shows at the moment. */

import { computed, effect, signal } from "@preact/signals";
import type { Lang, LayoutFeature, Text } from "../api/types";
import { englishName } from "../model/english";
import { idOf } from "../model/layout";
import { listed, matches, type ReportFinding, readData, type Tone, type Wanted } from "./data";
import { type Key, WORDS } from "./words";

/** Cards that are listed at once, so that thousands do not slow the page down. */
const PAGE = 200;

export const data = readData();
export const features: readonly LayoutFeature[] = data.layoutFeatures.features;
export const byId: ReadonlyMap<string, LayoutFeature> = new Map(features.map((f) => [idOf(f), f]));
export const all: readonly ReportFinding[] = listed(data.findings);

export const lang = signal<Lang>(data.lang);
export const hidden = signal<ReadonlySet<Tone>>(new Set());
export const park = signal<string | null>(null);
export const chosen = signal<string | null>(null);
export const hovered = signal<string | null>(null);
export const most = signal(PAGE);
export const hiddenLayers = signal<ReadonlySet<string>>(new Set());

const wanted = computed<Wanted>(() => ({ hidden: hidden.value, park: park.value }));
/** The findings that the filter leaves. */
export const shown = computed(() => all.filter((finding) => matches(finding, wanted.value)));

/** A word of the report in its language. */
export const t = (key: Key, values: Record<string, string | number> = {}): string =>
  WORDS[lang.value][key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));

export const say = (text: Text): string => text[lang.value];

/** A name as it is shown: in English where the rulebook knows it. */
export function nameOf(name: string): { text: string; lang: string } {
  const english = lang.value === "en" ? englishName(name, data.glossary) : null;
  return english === null ? { text: name, lang: "zh-CN" } : { text: english, lang: "en" };
}

export const more = (): void => {
  most.value += PAGE;
};

export function toggled<T>(set: ReadonlySet<T>, member: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}

/** Keeps the document's language and title in step; on paper everything is listed. */
export function followPage(): void {
  effect(() => {
    document.documentElement.lang = lang.value === "zh" ? "zh-CN" : "en";
    document.title = `${say(data.title)} · ${t("report")}`;
  });
  addEventListener("beforeprint", () => {
    most.value = Number.POSITIVE_INFINITY;
  });
  addEventListener("afterprint", () => {
    most.value = PAGE;
  });
}
