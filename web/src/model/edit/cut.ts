/** Operations that cut and join outlines. */

import type { LayoutFeature } from "../../api/types";
import { idOf } from "../layout";
import { type Outcome, refuse, reshaped } from "./change";
import { apply, type EditDocument, near } from "./document";
import { split as facesOf } from "./faces";
import { freeId } from "./features";
import { onGrid, type Point, type Polygons } from "./grid";
import { common, minus, union } from "./overlay";
import { boxOf, closed, polygonsOf, ringsOf, turn, withOutline } from "./shape";
import { nameOf, REASONS, TITLES } from "./words";

/** Splits a feature by a line. The largest piece keeps the id; every other piece becomes a feature like it. */
export function splitFeature(document: EditDocument, id: string, line: readonly Point[]): Outcome {
  const feature = document.features.get(id);
  if (!feature) return refuse(REASONS.gone);
  const polygons = polygonsOf(feature.geometry);
  const faces = [...facesOf(document.frame, polygons, line.map(onGrid))].sort(
    (a, b) => sizeOf([b]) - sizeOf([a]),
  );
  if (faces.length <= polygons.length) return refuse(REASONS.missesShape(nameOf(feature)));
  // Parts that the line does not meet stay with the feature.
  const untouched = new Set(polygons.map(([shell]) => shapeKey(shell ?? [])));
  const whole = faces.filter(([shell]) => untouched.has(shapeKey(shell ?? [])));
  const [largest, ...pieces] = faces.filter((face) => !whole.includes(face));
  if (!largest) return refuse(REASONS.missesShape(nameOf(feature)));
  const outlines = [withOutline(feature, [largest, ...whole])];
  let taken = document;
  for (const piece of pieces) {
    const part = { ...feature, id: freeId(taken, feature.properties.kind) };
    outlines.push(withOutline(part, [piece]));
    taken = apply(taken, { put: [part], delete: [] });
  }
  const done = reshaped(document, outlines, [], TITLES.split(feature), outlines.map(idOf));
  return done.ok ? { ...done, heirs: new Map(outlines.map((piece) => [idOf(piece), id])) } : done;
}

const sizeOf = (polygons: Polygons): number =>
  polygons.reduce(
    (sum, rings) => sum + rings.reduce((area, ring, i) => area + (i ? -1 : 1) * Math.abs(turn(ring)), 0),
    0,
  );

/** A text that two rings share when they have the same corners, wherever they begin and whichever way they run. */
const shapeKey = (ring: readonly Point[]): string =>
  ring
    .slice(1)
    .map(([x, y]) => `${x},${y}`)
    .sort()
    .join(";");

/** Joins features of one kind. The first one stays, with its attributes; the others go. */
export function mergeFeatures(document: EditDocument, ids: readonly string[]): Outcome {
  const known = ids.flatMap((id) => document.features.get(id) ?? []);
  const [first, ...others] = known;
  if (!first || !others.length) return refuse(REASONS.mergeTwo);
  if (others.some((f) => f.properties.kind !== first.properties.kind)) return refuse(REASONS.kindsDiffer);
  if (known.some((f) => !polygonsOf(f.geometry).length)) return refuse(REASONS.noOutline);
  const outline = union(
    document.frame,
    known.map((f) => polygonsOf(f.geometry)),
  );
  const gone = others.map(idOf);
  return reshaped(document, [withOutline(first, outline)], gone, TITLES.merge(known.length), [idOf(first)]);
}

/** Takes out of a feature what others cover; without `cutters`, what its own kind and `kinds` cover around it. */
export function cutOut(
  document: EditDocument,
  id: string,
  cutters: readonly string[] | { readonly kinds: ReadonlySet<string> },
): Outcome {
  const feature = document.features.get(id);
  if (!feature) return refuse(REASONS.gone);
  const outline = polygonsOf(feature.geometry);
  if (!outline.length) return refuse(REASONS.noOutline);
  const others = cuttersOf(document, feature, cutters).map((f) => polygonsOf(f.geometry));
  const overlapping = others.filter((other) => common(document.frame, outline, other).length);
  if (!overlapping.length) return refuse(REASONS.noOverlap);
  const left = overlapping.reduce((rest, other) => minus(document.frame, rest, other), outline);
  if (!left.length) return refuse(REASONS.nothingLeft(nameOf(feature)));
  return reshaped(document, [withOutline(feature, left)], [], TITLES.cutOut(feature), [id]);
}

function cuttersOf(
  document: EditDocument,
  feature: LayoutFeature,
  cutters: readonly string[] | { readonly kinds: ReadonlySet<string> },
): LayoutFeature[] {
  if (!("kinds" in cutters)) return cutters.flatMap((id) => document.features.get(id) ?? []);
  const box = boxOf(ringsOf(polygonsOf(feature.geometry)).flat());
  return near(document, box).filter((f) => idOf(f) !== idOf(feature) && cutters.kinds.has(f.properties.kind));
}

/** Cuts the outline through `corners` out of a feature, wherever it lies. */
export function cutAway(document: EditDocument, id: string, corners: readonly Point[]): Outcome {
  const feature = document.features.get(id);
  if (!feature) return refuse(REASONS.gone);
  const outline = polygonsOf(feature.geometry);
  const cutter = [[closed(corners.map(onGrid))]];
  if (!common(document.frame, outline, cutter).length) return refuse(REASONS.noOverlap);
  const left = minus(document.frame, outline, cutter);
  if (!left.length) return refuse(REASONS.nothingLeft(nameOf(feature)));
  return reshaped(document, [withOutline(feature, left)], [], TITLES.cutOut(feature), [id]);
}
