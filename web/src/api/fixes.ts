/** Repairs of a finding as the service offers them, and where it does. */

import type { MultiPolygon, Polygon } from "geojson";
import { at, getJson, postJson } from "./client";
import type { Finding, LayoutFeature, Text } from "./types";

interface Edits {
  readonly revision: number;
  readonly patch: { readonly put: readonly LayoutFeature[]; readonly delete: readonly string[] };
}

export interface FixShare {
  feature: string;
  name: string;
  area_m2: number;
}

export interface FixChange {
  feature: string;
  name: string;
  before: Polygon | MultiPolygon;
  after: Polygon | MultiPolygon;
  before_m2: number | null;
  after_m2: number;
}

export interface FixEffects {
  added: Finding[];
  resolved: Finding[];
  remaining: number;
}

export interface Fix {
  id: string;
  kind: string;
  owner: string | null;
  title: Text;
  /** The one that needs no choice between owners. */
  clear: boolean;
  disabled_reason: Text | null;
  area_moved_m2: number;
  losers: FixShare[];
  gainers: FixShare[];
  moved: Polygon | MultiPolygon | null;
  changes: FixChange[];
  effects: FixEffects | null;
}

export interface Fixes {
  layout: string;
  revision: number;
  finding: Finding;
  /** Why a person has to choose; null where one repair is clear. */
  ambiguous: Text | null;
  fixes: Fix[];
}

export interface FixAnswer {
  revision: number;
  findings: { added: Finding[]; resolved: Finding[] };
  remaining: number;
}

const fixesAt = (layout: string, finding: string) => `${at(layout)}/findings/${finding}/fixes`;
const query = (stage: string | null) => (stage === null ? "" : `?stage=${encodeURIComponent(stage)}`);

export const getFixes = (layout: string, finding: string, stage: string | null) =>
  getJson<Fixes>(fixesAt(layout, finding) + query(stage));

/** The repairs of a finding in a layout that is being edited; the edits are those of a revision. */
export const getFixesIn = (
  layout: string,
  finding: string,
  stage: string | null,
  { revision, patch }: Edits,
) => postJson<Fixes>(fixesAt(layout, finding) + query(stage), patch, { "If-Match": `"${revision}"` });

/** Makes a repair of a revision as the next one. */
export const makeFix = (shown: Fixes, fix: string, author: string, stage: string | null) =>
  postJson<FixAnswer>(
    `${fixesAt(shown.layout, shown.finding.id)}/${encodeURIComponent(fix)}${query(stage)}`,
    { author },
    { "If-Match": `"${shown.revision}"` },
  );
