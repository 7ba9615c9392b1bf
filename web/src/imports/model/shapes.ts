/** What the service says of a file that is being imported, as its HTTP contract names it. */

import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { Finding, Text } from "../../api/types";

export const SHIFTS = ["none", "gcj02", "bd09"] as const;
export const AXES = ["xy", "yx"] as const;
export const UNITS = ["km2", "ha", "m2", "mu"] as const;

export interface Placement {
  readonly crs: string;
  readonly axes: (typeof AXES)[number];
  readonly shift: (typeof SHIFTS)[number];
}

export interface LayerDecisions {
  readonly placement: Placement;
  /** From a column to a property of the layout; null leaves it out. */
  readonly columns: Readonly<Record<string, string | null>>;
  readonly units: Readonly<Record<string, string>>;
  readonly kind: string | null;
  readonly kinds: Readonly<Record<string, string>>;
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Decisions {
  /** null: the layer is left out. */
  readonly layers: Readonly<Record<string, LayerDecisions | null>>;
  readonly encoding: string | null;
  readonly repeated_ids: "quarantine" | "number";
  readonly repair: boolean;
}

export type About =
  | "encoding"
  | "placement"
  | "column"
  | "unit"
  | "kind"
  | "kinds"
  | "word"
  | "ids"
  | "repair";

export type Value = string | boolean | null | Placement;

export interface Candidate {
  readonly value: Value;
  readonly title: Text;
  readonly confidence: number;
  readonly evidence: readonly Text[];
}

export interface Proposal {
  readonly about: About;
  readonly title: Text;
  readonly layer: string | null;
  readonly column: string | null;
  readonly word: string | null;
  readonly asks: boolean;
  readonly converts: boolean;
  readonly declared: boolean;
  readonly candidates: readonly Candidate[];
}

export interface Fault {
  readonly layer: string;
  readonly row: number;
  readonly id: string | null;
  readonly code: string;
  readonly reason: Text;
  readonly at: readonly [number, number] | null;
  readonly mends: boolean;
}

export interface ColumnSeen {
  readonly name: string;
  readonly holds: "text" | "number" | "list" | "mixed" | "empty";
  readonly filled: number;
  readonly samples: readonly string[];
}

export interface LayerSeen {
  readonly name: string;
  readonly features: number;
  readonly types: Readonly<Record<string, number>>;
  readonly columns: readonly ColumnSeen[];
  readonly extent: readonly [number, number, number, number] | null;
  readonly crs: string | null;
}

export interface Inspection {
  readonly file: string;
  readonly format: string;
  readonly layers: readonly LayerSeen[];
  readonly proposals: readonly Proposal[];
  readonly faults: readonly Fault[];
  readonly remarks: readonly Text[];
  readonly decisions: Decisions;
}

/** A file that was uploaded; it is kept for a day. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly expires: string;
  readonly inspection: Inspection;
}

export type Change = "added" | "changed" | "same" | "removed";
export type Mode = "update" | "replace";

export interface Match {
  readonly id: string;
  readonly was: string;
  readonly by: "pair" | "id" | "name" | "overlap";
  readonly share: number | null;
}

export interface AreaPair {
  readonly id: string;
  readonly name: string | null;
  readonly stated_km2: number | null;
  readonly measured_km2: number | null;
  readonly difference_share: number | null;
  /** A unit that may have been taken wrongly. */
  readonly hint?: Text | null;
}

export interface QuarantineProperties {
  readonly layer: string;
  readonly row: number | null;
  readonly code: string;
  readonly reason: Text;
  /** Its place in the layout's quarantine; not yet there in a preview. */
  readonly number?: number;
  readonly [name: string]: unknown;
}

export type QuarantinedFeature = Feature<Geometry | null, QuarantineProperties>;
export type Quarantine = FeatureCollection<Geometry | null, QuarantineProperties>;

export type DrawnFeature = Feature<Geometry | null, Record<string, unknown>> & { readonly change?: Change };
export interface Drawn {
  readonly type: "FeatureCollection";
  readonly features: readonly DrawnFeature[];
}

export interface Preview {
  readonly layout: string | null;
  readonly revision: number | null;
  readonly features: Drawn;
  readonly removed: Drawn;
  readonly matches: readonly Match[];
  readonly changes: Readonly<Record<Change, number>>;
  readonly areas: readonly AreaPair[];
  readonly quarantine: Quarantine;
  readonly mended: readonly string[];
  readonly remarks: readonly Text[];
  readonly findings: { readonly added: readonly Finding[]; readonly resolved: readonly Finding[] } | null;
}

export interface Landed {
  readonly layout: string;
  readonly revision: number;
  readonly changed: number | boolean;
  readonly import: number;
  readonly quarantined: number;
}
