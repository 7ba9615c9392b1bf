/** Comparisons, merges and reverts as the service tells them (api/schemas/compare.py, merges.py). */

import type { Geometry } from "geojson";
import type { FullDelta } from "../model/edited";
import { at, getJson, postJson } from "./client";
import type { Finding, Kind, Lang, LayoutCollection, Text } from "./types";

/** A revision of a layout. */
export interface Ref {
  readonly layout: string;
  readonly revision: number;
}

export const CHANGES = ["added", "removed", "moved", "retitled"] as const;
export type Change = (typeof CHANGES)[number];

export interface Attribute {
  name: string;
  before: unknown;
  after: unknown;
}

export interface Difference {
  id: string;
  kind: Kind;
  name: string;
  change: Change;
  attributes: Attribute[];
  before_m2: number | null;
  after_m2: number | null;
  gained_m2: number;
  lost_m2: number;
  geometry: Record<"before" | "after" | "gained" | "lost", Geometry | null> | null;
}

export interface Place {
  park: string | null;
  class: string | null;
}

export interface Flow {
  kind: Kind;
  from: Place | null;
  to: Place | null;
  area_m2: number;
}

export interface AreaTotal extends Place {
  kind: Kind;
  before_m2: number;
  after_m2: number;
}

export interface FindingsDelta {
  added: Finding[];
  resolved: Finding[];
  changed: { before: Finding; after: Finding }[];
  kept: number;
  same_rules: boolean;
}

export interface Comparison {
  from: Ref & { title: Text | null };
  to: Ref & { title: Text | null };
  ancestor: Ref | null;
  rulebook: string;
  notice: Text | null;
  summary: Record<Change, number> & { same: number; gained_m2: number; lost_m2: number };
  features: Difference[];
  areas: { flows: Flow[]; totals: AreaTotal[] };
  findings: FindingsDelta | null;
}

const text = ({ layout, revision }: Ref): string => `${layout}@${revision}`;

export const getComparison = (from: Ref, to: Ref) =>
  getJson<Comparison>(`api/compare?${new URLSearchParams({ from: text(from), to: text(to) })}`);

/** The address of a comparison as a file. */
export const comparisonUrl = (from: Ref, to: Ref, format: string, lang: Lang): string =>
  `api/compare/export?${new URLSearchParams({ format, from: text(from), to: text(to), lang })}`;

/** The features of a revision. */
export const getFeaturesAt = ({ layout, revision }: Ref) =>
  getJson<LayoutCollection>(`${at(layout)}/features?revision=${revision}`);

/** A part of a feature that both sides changed otherwise: a property, `geometry`, or the whole `feature`. */
export interface MergeConflict {
  feature: string;
  part: string;
  kind: Kind;
  name: string;
  why: "both-changed" | "both-added" | "deleted-here" | "deleted-there";
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export type Take = "mine" | "theirs" | "base";

export interface Choice {
  feature: string;
  part: string;
  take: Take;
}

export interface MergeLook {
  layout: string;
  revision: number;
  from: Ref;
  base: Ref;
  merged: boolean;
  put: string[];
  delete: string[];
  features: Difference[];
  conflicts: MergeConflict[];
}

export interface MergeAnswer {
  revision: number;
  findings: FullDelta;
  refused: { feature: string; reason?: Text; message?: Text }[];
  put: string[];
  delete: string[];
  conflicts: MergeConflict[];
}

export interface Decision {
  readonly choices: readonly Choice[];
  readonly message: string;
  readonly author: string;
}

/** What merging a layout into another would bring. */
export const lookAtMerge = (into: string, from: string) =>
  getJson<MergeLook>(`${at(into)}/merge?${new URLSearchParams({ from, geometry: "true" })}`);

/** Merges a revision into a layout, or only tries. Raises ApiError: 409 where either has moved on or a choice is missing. */
export const merge = (into: Ref, from: string, decision: Decision, dryRun: boolean) =>
  send(into, "merge", { from, ...decision }, dryRun);

/** Takes a revision of a layout back, or only tries. Raises ApiError as `merge` does. */
export const revert = (into: Ref, revision: number, decision: Decision, dryRun: boolean) =>
  send(into, "revert", { revision, ...decision }, dryRun);

const send = (into: Ref, how: string, body: unknown, dryRun: boolean): Promise<MergeAnswer> =>
  postJson(`${at(into.layout)}/${how}${dryRun ? "?dry_run=true" : ""}`, body, {
    "If-Match": `"${into.revision}"`,
  });
