/** Who draws the features: what the two ways, SVG and canvas, have in common. */

import type L from "leaflet";
import type { Kind, LayoutFeature } from "../api/types";

export interface FeatureLook {
  readonly style: L.PathOptions;
  readonly drawn: boolean;
}

/** The look of every feature; while `key` has the same members, features that are the same objects look the same. */
export interface Looks {
  readonly of: (feature: LayoutFeature) => FeatureLook;
  readonly key: readonly unknown[];
}

/** Draws the features of one layout. `restyle` must follow `set`. */
export interface FeaturePainter {
  /** Draws these features; those that are the same objects as before are left as they are. */
  set(features: readonly LayoutFeature[]): void;
  /** Draws these features with other outlines, until they are set. */
  preview(features: readonly LayoutFeature[]): void;
  /** Draws everything as `looks` says. */
  restyle(looks: Looks): void;
  /** Calls back when all of it stands on the map. */
  whenDrawn(call: () => void): void;
  /** What a click that no element took has hit. */
  hit(event: L.LeafletMouseEvent): LayoutFeature | null;
  remove(): void;
}

/** What a painter tells the page. */
export interface Pointing {
  readonly tooltip: (feature: LayoutFeature) => HTMLElement;
  readonly choose: (id: string, more: boolean) => void;
  /** Whether clicks on the map belong to a tool. */
  readonly busy: () => boolean;
}

export const sameKey = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((member, i) => member === b[i]);

/** Small ones last, so that nothing lies hidden and out of reach under something larger. */
export const bySize = (a: LayoutFeature, b: LayoutFeature): number =>
  (b.properties.area_km2 ?? 0) - (a.properties.area_km2 ?? 0);

export const TOOLTIP: L.TooltipOptions = { direction: "top", offset: [0, -6] };

/** Below this zoom parks are small on the screen, and lines must be thin. */
export const FAR_ZOOM = 10;
const FAR_WEIGHT: Partial<Record<Kind, number>> = { park: 0.9, group: 0.7, reserve: 0.4, small: 0.4 };

/** The style of a feature on a far map, as the style sheet has it for paths. */
export const thinned = (feature: LayoutFeature, style: L.PathOptions): L.PathOptions => {
  const weight = FAR_WEIGHT[feature.properties.kind];
  return weight === undefined ? style : { ...style, weight };
};
