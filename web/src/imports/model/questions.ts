/** Which proposals ask, which are settled, and in what order they are shown. Pure. */

import type { Text } from "../../api/types";
import { chosenCandidate, chosenValue, decide, isPlacement, keyOf, same } from "./decide";
import type { About, Decisions, Inspection, Placement, Proposal, Value } from "./shapes";

/** How sure the doctor is, in a word. */
export type Certainty = "sure" | "likely" | "unsure" | "unlikely";

const SURE = 0.9;
const LIKELY = 0.6;
const UNSURE = 0.2;

export const certaintyOf = (confidence: number): Certainty =>
  confidence >= SURE
    ? "sure"
    : confidence >= LIKELY
      ? "likely"
      : confidence >= UNSURE
        ? "unsure"
        : "unlikely";

/** What hangs on what: text before columns, columns before words. */
const ORDER: readonly About[] = [
  "encoding",
  "placement",
  "column",
  "unit",
  "kind",
  "kinds",
  "word",
  "ids",
  "repair",
];

/** Whether a proposal still matters: its layer comes in, and its column becomes what it asks about. */
export function matters(proposal: Proposal, decisions: Decisions): boolean {
  const { about, layer, column } = proposal;
  if (layer === null) return true;
  const read = decisions.layers[layer];
  if (!read) return false;
  const property = column === null ? null : (read.columns[column] ?? null);
  if (about === "unit") return property === "stated_area_km2";
  if (about === "kinds") return property === "kind";
  return about !== "word" || property !== null;
}

export interface Questions {
  /** What a person has to answer, answered or not. */
  readonly asking: readonly Proposal[];
  /** What the doctor is sure of. */
  readonly settled: readonly Proposal[];
}

/** The proposals that matter: those that ask, and the others. */
export function questionsOf(inspection: Inspection, decisions: Decisions): Questions {
  const all = inspection.proposals
    .filter((proposal) => matters(proposal, decisions))
    .toSorted((a, b) => ORDER.indexOf(a.about) - ORDER.indexOf(b.about));
  return { asking: all.filter((p) => p.asks), settled: all.filter((p) => !p.asks) };
}

/** Why a proposal asks. */
export type Reason = "converts" | "unsure" | "close";

const CLOSE = 0.15;

export function reasonOf({ converts, candidates }: Proposal): Reason {
  if (converts) return "converts";
  const [first, second] = candidates;
  return first && second && first.confidence - second.confidence < CLOSE ? "close" : "unsure";
}

/** The questions that nobody has answered yet. */
export const openOf = (asking: readonly Proposal[], answered: ReadonlySet<string>): readonly Proposal[] =>
  asking.filter((proposal) => !answered.has(keyOf(proposal)));

/** Whether the answer of the moment is the doctor's own. */
export const isFirst = (proposal: Proposal, decisions: Decisions): boolean =>
  same(chosenValue(decisions, proposal), proposal.candidates[0]?.value);

/** What is chosen, in words; null where it is nobody's candidate. */
export const chosenTitle = (proposal: Proposal, decisions: Decisions): Text | null =>
  chosenCandidate(decisions, proposal)?.title ?? null;

/** Another reading to compare a chosen place with on a map; `title` where it is somebody's candidate. */
export interface Reading {
  readonly value: Placement;
  readonly title: Text | null;
}

/** What a chosen placement is compared with: the same without its shift, else the next likely one. */
export function plainOf(proposal: Proposal, chosen: Value | undefined): Reading | null {
  if (proposal.about !== "placement" || !isPlacement(chosen)) return null;
  const value =
    chosen.shift === "none"
      ? proposal.candidates.find((c) => !same(c.value, chosen))?.value
      : { ...chosen, shift: "none" as const };
  if (!isPlacement(value)) return null;
  return { value, title: proposal.candidates.find((c) => same(c.value, value))?.title ?? null };
}

/** Answers carried over to a new inspection of the same file: those whose questions are still asked. */
export function carriedOver(
  before: Inspection,
  decisions: Decisions,
  answered: ReadonlySet<string>,
  after: Inspection,
): { decisions: Decisions; answered: ReadonlySet<string> } {
  const old = new Map(before.proposals.map((p) => [keyOf(p), p]));
  let next = after.decisions;
  const kept = new Set<string>();
  for (const proposal of after.proposals) {
    const key = keyOf(proposal);
    const was = old.get(key);
    if (!was || !answered.has(key) || proposal.about === "encoding") continue;
    const value = chosenValue(decisions, was);
    if (value === undefined) continue;
    next = decide(next, proposal, value);
    kept.add(key);
  }
  for (const proposal of after.proposals) if (proposal.about === "encoding") kept.add(keyOf(proposal));
  return { decisions: next, answered: kept };
}
