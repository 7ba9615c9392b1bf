/** Searching and grouping the rules. */

import type { Catalogue } from "../api/rules";
import type { Severity, Text } from "../api/types";

type Rule = Catalogue["rules"][number];

/** Rules under one heading: a subject with its title, or a severity. */
export interface Group {
  readonly key: string;
  readonly title: Text | null;
  readonly rules: readonly Rule[];
}

const SEVERITIES = ["error", "warning", "advice"] as const;

/** The rules that have every word of the query in their code, name, title or clause, of that severity or of any. */
export function matching(rules: readonly Rule[], query: string, severity: Severity | ""): Rule[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return rules.filter((rule) => {
    if (severity && rule.severity !== severity) return false;
    const text = textOf(rule);
    return words.every((word) => text.includes(word));
  });
}

function textOf({ code, name, title, clause }: Rule): string {
  const parts = [code, name, title.zh, title.en, clause.document, clause.locator];
  return [...parts, clause.paraphrase.zh, clause.paraphrase.en].join("\n").toLowerCase();
}

/** The rules under their subjects in the rulebook's order, or under severities with the gravest first. */
export function arranged(
  rules: readonly Rule[],
  by: "subject" | "severity",
  subjects: Catalogue["subjects"],
): Group[] {
  const groups: Group[] =
    by === "severity"
      ? SEVERITIES.map((key) => ({ key, title: null, rules: rules.filter((r) => r.severity === key) }))
      : subjects.map(({ key, title }) => ({ key, title, rules: rules.filter((r) => r.subject === key) }));
  return groups.filter((group) => group.rules.length);
}
