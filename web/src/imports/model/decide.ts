/** Decisions and proposals: what was chosen, and the decisions after a choice. Pure. */

import type { Candidate, Decisions, LayerDecisions, Placement, Proposal, Value } from "./shapes";

/** What tells a proposal from the others, also after the file was inspected anew. */
export const keyOf = ({ about, layer, column, word }: Proposal): string =>
  JSON.stringify([about, layer, column, word]);

/** Whether two values of one proposal are the same answer. */
export const same = (a: Value | undefined, b: Value | undefined): boolean =>
  isPlacement(a) && isPlacement(b) ? placementKey(a) === placementKey(b) : a === b;

export const isPlacement = (value: Value | undefined): value is Placement =>
  typeof value === "object" && value !== null;

const placementKey = ({ crs, axes, shift }: Placement): string => JSON.stringify([crs, axes, shift]);

/** What the decisions say to a proposal; undefined where its layer is left out. */
export function chosenValue(decisions: Decisions, proposal: Proposal): Value | undefined {
  const { about, column, word } = proposal;
  if (about === "encoding") return decisions.encoding;
  if (about === "ids") return decisions.repeated_ids;
  if (about === "repair") return decisions.repair;
  const layer = layerOf(decisions, proposal);
  if (!layer) return undefined;
  if (about === "placement") return layer.placement;
  if (about === "kind") return layer.kind;
  if (about === "column") return layer.columns[column ?? ""] ?? null;
  if (about === "unit") return layer.units[column ?? ""] ?? null;
  if (about === "kinds") return layer.kinds[word ?? ""] ?? null;
  return layer.words[propertyOf(layer, column)]?.[word ?? ""] ?? null;
}

/** The candidate that is chosen; undefined where the answer is none of them. */
export const chosenCandidate = (decisions: Decisions, proposal: Proposal): Candidate | undefined =>
  proposal.candidates.find((candidate) => same(candidate.value, chosenValue(decisions, proposal)));

/** The decisions after a proposal got an answer. */
export function decide(decisions: Decisions, proposal: Proposal, value: Value): Decisions {
  const { about, column, word } = proposal;
  if (about === "encoding") return { ...decisions, encoding: value as string | null };
  if (about === "ids") return { ...decisions, repeated_ids: value as Decisions["repeated_ids"] };
  if (about === "repair") return { ...decisions, repair: value as boolean };
  return withLayer(decisions, proposal.layer ?? soleLayer(decisions), (layer) => {
    if (about === "placement") return { ...layer, placement: value as Placement };
    if (about === "kind") return { ...layer, kind: value as string | null };
    if (about === "column") return withColumn(layer, column ?? "", value as string | null);
    if (about === "unit") return { ...layer, units: put(layer.units, column ?? "", value as string | null) };
    if (about === "kinds") return { ...layer, kinds: put(layer.kinds, word ?? "", value as string | null) };
    const property = propertyOf(layer, column);
    const words = put(layer.words[property] ?? {}, word ?? "", value as string | null);
    return { ...layer, words: { ...layer.words, [property]: words } };
  });
}

/** Leads a column to a property. What led there before is left out: a property has one source. */
export function withColumn(layer: LayerDecisions, column: string, property: string | null): LayerDecisions {
  const columns = Object.fromEntries(
    Object.entries(layer.columns).map(([name, to]) => [
      name,
      property !== null && to === property ? null : to,
    ]),
  );
  return { ...layer, columns: { ...columns, [column]: property } };
}

/** The decisions with one layer changed; a layer that is left out stays so. */
export function withLayer(
  decisions: Decisions,
  name: string,
  change: (layer: LayerDecisions) => LayerDecisions,
): Decisions {
  const layer = decisions.layers[name];
  return layer ? { ...decisions, layers: { ...decisions.layers, [name]: change(layer) } } : decisions;
}

/** Leaves a layer out, or takes it in again as it was first proposed. */
export const withLayerTaken = (
  decisions: Decisions,
  name: string,
  first: Decisions,
  taken: boolean,
): Decisions => ({
  ...decisions,
  layers: { ...decisions.layers, [name]: taken ? (first.layers[name] ?? null) : null },
});

const soleLayer = (decisions: Decisions): string => Object.keys(decisions.layers)[0] ?? "";

const layerOf = (decisions: Decisions, { layer }: Proposal): LayerDecisions | null | undefined =>
  decisions.layers[layer ?? soleLayer(decisions)];

/** Words belong to the property that a column becomes. */
const propertyOf = (layer: LayerDecisions, column: string | null): string =>
  layer.columns[column ?? ""] ?? column ?? "";

function put(
  record: Readonly<Record<string, string>>,
  name: string,
  value: string | null,
): Record<string, string> {
  const { [name]: _, ...others } = record;
  return value === null ? others : { ...others, [name]: value };
}
