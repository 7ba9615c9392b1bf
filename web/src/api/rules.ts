/** Rules as the service tells them, and where it does. */

import { getJson } from "./client";
import type { Clause, Kind, Note, Severity, Text } from "./types";

export interface BookInfo {
  id: string;
  version: string;
  default_stage: string;
  title: Text;
}

export interface RuleHead {
  code: string;
  name: string;
  title: Text;
  subject: string;
  severity: Severity;
  stages: string[];
  kinds: string[];
  clause: Clause;
}

export interface Catalogue {
  rulebook: BookInfo;
  subjects: { key: string; title: Text }[];
  rules: (RuleHead & { sentences: number })[];
  coverage: { total: number; totals: Record<string, number> };
}

/** One sentence of a document and how a layout is held to it. */
export interface Sentence {
  row: string;
  document: string;
  title: Text;
  locator: string;
  strength: string;
  /** The paragraph of the document in which it stands. */
  original: string;
  paraphrase: string;
}

export const HEADINGS = ["what", "why", "example", "fix"] as const;

/** What there is to say of a rule; `params` where it has some. */
export type Docs = Record<"summary" | (typeof HEADINGS)[number], Text> & { params: Text | null };

/** Positions in metres, x to the east and y to the north. */
export type Ring = readonly (readonly [x: number, y: number])[];

/** A rule's failing case: what is in it, what is found, and where. */
export interface Example {
  message: Text;
  roster: { kind: Kind; except: string[] }[];
  features: {
    id: string;
    /** A kind that there is, or one that there is not. */
    kind: string;
    name: string;
    properties: Record<string, string | number | string[]>;
    rings: Ring[];
  }[];
  evidence: Ring[];
}

export interface RulePage extends RuleHead {
  rulebook: BookInfo;
  /** What people call its stages. */
  stage_titles: Text[];
  scope: string;
  needs: string[];
  docs: Docs;
  params: Record<string, unknown>;
  /** The unit of each parameter that has one, by its name. */
  units: Record<string, string>;
  /** The title of the clause's document. */
  document: Text;
  example: Example | null;
  sentences: Sentence[];
  fixes: { kind: string; title: Text }[];
  notes: Note[];
}

export const getRules = () => getJson<Catalogue>("api/rules");

export const getRule = (code: string, signal?: AbortSignal) =>
  getJson<RulePage>(`api/rules/${encodeURIComponent(code)}`, signal);
