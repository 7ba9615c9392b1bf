/** What is written into a report file, as `geo/report/embedded.py` puts it there. */

import type {
  DistrictCollection,
  Finding,
  Lang,
  LayoutCollection,
  LayoutFeature,
  RuleResult,
  Summary,
  Text,
} from "../api/types";
import { type Bbox, bboxOf, unionOf } from "../model/bounds";

export interface ReportFinding extends Finding {
  /** The park that it concerns, empty where it concerns none. */
  readonly park: string;
  readonly since: "new" | "old" | null;
}

export interface ReportData {
  readonly lang: Lang;
  readonly program: string;
  readonly title: Text;
  readonly layout: string;
  readonly revision: number | null;
  readonly rulebook: { readonly id: string; readonly version: string; readonly title: Text };
  readonly classes: readonly string[];
  readonly stage: Text | null;
  readonly on: string;
  readonly notice: Text | null;
  readonly basis: Text;
  readonly against: Text | null;
  readonly ok: boolean;
  readonly summary: Summary;
  readonly districts: DistrictCollection;
  readonly layoutFeatures: LayoutCollection;
  readonly findings: readonly ReportFinding[];
  readonly rules: readonly RuleResult[];
  readonly glossary: Readonly<Record<string, string>>;
}

/** The report of this file. */
export function readData(): ReportData {
  const text = document.getElementById("data")?.textContent ?? "";
  return JSON.parse(text) as ReportData;
}

export const TONES = ["must", "should", "advice", "waived", "unsure"] as const;
/** What a finding is: by severity while it is open, else by what became of it. */
export type Tone = (typeof TONES)[number];

export function toneOf({ status, severity }: Finding): Tone {
  if (status === "waived") return "waived";
  if (status !== "open") return "unsure";
  return severity === "error" ? "must" : severity === "warning" ? "should" : "advice";
}

/** The findings as they are listed: by weight, then rule, then subjects. */
export const listed = (findings: readonly ReportFinding[]): ReportFinding[] =>
  [...findings].sort(
    (a, b) =>
      TONES.indexOf(toneOf(a)) - TONES.indexOf(toneOf(b)) ||
      order(a.rule, b.rule) ||
      order(a.subjects.join(), b.subjects.join()),
  );

const order = (a: string, b: string) => (a < b ? -1 : Number(a > b));

export interface Wanted {
  readonly hidden: ReadonlySet<Tone>;
  readonly park: string | null;
}

export const matches = (finding: ReportFinding, { hidden, park }: Wanted): boolean =>
  !hidden.has(toneOf(finding)) && (park === null || finding.park === park);

/** Where a finding is: its evidence, else its subjects; null: nowhere in particular. */
export function placeOf(finding: Finding, byId: ReadonlyMap<string, LayoutFeature>): Bbox | null {
  const drawn = finding.subjects.map((id) => bboxOf(byId.get(id)?.geometry ?? null));
  return bboxOf(finding.evidence) ?? unionOf(drawn);
}
