/** The audit: who did what, from where, and what was before and is after. */

import { getJson } from "./client";

export interface AuditEntry {
  readonly number: number;
  readonly at: string;
  /** A person's key, "local", "program", "database", or "" for nobody. */
  readonly person: string;
  readonly name: string;
  readonly address: string;
  readonly request: string;
  readonly action: string;
  readonly table: string;
  readonly layout: string | null;
  readonly key: string;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  readonly next: number | null;
}

/** Which entries: those of a person, a layout, an action, a stretch of time; "" for all. */
export interface AuditFilter {
  readonly person: string;
  readonly layout: string;
  readonly action: string;
  /** The first and the last day, as the reader's calendar has them. */
  readonly since: string;
  readonly until: string;
}

export const NO_AUDIT_FILTER: AuditFilter = { person: "", layout: "", action: "", since: "", until: "" };

/** A filter as the service takes it: days are whole days of the reader's own clock. */
export function auditQuery(filter: AuditFilter): URLSearchParams {
  const query = new URLSearchParams();
  for (const name of ["person", "layout", "action"] as const) if (filter[name]) query.set(name, filter[name]);
  if (filter.since) query.set("since", dayStart(filter.since, 0));
  if (filter.until) query.set("until", dayStart(filter.until, 1));
  return query;
}

function dayStart(day: string, later: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
}

export function getAudit(
  filter: AuditFilter,
  cursor: number | null,
  signal: AbortSignal,
): Promise<AuditPage> {
  const query = auditQuery(filter);
  query.set("limit", "50");
  if (cursor !== null) query.set("cursor", String(cursor));
  return getJson<AuditPage>(`api/audit?${query}`, signal);
}

/** The address of all entries that a filter lets through, as a file. */
export function auditHref(filter: AuditFilter, format: "csv" | "jsonl"): string {
  const query = auditQuery(filter);
  query.set("format", format);
  return `api/audit/export?${query}`;
}
