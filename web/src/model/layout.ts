/** A layout as the page reads it: features by id, by kind and by park. */

import type { Kind, LayoutCollection, LayoutFeature, LayoutInfo, Text } from "../api/types";

export interface LayoutModel {
  readonly features: readonly LayoutFeature[];
  readonly byId: ReadonlyMap<string, LayoutFeature>;
  readonly revision: number | null;
  readonly notice: Text | null;
}

/** The id of a feature as text; GeoJSON allows numbers. */
export const idOf = (feature: LayoutFeature): string => String(feature.id);

export function layoutOf(collection: LayoutCollection): LayoutModel {
  return {
    features: collection.features,
    byId: new Map(collection.features.map((f) => [idOf(f), f])),
    revision: collection.yuantu?.revision ?? null,
    notice: collection.yuantu?.notice ?? null,
  };
}

/** The features of one kind, in the layout's order. */
export const ofKind = (layout: LayoutModel, kind: Kind): LayoutFeature[] =>
  layout.features.filter((f) => f.properties.kind === kind);

/** Whether a feature's `park` names that park, by name or by id. */
export const isIn = (feature: LayoutFeature, park: { id: string; name: string | null }): boolean =>
  feature.properties.park !== null &&
  (feature.properties.park === park.name || feature.properties.park === park.id);

/** The park that a feature names, or undefined. */
export const parkOf = (layout: LayoutModel, feature: LayoutFeature): LayoutFeature | undefined =>
  layout.features.find(
    (p) => p.properties.kind === "park" && isIn(feature, { id: idOf(p), name: p.properties.name }),
  );

/** The layout to open when no address names one: the first that has nothing to fix, else the first. */
export const preferred = (list: readonly LayoutInfo[]): LayoutInfo | undefined =>
  list.find((info) => info.summary !== null && info.summary.error + info.summary.crashed === 0) ?? list[0];
