/** Where a planner may draw: in the districts that are theirs, as the service and its database hold to it. */

import type { LayoutFeature, Text } from "../../api/types";
import { idOf } from "../layout";
import { difference, type EditDocument } from "./document";
import { nameOf } from "./words";

/** The districts of a feature; one that spans several lists them with `;`. */
const districtsOf = (feature: LayoutFeature): readonly string[] =>
  (feature.properties.district ?? "").split(";").filter(Boolean);

/** Whether every district of a feature is one of `mine`; a feature that is in none is nobody's but the whole zone's. */
function isMine(feature: LayoutFeature, mine: ReadonlySet<string>): boolean {
  const its = districtsOf(feature);
  return its.length > 0 && its.every((district) => mine.has(district));
}

/** Why one of these features is not to be edited; null where all are. `mine` is null for whoever draws everywhere. */
export function lockOf(features: Iterable<LayoutFeature>, mine: readonly string[] | null): Text | null {
  if (mine === null) return null;
  const set = new Set(mine);
  for (const feature of features) if (!isMine(feature, set)) return sentence(feature, mine);
  return null;
}

/** Why a step from one document to the next is not for whoever draws in `mine`: what was there counts, and what comes. */
export function lockOfStep(
  before: EditDocument,
  after: EditDocument,
  mine: readonly string[] | null,
): Text | null {
  if (mine === null) return null;
  const { put, delete: gone } = difference(before, after);
  const ids = [...put.map(idOf), ...gone];
  return lockOf([...ids.flatMap((id) => before.features.get(id) ?? []), ...put], mine);
}

function sentence(feature: LayoutFeature, mine: readonly string[]): Text {
  const its = districtsOf(feature);
  const name = nameOf(feature);
  return {
    zh: `“${name}”${its.length ? `在${its.join("、")}` : "没有所在区"}，您只能编辑${mine.join("、") || "被分配的区"}的要素。`,
    en: `“${name}” is in ${its.join(", ") || "no district"}; you edit features of ${mine.join(", ") || "the districts assigned to you"} only.`,
  };
}
