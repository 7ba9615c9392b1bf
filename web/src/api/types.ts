/** What the service answers, as its HTTP contract names it. */

import type { Feature, FeatureCollection, Geometry, MultiPolygon, Polygon } from "geojson";

export type Lang = "zh" | "en";

/** A sentence in Chinese and in English. */
export type Text = Record<Lang, string>;

export type Kind = "park" | "group" | "reserve" | "small" | "zone" | "specialty" | "parcel" | "site";
export type Severity = "error" | "warning" | "advice";
export type FindingStatus = "open" | "waived" | "cannot-tell" | "crashed";

/** Counts of a report: open findings by severity, the others by status, and rules that passed. */
export interface Summary {
  error: number;
  warning: number;
  advice: number;
  waived: number;
  cannot_tell: number;
  crashed: number;
  passed: number;
}

export interface LayoutInfo {
  id: string;
  title: Text;
  rulebook: string;
  revision: number | null;
  created: string;
  author: string | null;
  message: string | null;
  features: number;
  schematic: boolean;
  notice: Text | null;
  summary: Summary | null;
  /** The revision that it was started from. */
  from?: { readonly layout: string; readonly revision: number } | null;
  /** The newest revision that was published. */
  published?: Publication | null;
}

export interface Publication {
  number: number;
  revision: number;
  created: string;
  author: string;
  message: string;
  rulebook: string;
}

export interface FeatureProperties {
  kind: Kind;
  name: string | null;
  park: string | null;
  district: string | null;
  class: string | null;
  modes: string[] | null;
  carriers: string[] | null;
  industries: string[] | null;
  leading: string[] | null;
  cultivated: string[] | null;
  stage: string | null;
  phase: string | null;
  lot: string | null;
  basis: string | null;
  stated_area_km2: number | null;
  source: string | null;
  note: string | null;
  /** Measured ellipsoidal area; null where the geometry cannot be measured. */
  area_km2: number | null;
}

/** What a form can set. */
export type AttributeName = Exclude<keyof FeatureProperties, "kind" | "area_km2">;

/** Properties that follow from where a feature lies. */
export type PlaceName = "park" | "district";

export interface LayoutFeature extends Feature<Geometry | null, FeatureProperties> {
  /** Places that someone set by hand while editing. The service does not know of it. */
  byHand?: readonly PlaceName[];
}

export interface LayoutCollection extends FeatureCollection<Geometry | null, FeatureProperties> {
  yuantu?: { layout: string; revision: number | null; title?: Text; notice?: Text | null };
}

export interface DistrictProperties {
  id: string;
  name: string;
  name_en: string;
  area_km2: number;
  centre: [number, number];
}

export type DistrictCollection = FeatureCollection<Polygon | MultiPolygon, DistrictProperties>;

export interface Clause {
  document: string;
  locator: string;
  paraphrase: Text;
}

export interface WaiverInfo {
  reason: Text;
  clause: string;
  approver: string;
  expires: string;
  /** Its place in the layout's register of waivers. */
  number?: number | null;
}

export interface Finding {
  id: string;
  rule: string;
  name: string;
  severity: Severity;
  status: FindingStatus;
  subjects: string[];
  measured: number | null;
  required: number | null;
  unit: string | null;
  tolerance: number | null;
  basis: string | null;
  clause: Clause;
  message: Text;
  evidence: Geometry | null;
  fixes: string[];
  waiver: WaiverInfo | null;
  /** Why a waiver that once covered this finding no longer does. */
  lapsed?: Text | null;
}

export interface RuleResult {
  code: string;
  name: string;
  title: Text;
  severity: Severity;
  status: "passed" | "failed" | "waived" | "cannot-tell" | "crashed";
  findings: number;
  clause: Clause;
}

export interface Report {
  layout: string;
  revision: number | null;
  rulebook: string;
  stage?: string | null;
  notice: Text | null;
  summary: Summary;
  findings: Finding[];
  rules: RuleResult[];
}

/** A word of the rulebook: plain Chinese, or with its English beside it. */
export type Term = string | { name: string; name_en?: string | null };

/** Where the documents contradict each other or themselves. */
export interface Note {
  number: number;
  topic: Text;
  text: Text;
  /** What is done about it. */
  does: Text;
  /** The places at odds: a document's number and a locator. */
  sources: string[];
  indicators: string[];
  rules: string[];
  shown_as: "waiver" | "advice" | "note";
  target: string;
}

/** A stage of planning, what it checks and how many rules that is. */
export interface StageInfo {
  id: string;
  title: Text;
  checks: Text | null;
  rules: number;
}

export interface Sector {
  sector: string;
  sector_en?: string | null;
  fields: string[];
}

export interface RosterEntry {
  id: string;
  name: string;
  name_en?: string | null;
  lon: number | null;
  lat: number | null;
}

export interface ParkEntry extends RosterEntry {
  districts: string[];
  approved_area_km2: number | null;
  area_status: string | null;
}

export interface GroupEntry extends RosterEntry {
  class: string | null;
  park: string | null;
}

export interface Rulebook {
  id: string;
  version: string;
  title: Text;
  /** The centre of the frame that everything is measured in. */
  frame: { lon_0: number; lat_0: number };
  limits: {
    total_area_km2: number;
    group_min_area_km2: number;
    park_count: number;
    group_count: number;
  };
  documents?: { id: string; title: Text }[];
  stages?: StageInfo[];
  default_stage?: string;
  /** English names of the rulebook's Chinese words. */
  glossary?: Record<string, string>;
  notes?: Note[];
  classes: Term[];
  modes: Term[];
  carriers: Term[];
  industries: Sector[];
  parks: ParkEntry[];
  groups: GroupEntry[];
  rules: RuleHead[];
  kinds?: KindForm[];
  industry_stages?: string[];
}

/** A word as features write it, and how people read it where that differs. */
export interface FormTerm {
  name: string;
  zh: string | null;
  en: string | null;
}

/** One property of a form: how it is filled in, which rules want it filled in, and which words there are. */
export interface FormField {
  name: AttributeName;
  title: Text;
  input: "text" | "note" | "number" | "term" | "terms" | "industries" | "park" | "district";
  required_by: string[];
  /** The rule that finds fault with any other word than `terms`. */
  closed_by: string | null;
  /** Whether other words may be filled in. */
  open: boolean;
  terms: FormTerm[];
  /** Which words suit each word of the property `by`, as `rule` sees it. */
  limit: { rule: string; by: AttributeName; words: Record<string, string[]> } | null;
}

/** A kind of feature, and the properties that are filled in for it, in order. */
export interface KindForm {
  kind: Kind;
  title: Text;
  /** Whether it is drawn as a point. */
  point?: boolean;
  fields: FormField[];
}

export interface RuleHead {
  code: string;
  name: string;
  params: Record<string, unknown>;
  title?: Text;
  severity?: Severity;
  clause?: Clause;
  /** The properties that its findings speak of; of those in `filled` they only say that they are empty. */
  judges?: string[];
  filled?: string[];
}

/** What one revision put and deleted, by feature id. */
export interface Change {
  revision: number;
  created: string;
  author: string;
  message: string;
  put: string[];
  deleted: string[];
}

/** An RFC 9457 problem, with the sentence in both languages. */
export interface Problem {
  title?: string;
  status?: number;
  detail?: string;
  message?: Text;
  where?: string;
  /** Of a conflict: the newest revision, and what came since the one that was edited. */
  revision?: number;
  changes?: Change[];
  /** What stands in the way. */
  findings?: Finding[];
  /** Cells of a table that cannot be taken. */
  cells?: { row: number; column: string; message: Text }[];
}
