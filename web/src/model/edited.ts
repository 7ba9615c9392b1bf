/** The report on a layout that is being edited: that of the stored revision, with what the edits do to it. */

import type { Finding, Report, RuleResult, Summary } from "../api/types";

/** All that an edit does to a report. */
export interface FullDelta {
  /** Open now, not open before: brought by the edit. */
  readonly added: readonly Finding[];
  /** Open before, not open now. */
  readonly resolved: readonly Finding[];
  /** The others that are new or say something else, whatever their status. */
  readonly changed: readonly Finding[];
  /** The ids of those that were not open and are no more. */
  readonly gone: readonly string[];
}

/** The report with a delta put in and taken out. */
export function editedReport(report: Report, delta: FullDelta): Report {
  const came = [...delta.added, ...delta.changed];
  const away = new Set([...came, ...delta.resolved].map((f) => f.id).concat(delta.gone));
  const findings = [...report.findings.filter((f) => !away.has(f.id)), ...came].sort((a, b) =>
    a.id < b.id ? -1 : Number(a.id > b.id),
  );
  const rules = report.rules.map((rule) => resultOf(rule, findings));
  return { ...report, findings, rules, summary: summaryOf(findings, rules) };
}

const WORST = ["crashed", "open", "cannot-tell", "waived"] as const;

/** A rule's verdict by the findings that it has now. */
function resultOf(rule: RuleResult, findings: readonly Finding[]): RuleResult {
  const own = findings.filter((f) => f.rule === rule.code);
  const worst = WORST.find((status) => own.some((f) => f.status === status));
  return { ...rule, findings: own.length, status: worst === "open" ? "failed" : (worst ?? "passed") };
}

function summaryOf(findings: readonly Finding[], rules: readonly RuleResult[]): Summary {
  const count = (hit: (f: Finding) => boolean) => findings.filter(hit).length;
  const open = (severity: string) => count((f) => f.status === "open" && f.severity === severity);
  return {
    error: open("error"),
    warning: open("warning"),
    advice: open("advice"),
    waived: count((f) => f.status === "waived"),
    cannot_tell: count((f) => f.status === "cannot-tell"),
    crashed: count((f) => f.status === "crashed"),
    passed: rules.filter((r) => r.status === "passed").length,
  };
}
