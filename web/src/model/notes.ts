/** Where a contradiction of the documents shows: at findings, at features, at rules, at indicators. */

import type { Finding, Note } from "../api/types";

export interface Target {
  readonly rule: string;
  /** The finding's subjects; empty where the note is about the rule as such. */
  readonly subjects: readonly string[];
}

/** The findings and rules that a note names, such as `MOD002:G24;PRK001:G12`. */
export const targetsOf = (note: Note): Target[] =>
  [...note.target.matchAll(/\b([A-Z]{3}\d{3})(?::([^;\s]+))?/g)].map((match) => ({
    rule: match[1] ?? "",
    subjects: match[2]?.split(",") ?? [],
  }));

/** The features that a note names, by finding or by a row of a table: `groups.csv G06`. */
export function featuresOf(note: Note): string[] {
  const rows = [...note.target.matchAll(/\.csv (\S+)/g)].map((match) => match[1] ?? "");
  return [...new Set([...targetsOf(note).flatMap((t) => t.subjects), ...rows])].filter(Boolean);
}

/** The findings of a report that a note is shown by. */
export const findingsOfNote = (note: Note, findings: readonly Finding[]): Finding[] =>
  targetsOf(note).flatMap(({ rule, subjects }) =>
    subjects.length ? findings.filter((f) => f.rule === rule && sameSet(f.subjects, subjects)) : [],
  );

/** The notes to show with a finding: those that name it, and those about its rule as such. */
export const notesOfFinding = (notes: readonly Note[], finding: Finding): Note[] =>
  notes.filter((note) => {
    const named = targetsOf(note).filter((t) => t.rule === finding.rule);
    if (named.some((t) => t.subjects.length)) return named.some((t) => sameSet(t.subjects, finding.subjects));
    return named.length > 0 || note.rules.includes(finding.rule);
  });

export const notesOfFeature = (notes: readonly Note[], id: string): Note[] =>
  notes.filter((note) => featuresOf(note).includes(id));

export const notesOfIndicator = (notes: readonly Note[], id: string): Note[] =>
  notes.filter((note) => note.indicators.includes(id));

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((entry) => b.includes(entry));
