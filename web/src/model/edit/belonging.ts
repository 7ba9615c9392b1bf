/**
 * Park and district follow from where a feature lies: the one that holds the largest share of it. Whoever sets another
 * one by hand is believed until it is taken back; a stored value that position does not give was set by hand, too.
 */

import type { Geometry } from "geojson";
import type { LayoutFeature, PlaceName } from "../../api/types";
import { type Bbox, bboxOf, unionOf } from "../bounds";
import { idOf } from "../layout";
import { type Change, changed } from "./change";
import { type EditDocument, near } from "./document";
import { freshOf } from "./fresh";
import { boxOf, meet, polygonsOf } from "./shape";
import { type Ground, groundOf, type Share, sharesOf } from "./shares";

/** What position is told by. Parks are in the layout; districts and the kinds' forms come with the rulebook. */
export interface Places {
  readonly districts: readonly Ground[];
  /** Which of the places features of a kind have. */
  readonly of: (kind: string) => readonly PlaceName[];
}

/** A form asks again at every key; outlines and grounds are never changed in place. */
const shares = new WeakMap<readonly Ground[], WeakMap<Geometry, Share[]>>();

interface Parks {
  readonly features: readonly LayoutFeature[];
  readonly grounds: readonly Ground[];
}

const parks = new WeakMap<EditDocument, Parks>();
let latest: Parks | null = null;

/** The grounds of the parks: the same ones as long as no park changes, so that what is known of them holds on. */
function parksOf(document: EditDocument): readonly Ground[] {
  let found = parks.get(document);
  if (!found) {
    const features = [...document.features.values()].filter(isPark);
    const same =
      latest?.features.length === features.length && latest.features.every((park, i) => park === features[i]);
    found = same && latest ? latest : { features, grounds: features.flatMap(groundOfPark) };
    parks.set(document, found);
  }
  latest = found;
  return found.grounds;
}

const groundOfPark = (park: LayoutFeature): Ground[] =>
  groundOf(park.properties.name ?? idOf(park), park.geometry);

/** The parks or districts that a feature lies in, the largest share first. */
export function sharesIn(
  document: EditDocument,
  feature: LayoutFeature,
  place: PlaceName,
  places: Places,
): Share[] {
  const grounds = place === "park" ? parksOf(document) : places.districts;
  if (!feature.geometry) return [];
  const known = shares.get(grounds) ?? new WeakMap<Geometry, Share[]>();
  shares.set(grounds, known);
  let found = known.get(feature.geometry);
  if (!found) {
    found = sharesOf(document.frame, feature.geometry, grounds);
    known.set(feature.geometry, found);
  }
  return found;
}

/** The park or district that position gives; null outside of all. */
export const derived = (
  document: EditDocument,
  feature: LayoutFeature,
  place: PlaceName,
  places: Places,
): string | null => sharesIn(document, feature, place, places)[0]?.name ?? null;

/** Whether the place of a feature was set by hand: it was said so, or position gives another one. */
export function isByHand(
  document: EditDocument,
  feature: LayoutFeature,
  place: PlaceName,
  places: Places,
): boolean {
  if (feature.byHand?.includes(place)) return true;
  const value = feature.properties[place];
  return Boolean(value) && value !== derived(document, feature, place, places);
}

/** The change, with park and district of everything that it draws or moves as position gives them. */
export function placed(before: EditDocument, change: Change, places: Places): Change {
  const moved = change.patch.put.filter((feature) => {
    const old = before.features.get(idOf(feature));
    return old?.geometry !== feature.geometry;
  });
  const put = new Map(change.patch.put.map((feature) => [idOf(feature), feature]));
  let settled = false;
  const settling = (features: readonly LayoutFeature[], which: readonly PlaceName[]) => {
    for (const feature of features) {
      const next = settle(before, change, feature, places, which);
      if (next === feature) continue;
      settled = true;
      put.set(idOf(next), next);
    }
  };
  settling(moved, ["park", "district"]);
  settling(around(before, change, moved), ["park"]);
  if (!settled) return change;
  const { title, chosen, heirs } = change;
  const patch = { put: [...put.values()], delete: change.patch.delete };
  return { ...changed(before, patch, title, chosen), ...(heirs ? { heirs } : {}) };
}

function settle(
  before: EditDocument,
  change: Change,
  feature: LayoutFeature,
  places: Places,
  which: readonly PlaceName[],
): LayoutFeature {
  const id = idOf(feature);
  const old = before.features.get(change.heirs?.get(id) ?? id);
  const next = { ...feature.properties };
  for (const place of places.of(next.kind).filter((one) => which.includes(one))) {
    if (feature.byHand?.includes(place) || (old && isByHand(before, old, place, places))) continue;
    if (!old && next[place]) continue;
    next[place] = derived(change.document, feature, place, places);
  }
  const same = next.park === feature.properties.park && next.district === feature.properties.district;
  return same ? feature : { ...feature, properties: next };
}

/** The features that did not move, but lie where the border of a park did. */
function around(before: EditDocument, change: Change, moved: readonly LayoutFeature[]): LayoutFeature[] {
  const gone = change.patch.delete.flatMap((id) => before.features.get(id) ?? []);
  const boxes = [...moved.filter(isPark), ...gone.filter(isPark)].flatMap((park) => {
    const box = turnedOver(
      before.features.get(idOf(park))?.geometry,
      change.document.features.get(idOf(park)),
    );
    return box ? [box] : [];
  });
  const all = unionOf(boxes);
  if (!all) return [];
  const known = new Set(moved.map(idOf));
  return near(change.document, all).filter((feature) => {
    const box = bboxOf(feature.geometry);
    return !known.has(idOf(feature)) && box !== null && boxes.some((one) => meet(one, box));
  });
}

const isPark = (feature: LayoutFeature): boolean => feature.properties.kind === "park";

/** The box around the vertices that only one of two outlines has, and around those beside them. */
function turnedOver(old: Geometry | null | undefined, now: LayoutFeature | undefined): Bbox | null {
  const [was, is] = [polygonsOf(old), polygonsOf(now?.geometry)];
  const points = [...freshOf([was], is).edges, ...freshOf([is], was).edges].flat();
  return points.length ? boxOf(points) : null;
}
