/** What became of the findings since an earlier report. */

import type { Finding, Report } from "../api/types";

export interface Delta {
  /** Open now, not open then. */
  readonly added: readonly Finding[];
  /** Open then, not open now. */
  readonly resolved: readonly Finding[];
  /** Open then and now. */
  readonly remaining: readonly Finding[];
  /** Whether both reports ran the same rules; else a finding can be new though nothing was drawn. */
  readonly sameRules: boolean;
}

export const SINCE = ["resolved", "added", "remaining"] as const;
export type Since = (typeof SINCE)[number];

const open = (report: Report): Finding[] => report.findings.filter((f) => f.status === "open");
const codes = (report: Report): string =>
  report.rules
    .map((r) => r.code)
    .sort()
    .join();

export function deltaOf(earlier: Report, now: Report): Delta {
  const was = new Set(open(earlier).map((f) => f.id));
  const is = new Set(open(now).map((f) => f.id));
  return {
    added: open(now).filter((f) => !was.has(f.id)),
    resolved: open(earlier).filter((f) => !is.has(f.id)),
    remaining: open(now).filter((f) => was.has(f.id)),
    sameRules: earlier.rulebook === now.rulebook && codes(earlier) === codes(now),
  };
}

/** Whether a file holds a report, as `yuantu check --format json` writes it. */
export function isReport(value: unknown): value is Report {
  if (typeof value !== "object" || value === null) return false;
  const report = value as Partial<Report>;
  return (
    Array.isArray(report.rules) &&
    Array.isArray(report.findings) &&
    report.findings.every((f) => typeof f?.id === "string" && typeof f.status === "string")
  );
}
