/** Where on the map a comparison has something to show. */

import type { Geometry } from "geojson";
import type { Difference } from "../../api/scenarios";

export const MARK_NAMES = ["added", "removed", "gained", "lost", "retitled"] as const;
export type Mark = (typeof MARK_NAMES)[number];

/** A place where something differs. */
export interface Spot {
  readonly id: string;
  readonly mark: Mark;
  readonly geometry: Geometry;
}

/** What a difference shows: ground that came and went where its outline changed, else the outline itself. */
export function spotsOf(differences: readonly Difference[]): Spot[] {
  return differences.flatMap(({ id, change, geometry }) => {
    if (!geometry) return [];
    const spot = (mark: Spot["mark"], outline: Geometry | null): Spot[] =>
      outline ? [{ id, mark, geometry: outline }] : [];
    switch (change) {
      case "added":
        return spot("added", geometry.after);
      case "removed":
        return spot("removed", geometry.before);
      case "retitled":
        return spot("retitled", geometry.after);
      default: {
        const ground = [...spot("lost", geometry.lost), ...spot("gained", geometry.gained)];
        // A point has no ground: it is shown where it was and where it is.
        return ground.length
          ? ground
          : [...spot("removed", geometry.before), ...spot("added", geometry.after)];
      }
    }
  });
}
