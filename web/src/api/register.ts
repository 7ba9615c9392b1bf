/** Indicators, waivers and revisions as the service tells them, and where it does. */

import { at, getJson, postJson } from "./client";
import type { Text } from "./types";

export const STATES = ["met", "on-track", "behind", "missed", "unknown", "baseline"] as const;
export type IndicatorState = (typeof STATES)[number];

export interface IndicatorValue {
  scope: string;
  year: number;
  value: number;
  source: string;
  note: string;
  author: string;
  origin: "document" | "layout" | "entered";
}

export interface Indicator {
  id: string;
  document: string;
  locator: string;
  name: Text;
  scope: Text;
  type: "target" | "baseline" | "constraint";
  operator: ">" | ">=" | "=" | "<=" | "~" | "range" | "x" | null;
  /** The number as the document prints it. */
  target: string;
  low: number | null;
  high: number | null;
  unit: Text;
  year: string;
  first: number;
  last: number;
  /** Holds for each member of its scope. */
  each: boolean;
  each_year: boolean;
  note: Text | null;
  /** A layout itself shows the value. */
  measured: boolean;
  state: IndicatorState;
  reason: Text | null;
  progress: number | null;
  latest: IndicatorValue | null;
  base: IndicatorValue | null;
  values: IndicatorValue[];
}

export interface Indicators {
  rulebook: string;
  layout: string | null;
  on: string;
  counts: Partial<Record<IndicatorState, number>>;
  indicators: Indicator[];
}

export interface Entry {
  indicator: string;
  scope: string;
  year: number;
  /** Null takes back what was entered. */
  value: number | null;
  source: string;
  note: string;
  author: string;
}

export interface WaiverEntry {
  number: number | null;
  origin: "register" | "rulebook";
  layout: string;
  revision: number | null;
  created: string | null;
  author: string | null;
  finding: string;
  rule: string;
  subjects: string[];
  reason: Text;
  clause: string;
  approver: string;
  expires: string;
  measured: number | null;
  evidence: string | null;
  evidence_area_m2: number | null;
  revoked: { created: string; author: string; reason: string } | null;
  /** Who approved or declined what was asked for. */
  decision: { approved: boolean; created: string; author: string; reason: string } | null;
  /** Asked for by whoever is signed in, who may then not decide on it. */
  mine: boolean;
  may_decide: boolean;
  state: "holds" | "lapsed" | "unused" | "untold" | "revoked" | "asked" | "declined";
  cause: "expired" | "grown" | null;
  lapsed: Text | null;
}

export interface WaiverRequest {
  finding: string;
  reason: Text;
  /** Where people sign in nobody is named: they ask, and another decides. */
  approver?: string;
  author?: string;
  expires: string;
  clause: string;
}

export interface Revision {
  revision: number;
  created: string;
  author: string;
  message: string;
  put: number;
  deleted: number;
  /** What kind of write it was, where the service tells. */
  kind?: string;
}

const indicatorsAt = (book: string) => `api/rulebooks/${encodeURIComponent(book)}/indicators`;

export const getIndicators = (book: string, layout: string | null) =>
  getJson<Indicators>(indicatorsAt(book) + (layout === null ? "" : `?layout=${encodeURIComponent(layout)}`));

export const enterValue = (book: string, entry: Entry) =>
  postJson<{ entered: number }>(`${indicatorsAt(book)}/values`, entry);

export const importTable = (book: string, file: File, author: string) =>
  postJson<{ entered: number }>(`${indicatorsAt(book)}/table?author=${encodeURIComponent(author)}`, file, {
    "Content-Type": file.name.toLowerCase().endsWith(".xlsx")
      ? "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
      : "text/csv",
  });

export const templateHref = (book: string, kind: "csv" | "xlsx") => `${indicatorsAt(book)}/template.${kind}`;

export const getWaivers = (layout: string) => getJson<WaiverEntry[]>(`${at(layout)}/waivers?rulebook=true`);

export const askWaiver = (layout: string, request: WaiverRequest) =>
  postJson<WaiverEntry>(`${at(layout)}/waivers`, request);

export const revokeWaiver = (layout: string, number: number, author: string, reason: string) =>
  postJson<WaiverEntry>(`${at(layout)}/waivers/${number}/revoke`, { author, reason });

export const decideWaiver = (
  layout: string,
  number: number,
  decision: "approve" | "decline",
  author: string,
  reason: string,
) => postJson<WaiverEntry>(`${at(layout)}/waivers/${number}/${decision}`, { author, reason });

export const getRevisions = (layout: string, signal?: AbortSignal) =>
  getJson<Revision[]>(`${at(layout)}/revisions`, signal);
