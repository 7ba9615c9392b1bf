/** Snapping: the nearest vertex, edge middle or edge, as a position that is exact in stored coordinates. */

import type { LayoutFeature } from "../../api/types";
import type { Bbox } from "../bounds";
import { idOf } from "../layout";
import { type EditDocument, near } from "./document";
import type { Frame, Metres } from "./frame";
import { onGrid, type Point, type Ring, same } from "./grid";
import { AROUND_DEG, mayMeet, nearestOn, placeOn } from "./plane";
import { grown, polygonsOf, ringsOf } from "./shape";

export type SnapKind = "vertex" | "district" | "midpoint" | "edge";

export interface Snapped {
  readonly at: Point;
  readonly kind: SnapKind;
  /** The features whose vertex or border it is. */
  readonly ids: readonly string[];
}

export interface SnapOptions {
  /** How far: the caller's pixels at the map's scale, in metres. */
  readonly tolerance_m: number;
  readonly midpoints?: boolean;
  /** Features that are not snapped to: those whose own border is being moved. */
  readonly without?: ReadonlySet<string>;
  /** Borders of districts; they are not part of the document. */
  readonly districts?: EditDocument;
  /** A held key: no snapping at all. */
  readonly suspended?: boolean;
}

/** A vertex wins over a middle, a middle over an edge, even from a little farther off. */
const RANK: Record<SnapKind, number> = { vertex: 0, district: 1, midpoint: 2, edge: 3 };
const M_PER_DEGREE = 111_000;

interface Candidate extends Snapped {
  readonly rank: number;
  readonly off_m: number;
}

/** Where a position snaps to, or null where nothing is near. */
export function snap(document: EditDocument, at: Point, options: SnapOptions): Snapped | null {
  if (options.suspended || !(options.tolerance_m > 0)) return null;
  const search = new Search(document.frame, at, options.tolerance_m);
  for (const feature of near(document, search.box))
    if (!options.without?.has(idOf(feature)))
      search.look(feature, "vertex", "edge", options.midpoints ?? false);
  for (const district of options.districts ? near(options.districts, search.box) : [])
    search.look(district, "district", "district", false);
  return search.best();
}

/** Gathers what lies around a position. */
class Search {
  readonly box: Bbox;
  private readonly here: Metres;
  private readonly found: Candidate[] = [];

  constructor(
    private readonly frame: Frame,
    at: Point,
    private readonly tolerance_m: number,
  ) {
    this.here = frame.xy(at);
    const dy = tolerance_m / M_PER_DEGREE;
    const dx = dy / Math.max(0.1, Math.cos((at[1] * Math.PI) / 180));
    this.box = grown([at[0] - dx, at[1] - dy, at[0] + dx, at[1] + dy], AROUND_DEG);
  }

  look(feature: LayoutFeature, vertex: SnapKind, edge: SnapKind, midpoints: boolean): void {
    const ids = [idOf(feature)];
    for (const ring of ringsOf(polygonsOf(feature.geometry)))
      for (const [a, b] of this.edges(ring)) {
        this.add(a, vertex, ids);
        this.add(b, vertex, ids);
        if (midpoints) this.add(onGrid(placeOn(this.frame, a, b, 0.5)), "midpoint", ids);
        const { along, off_m } = nearestOn(this.here, this.frame.xy(a), this.frame.xy(b));
        if (off_m > this.tolerance_m || along === 0 || along === 1) continue;
        this.add(onGrid(placeOn(this.frame, a, b, along)), edge, ids, 0.5);
      }
  }

  /** The weightiest candidate, then the nearest, with all the features that have it. */
  best(): Snapped | null {
    const [best] = this.found.sort((a, b) => a.rank - b.rank || a.off_m - b.off_m);
    if (!best) return null;
    const ids = [...new Set(this.found.filter((c) => same(c.at, best.at)).flatMap((c) => c.ids))];
    return { at: best.at, kind: best.kind, ids };
  }

  private *edges(ring: Ring): Generator<[Point, Point]> {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1] as Point, ring[i] as Point];
      if (mayMeet(a, b, this.box)) yield [a, b];
    }
  }

  private add(at: Point, kind: SnapKind, ids: readonly string[], later = 0): void {
    const [x, y] = this.frame.xy(at);
    const off_m = Math.hypot(x - this.here[0], y - this.here[1]);
    if (off_m <= this.tolerance_m) this.found.push({ at, kind, ids, off_m, rank: RANK[kind] + later });
  }
}
