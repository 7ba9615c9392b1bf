/** What the check says of one property of the selected features: of the report, and of the edits tried since. */

import type { EditAnswer } from "../../api/edits";
import type { AttributeName, Finding, FormField, LayoutFeature, Report, RuleHead } from "../../api/types";
import { idOf } from "../layout";
import { wordsOf } from "./attributes";

export interface Remark {
  readonly finding: Finding;
  /** Whether the edits brought it, removed it, or found it there. */
  readonly since: "before" | "added" | "resolved";
}

/** The findings that speak of a property, the weightiest first. */
export function remarksOn(
  name: AttributeName,
  features: readonly LayoutFeature[],
  rules: readonly RuleHead[],
  report: Report | null,
  answer: EditAnswer | null,
): Remark[] {
  const judges = new Map(
    rules.filter((rule) => rule.judges?.includes(name)).map((rule) => [rule.code, rule]),
  );
  const added = answer?.findings.added ?? [];
  const resolved = new Set(answer?.findings.resolved.map((finding) => finding.id));
  const known = new Set(added.map((finding) => finding.id));
  const all: Remark[] = [
    ...added.map((finding) => ({ finding, since: "added" as const })),
    ...(report?.findings ?? [])
      .filter((finding) => !known.has(finding.id))
      .map((finding) => ({
        finding,
        since: resolved.has(finding.id) ? ("resolved" as const) : ("before" as const),
      })),
  ];
  return all
    .filter(({ finding }) => finding.status === "open" || finding.status === "waived")
    .filter(({ finding, since }) => {
      const rule = judges.get(finding.rule);
      const mine = features.filter((feature) => finding.subjects.includes(idOf(feature)));
      if (!rule || !mine.length) return false;
      // A rule that lists all that is missing speaks of what is empty now, or was before the edits.
      return since === "resolved" || !rule.filled?.includes(name) || mine.some((f) => isEmpty(f, name));
    })
    .sort((a, b) => weight(a) - weight(b));
}

const SEVERITIES = ["error", "warning", "advice"];

const weight = ({ finding, since }: Remark): number =>
  (since === "resolved" ? 20 : 0) +
  (finding.status === "waived" ? 10 : 0) +
  SEVERITIES.indexOf(finding.severity);

const isEmpty = (feature: LayoutFeature, name: AttributeName): boolean => {
  const value = feature.properties[name];
  return Array.isArray(value) ? !value.length : value === null || value === "";
};

/** The words that are not offered, each with the words of the other property that it does not suit. */
export function withheld(
  field: FormField,
  features: readonly LayoutFeature[],
  given: (feature: LayoutFeature) => readonly string[] = (feature) =>
    field.limit ? wordsOf(feature, field.limit.by) : [],
): Map<string, string[]> {
  const out = new Map<string, string[]>();
  if (!field.limit) return out;
  const { words } = field.limit;
  for (const { name } of field.terms)
    for (const feature of features) {
      const by = given(feature).filter((word) => words[word]);
      if (!by.length || by.some((word) => words[word]?.includes(name))) continue;
      out.set(name, [...new Set([...(out.get(name) ?? []), ...by])]);
    }
  return out;
}

const THOUSANDS = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;
const PLAIN = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A number as people type it, in full-width digits too; null for nothing, undefined where it is none. */
export function numberOf(text: string): number | null | undefined {
  const typed = text.normalize("NFKC").trim();
  if (!typed) return null;
  const plain = THOUSANDS.test(typed) ? typed.replaceAll(",", "") : typed;
  const n = PLAIN.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(n) ? n : undefined;
}
