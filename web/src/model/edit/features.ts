/** Operations on whole features: draw, delete, copy, move, turn, resize, holes and attributes. */

import type { Point as GeoPoint } from "geojson";
import type { FeatureProperties, Kind, LayoutFeature } from "../../api/types";
import { idOf } from "../layout";
import { type Change, changed, mapRings, type Outcome, refuse, reshaped } from "./change";
import type { EditDocument } from "./document";
import { centroid, type Frame, type Metres } from "./frame";
import { onGrid, type Point, type Polygons, type Ring } from "./grid";
import { oriented } from "./loops";
import { closed, inRing, polygonsOf, withOutline, wound } from "./shape";
import { nameOf, REASONS, TITLES } from "./words";

/** A feature that nothing is known of. */
export const EMPTY: Omit<FeatureProperties, "kind"> = {
  name: null,
  park: null,
  district: null,
  class: null,
  modes: [],
  carriers: [],
  industries: [],
  leading: [],
  cultivated: [],
  stage: null,
  phase: null,
  lot: null,
  basis: "digitised",
  stated_area_km2: null,
  source: null,
  note: null,
  area_km2: null,
};

/** Rounding to the grid moves the border a little: this often the size is mended for it. */
const MENDING_ROUNDS = 3;

/** The first id of that kind which nobody has: `group-1`, `group-2`, … */
export function freeId(document: EditDocument, kind: string): string {
  let n = 1;
  while (document.features.has(`${kind}-${n}`)) n++;
  return `${kind}-${n}`;
}

/** Adds a polygon through `corners` as a new feature of a kind. */
export function addPolygon(
  document: EditDocument,
  kind: Kind,
  corners: readonly Point[],
  properties: Partial<FeatureProperties> = {},
): Outcome {
  const id = freeId(document, kind);
  const shell = wound(closed(corners.map(onGrid)), true);
  const feature: LayoutFeature = {
    type: "Feature",
    id,
    geometry: null,
    properties: { ...EMPTY, ...properties, kind },
  };
  return reshaped(document, [withOutline(feature, [[shell]])], [], TITLES.draw(feature), [id]);
}

/** Adds a point as a new feature of a kind. */
export function addPoint(
  document: EditDocument,
  kind: Kind,
  at: Point,
  properties: Partial<FeatureProperties> = {},
): Outcome {
  const id = freeId(document, kind);
  const geometry = pointAt(onGrid(at));
  const feature: LayoutFeature = {
    type: "Feature",
    id,
    geometry,
    properties: { ...EMPTY, ...properties, kind },
  };
  return changed(document, { put: [feature], delete: [] }, TITLES.draw(feature), [id]);
}

const pointAt = ([lon, lat]: Point): GeoPoint => ({ type: "Point", coordinates: [lon, lat] });

export function deleteFeatures(document: EditDocument, ids: readonly string[]): Outcome {
  const known = ids.flatMap((id) => document.features.get(id) ?? []);
  const [first] = known;
  if (!first) return refuse(REASONS.gone);
  const title = TITLES.remove(known.length, first);
  return changed(document, { put: [], delete: known.map(idOf) }, title, []);
}

/** A copy under a new id, shifted by metres east and north so that it can be seen. */
export function copyFeature(document: EditDocument, id: string, shift_m: Metres): Outcome {
  const feature = document.features.get(id);
  if (!feature) return refuse(REASONS.gone);
  const copy = { ...feature, id: freeId(document, feature.properties.kind) };
  const move = shiftBy(shift_m);
  const made = pointMoved(document.frame, copy, move);
  const outline = () => withOutline(copy, mapped(document.frame, polygonsOf(feature.geometry), move));
  const title = TITLES.copy(feature);
  const done = made
    ? changed(document, { put: [made], delete: [] }, title, [idOf(copy)])
    : reshaped(document, [outline()], [], title, [idOf(copy)]);
  return done.ok ? { ...done, heirs: new Map([[idOf(copy), id]]) } : done;
}

/**
 * Moves features as a whole by metres east and north. Borders between them stay shared; their other neighbours stay
 * where they are, and what was shared with those parts.
 */
export function moveFeatures(document: EditDocument, ids: readonly string[], shift_m: Metres): Outcome {
  const move = shiftBy(shift_m);
  return placed(document, ids, TITLES.place, (polygons) => mapped(document.frame, polygons, move), move);
}

/** Turns features about their common centroid, counter-clockwise. Their other neighbours stay. */
export function rotateFeatures(document: EditDocument, ids: readonly string[], angle_deg: number): Outcome {
  const [ox, oy] = centreOf(document, ids);
  const [sin, cos] = [Math.sin((angle_deg * Math.PI) / 180), Math.cos((angle_deg * Math.PI) / 180)];
  const turned = ([x, y]: Metres): Metres => [
    ox + cos * (x - ox) - sin * (y - oy),
    oy + sin * (x - ox) + cos * (y - oy),
  ];
  const outlined = ids.some((id) => polygonsOf(document.features.get(id)?.geometry).length);
  if (!outlined) return refuse(REASONS.noOutline);
  return placed(document, ids, TITLES.rotate, (polygons) => mapped(document.frame, polygons, turned), turned);
}

