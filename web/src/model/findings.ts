/** A report sorted into what people do with it, and where on the map each finding is. */

import type { Finding, LayoutFeature, Report, Rulebook, RuleResult } from "../api/types";
import { type Bbox, bboxOf, unionOf } from "./bounds";
import type { LayoutModel } from "./layout";

export const SECTIONS = ["must", "should", "waived", "unsure", "passed"] as const;
export type Section = (typeof SECTIONS)[number];

export interface Sections {
  readonly must: readonly Finding[];
  readonly should: readonly Finding[];
  readonly waived: readonly Finding[];
  readonly unsure: readonly Finding[];
  readonly passed: readonly RuleResult[];
}

/** The section that a finding belongs to; a crashed rule could not tell either. */
export function sectionOf(finding: Finding): Exclude<Section, "passed"> {
  if (finding.status === "waived") return "waived";
  if (finding.status !== "open") return "unsure";
  return finding.severity === "error" ? "must" : "should";
}

/** The findings by section, each in the order of rule, then subjects; and the rules that passed. */
export function sectionsOf(report: Report): Sections {
  const ordered = [...report.findings].sort(
    (a, b) => compare(a.rule, b.rule) || compare(a.subjects.join(), b.subjects.join()),
  );
  const of = (section: Section) => ordered.filter((f) => sectionOf(f) === section);
  return {
    must: of("must"),
    should: of("should"),
    waived: of("waived"),
    unsure: of("unsure"),
    passed: report.rules.filter((r) => r.status === "passed"),
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** The first section that holds something to do, in the order of weight. */
export const firstSection = (sections: Sections): Section =>
  SECTIONS.find((s) => sections[s].length > 0) ?? "passed";

/** The finding before or after one in a list, going round at the ends. */
export function neighbour(list: readonly Finding[], id: string | null, step: 1 | -1): Finding | undefined {
  if (!list.length) return undefined;
  const at = list.findIndex((f) => f.id === id);
  if (at < 0) return step > 0 ? list[0] : list.at(-1);
  return list[(at + step + list.length) % list.length];
}

/** What stands against a feature. `area`: the worst finding about its own area, measured in km². */
export interface Mark {
  readonly must: number;
  readonly should: number;
  readonly waived: number;
  readonly unsure: number;
  readonly area: Exclude<Section, "passed"> | null;
}

const NO_MARK: Mark = { must: 0, should: 0, waived: 0, unsure: 0, area: null };

/** The marks of every subject of a report. */
export function marksOf(report: Report): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const finding of report.findings) {
    const section = sectionOf(finding);
    for (const id of new Set(finding.subjects)) {
      const mark = marks.get(id) ?? NO_MARK;
      const own = finding.unit === "km2" && finding.subjects.length === 1;
      const area = own ? worse(mark.area, section) : mark.area;
      marks.set(id, { ...mark, [section]: mark[section] + 1, area });
    }
  }
  return marks;
}

function worse(a: Mark["area"], b: Exclude<Section, "passed">): Mark["area"] {
  return a !== null && SECTIONS.indexOf(a) <= SECTIONS.indexOf(b) ? a : b;
}

/** The findings that name a feature. */
export const findingsOf = (report: Report, id: string): Finding[] =>
  report.findings.filter((f) => f.subjects.includes(id));

/** Where a finding is: its evidence, else its subjects, else the roster's point; null: the whole layout. */
export function placeOf(finding: Finding, layout: LayoutModel, book: Rulebook | null): Bbox | null {
  const evidence = bboxOf(finding.evidence);
  if (evidence) return evidence;
  const features = finding.subjects
    .map((id) => layout.byId.get(id))
    .filter((f): f is LayoutFeature => f !== undefined);
  const drawn = unionOf(features.map((f) => bboxOf(f.geometry)));
  if (drawn) return drawn;
  const roster = [...(book?.groups ?? []), ...(book?.parks ?? [])];
  return unionOf(
    finding.subjects.map((subject) => {
      const entry = roster.find((e) => e.id === subject || e.name === subject);
      return entry && entry.lon !== null && entry.lat !== null
        ? [entry.lon, entry.lat, entry.lon, entry.lat]
        : null;
    }),
  );
}

/** Findings that say the same, together, in the order of their first. */
export function byMessage(findings: readonly Finding[]): [Finding, ...Finding[]][] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const finding of findings) {
    const group = groups.get(finding.message.zh);
    if (group) group.push(finding);
    else groups.set(finding.message.zh, [finding]);
  }
  return [...groups.values()];
}
