/** What every operation returns, and how it keeps the neighbours' borders in step. */

import type { LayoutFeature, Text } from "../../api/types";
import { unionOf } from "../bounds";
import { idOf } from "../layout";
import { apply, type EditDocument, near, type Patch } from "./document";
import { type Fresh, freshOf } from "./fresh";
import type { Polygons, Ring } from "./grid";
import { withVertices } from "./nodes";
import { AROUND_DEG, boxOfEdge } from "./plane";
import { boxOf, grown, polygonsOf, ringsOf, withOutline } from "./shape";
import { faultOf } from "./valid";
import { nameOf } from "./words";

export interface Change {
  readonly ok: true;
  readonly document: EditDocument;
  readonly patch: Patch;
  /** What the history calls it. */
  readonly title: Text;
  /** The features that are selected afterwards. */
  readonly chosen: readonly string[];
  /** New features that were made from others: their ids, and those of the others. */
  readonly heirs?: ReadonlyMap<string, string>;
}

export interface Refusal {
  readonly ok: false;
  readonly reason: Text;
}

export type Outcome = Change | Refusal;

export const refuse = (reason: Text): Refusal => ({ ok: false, reason });

/** A change of properties or of whole features that touches no border. */
export function changed(
  document: EditDocument,
  patch: Patch,
  title: Text,
  chosen: readonly string[],
): Change {
  return { ok: true, document: apply(document, patch), patch, title, chosen };
}

/**
 * A change of outlines, made sound: new vertices enter the borders of neighbours that they lie on, vertices of
 * neighbours enter new edges that run through them, and an outline that would be invalid is refused with the reason.
 */
export function reshaped(
  document: EditDocument,
  outlines: readonly LayoutFeature[],
  gone: readonly string[],
  title: Text,
  chosen: readonly string[],
): Outcome {
  const settled = settle(document, outlines, new Set(gone));
  for (const feature of settled) {
    const before = polygonsOf(document.features.get(idOf(feature))?.geometry);
    const fault = faultOf(polygonsOf(feature.geometry), nameOf(feature), before.length ? before : undefined);
    if (fault) return refuse(fault);
  }
  return changed(document, { put: settled, delete: [...gone] }, title, chosen);
}

function settle(
  document: EditDocument,
  outlines: readonly LayoutFeature[],
  gone: ReadonlySet<string>,
): LayoutFeature[] {
  const put = new Map(outlines.map((feature) => [idOf(feature), feature]));
  const { vertices, edges } = news(document, outlines, gone);
  const area = unionOf([...edges.map(([a, b]) => boxOfEdge(a, b)), vertices.length ? boxOf(vertices) : null]);
  if (!area) return [...put.values()];
  const around = near(document, grown(area, AROUND_DEG)).filter(
    (f) => !put.has(idOf(f)) && !gone.has(idOf(f)),
  );
  const known = [...around, ...put.values()].flatMap((f) => ringsOf(polygonsOf(f.geometry)));
  for (const feature of put.values()) put.set(idOf(feature), withBorders(document, feature, known, edges));
  for (const feature of around) {
    const polygons = polygonsOf(feature.geometry);
    const next = mapRings(polygons, (ring) => withVertices(document.frame, ring, vertices));
    if (next !== polygons) put.set(idOf(feature), withOutline(feature, next));
  }
  return [...put.values()];
}

/** The vertices and the edges that the layout did not have at these features before. */
function news(document: EditDocument, outlines: readonly LayoutFeature[], gone: ReadonlySet<string>): Fresh {
  // What a feature that goes leaves behind has been settled before: its neighbours have its vertices.
  const heirs = [...gone].flatMap((id) => document.features.get(id) ?? []);
  const found = outlines.map((feature) => {
    const own = document.features.get(idOf(feature));
    const before = [...(own ? [own] : []), ...heirs].map((f) => polygonsOf(f.geometry));
    return freshOf(before, polygonsOf(feature.geometry));
  });
  return { vertices: found.flatMap((f) => f.vertices), edges: found.flatMap((f) => f.edges) };
}

/** The feature with those vertices of `rings` that its new edges run through. */
function withBorders(
  document: EditDocument,
  feature: LayoutFeature,
  rings: readonly Ring[],
  edges: Fresh["edges"],
): LayoutFeature {
  const [west, south, east, north] = unionOf(edges.map(([a, b]) => boxOfEdge(a, b))) ?? [1, 1, 0, 0];
  const inside = rings.flatMap((ring) =>
    ring.filter(([x, y]) => x >= west && x <= east && y >= south && y <= north),
  );
  const polygons = polygonsOf(feature.geometry);
  const next = mapRings(polygons, (ring) => withVertices(document.frame, ring, inside));
  return next === polygons ? feature : withOutline(feature, next);
}

/** Polygons with every ring passed through `change`; the same array where no ring changed. */
export function mapRings(polygons: Polygons, change: (ring: Ring) => Ring): Polygons {
  let touched = false;
  const next = polygons.map((rings) =>
    rings.map((ring) => {
      const after = change(ring);
      if (after !== ring) touched = true;
      return after;
    }),
  );
  return touched ? next : polygons;
}