/** The common centroid of features, in metres of the document's frame. */
export const centreOf = (document: EditDocument, ids: readonly string[]): Metres =>
  centroid(
    document.frame,
    ids.flatMap((id) => polygonsOf(document.features.get(id)?.geometry)),
  );

/** Resizes a feature about its centroid until it measures this area. Its neighbours stay. */
export function scaleTo(document: EditDocument, id: string, area_km2: number): Outcome {
  if (!(area_km2 > 0) || !Number.isFinite(area_km2)) return refuse(REASONS.badArea);
  return placed(
    document,
    [id],
    (_, feature) => TITLES.scale(feature, area_km2),
    (polygons) => resized(document.frame, polygons, area_km2),
  );
}

function resized(frame: Frame, polygons: Polygons, area_km2: number): Polygons {
  const [ox, oy] = centroid(frame, polygons);
  let factor = Math.sqrt(area_km2 / frame.area_km2(polygons));
  let now = polygons;
  for (let round = 0; round < MENDING_ROUNDS; round++) {
    const by = factor;
    now = mapped(frame, polygons, ([x, y]) => [ox + by * (x - ox), oy + by * (y - oy)]);
    factor *= Math.sqrt(area_km2 / frame.area_km2(now));
  }
  return now;
}

function placed(
  document: EditDocument,
  ids: readonly string[],
  title: (n: number, first: LayoutFeature) => Change["title"],
  place: (polygons: Polygons) => Polygons,
  move?: (at: Metres) => Metres,
): Outcome {
  const features = ids.flatMap((id) => document.features.get(id) ?? []);
  const [first] = features;
  if (!first) return refuse(REASONS.gone);
  const points = features.flatMap((feature) => (move && pointMoved(document.frame, feature, move)) ?? []);
  const known = new Set(points.map(idOf));
  const outlined = features.filter((feature) => !known.has(idOf(feature)));
  if (outlined.some((feature) => !polygonsOf(feature.geometry).length)) return refuse(REASONS.noOutline);
  const outlines = outlined.map((feature) => withOutline(feature, place(polygonsOf(feature.geometry))));
  const done = reshaped(document, outlines, [], title(features.length, first), ids);
  if (!done.ok || !points.length) return done;
  return changed(document, { put: [...done.patch.put, ...points], delete: [] }, done.title, ids);
}

/** A feature that is a point, elsewhere; null for any other. */
function pointMoved(
  frame: Frame,
  feature: LayoutFeature,
  move: (at: Metres) => Metres,
): LayoutFeature | null {
  if (feature.geometry?.type !== "Point") return null;
  const at = feature.geometry.coordinates as unknown as Point;
  return { ...feature, geometry: pointAt(onGrid(frame.lonlat(move(frame.xy(at))))) };
}

const shiftBy =
  ([dx, dy]: Metres) =>
  ([x, y]: Metres): Metres => [x + dx, y + dy];

const mapped = (frame: Frame, polygons: Polygons, move: (at: Metres) => Metres): Polygons =>
  mapRings(polygons, (ring) => closed(ring.slice(0, -1).map((p) => onGrid(frame.lonlat(move(frame.xy(p)))))));

/** Cuts a hole through `corners` out of the part of a feature that they lie in. */
export function addHole(document: EditDocument, id: string, corners: readonly Point[]): Outcome {
  const feature = document.features.get(id);
  if (!feature) return refuse(REASONS.gone);
  const hole = wound(closed(corners.map(onGrid)), false);
  const [first] = hole;
  const polygons = polygonsOf(feature.geometry);
  const home = polygons.findIndex(([shell]) => shell && first && inRing(first, shell));
  if (home < 0) return refuse(REASONS.holeOutside(nameOf(feature)));
  const outline = polygons.map((rings, i) => (i === home ? [...rings, hole] : rings));
  return reshaped(document, [withOutline(feature, outline)], [], TITLES.addHole(feature), [id]);
}

/** Fills the hole of a feature that a point lies in. */
export function removeHole(document: EditDocument, id: string, at: Point): Outcome {
  const feature = document.features.get(id);
  if (!feature) return refuse(REASONS.gone);
  const polygons = polygonsOf(feature.geometry);
  const isThere = (ring: Ring, i: number) => i > 0 && inRing(at, ring);
  if (!polygons.some((rings) => rings.some(isThere))) return refuse(REASONS.noHole);
  const outline = oriented(polygons.map((rings) => rings.filter((ring, i) => !isThere(ring, i))));
  return reshaped(document, [withOutline(feature, outline)], [], TITLES.removeHole(feature), [id]);
}
