/** What the rules' pages know: the rules, the one on show, and what the open layout's report says of them. */

import { computed, effect, signal } from "@preact/signals";
import { ApiError, getLayouts, getReport } from "../api/client";
import { type Catalogue, getRule, getRules, type RulePage } from "../api/rules";
import type { Finding, LayoutInfo, Report } from "../api/types";
import { LOCALE } from "../i18n/translate";
import { formatView, parseView } from "../model/address";
import { preferred } from "../model/layout";
import { LOADING, type Loaded, lang, layoutId, STORED_LANG, say, stage } from "../state";
import { codeOf } from "./address";
import { t } from "./words";

/** The code or name in the address; null on the list. */
export const code = codeOf(location.pathname);

export const catalogue = signal<Loaded<Catalogue>>(LOADING);
export const rule = signal<Loaded<RulePage>>(LOADING);
export const layouts = signal<readonly LayoutInfo[]>([]);
export const report = signal<Loaded<Report>>(LOADING);

/** The layout whose findings are shown: that of the address, else the best one. */
export const layout = computed<LayoutInfo | null>(
  () => layouts.value.find((info) => info.id === layoutId.value) ?? preferred(layouts.value) ?? null,
);

/** What links of this page lead on with. */
export const from = computed(() => ({
  layout: layout.value?.id ?? layoutId.value,
  lang: lang.value,
  stage: stage.value,
}));

/** The findings of the open layout by rule, at any stage; null as long as they are not known. */
export const byRule = computed<ReadonlyMap<string, readonly Finding[]> | null>(() => {
  if (report.value.state !== "ready") return null;
  const found = new Map<string, Finding[]>();
  for (const finding of report.value.value.findings)
    found.set(finding.rule, [...(found.get(finding.rule) ?? []), finding]);
  return found;
});

export async function load<T>(into: { value: Loaded<T> }, fetched: Promise<T>): Promise<void> {
  into.value = LOADING;
  try {
    into.value = { state: "ready", value: await fetched };
  } catch (error) {
    into.value = { state: "failed", error: error instanceof ApiError ? error : new ApiError(null, null) };
  }
}

/** Fetches what the page shows: the rule or all of them, and the layouts. */
export function open(): void {
  void (code === null ? load(catalogue, getRules()) : load(rule, getRule(code)));
  void getLayouts().then(
    (list) => {
      layouts.value = list;
    },
    () => {
      report.value = { state: "failed", error: new ApiError(null, null) };
    },
  );
}

/** Keeps the report, the title, the address and the browser's memory in step with the state. */
export function keepInStep(): void {
  effect(() => {
    if (layout.value) void load(report, getReport(layout.value.id, undefined, { stage: "all" }));
  });
  effect(() => {
    document.documentElement.lang = LOCALE[lang.value];
    const { value: shown } = rule;
    const name = shown.state === "ready" ? `${shown.value.code} ${say(shown.value.title)}` : t("rules.title");
    document.title = `${name} · ${t("app.name")}`;
    try {
      localStorage.setItem(STORED_LANG, lang.value);
    } catch {
      // Storage may be forbidden; the address still carries the language.
    }
  });
  effect(() => {
    const view = { ...parseView(""), ...from.value };
    // The page has a base address, against which a hash alone would be resolved.
    history.replaceState(null, "", location.pathname + formatView(view));
  });
}
