/**
 * A layout that is being edited: features by id, never changed in place. The topology is not stored beside the
 * outlines but read off them: where two outlines have the very same position they share that vertex. Nothing can
 * drift apart that way, and what is saved is what was edited.
 */

import Flatbush from "flatbush";
import type { LayoutFeature } from "../../api/types";
import { type Bbox, bboxOf, meet } from "../bounds";
import { idOf } from "../layout";
import type { Frame } from "./frame";
import { Layered } from "./layered";

export interface EditDocument {
  /** Where everything is measured, and where edges are straight. */
  readonly frame: Frame;
  readonly features: ReadonlyMap<string, LayoutFeature>;
}

/** What an edit changes: features to put (new or replaced, whole) and ids to delete, as the service takes them. */
export interface Patch {
  readonly put: readonly LayoutFeature[];
  readonly delete: readonly string[];
}

interface Index {
  readonly tree: Flatbush | null;
  readonly ids: readonly string[];
}

type Features = ReadonlyMap<string, LayoutFeature>;

const indexes = new WeakMap<Features, Index>();

export const documentOf = (features: Iterable<LayoutFeature>, frame: Frame): EditDocument => ({
  frame,
  features: Layered.of(entries(features)),
});

function* entries(features: Iterable<LayoutFeature>): Generator<[string, LayoutFeature]> {
  for (const feature of features) yield [idOf(feature), feature];
}

export function apply({ frame, features }: EditDocument, patch: Patch): EditDocument {
  const layered = features instanceof Layered ? features : Layered.of(features);
  return { frame, features: layered.with(entries(patch.put), patch.delete) };
}

/** The patch that takes the document back to what it was before `patch`. */
export function inverse(before: EditDocument, patch: Patch): Patch {
  const ids = [...patch.delete, ...patch.put.map(idOf)];
  return {
    put: ids.flatMap((id) => before.features.get(id) ?? []),
    delete: ids.filter((id) => !before.features.has(id)),
  };
}

/** The patch from one document to another, however many gestures lie between them. */
export function difference(before: EditDocument, after: EditDocument): Patch {
  if (before.features === after.features) return { put: [], delete: [] };
  const apart = after.features instanceof Layered ? after.features.apartFrom(before.features) : null;
  const ids = apart ?? new Set([...before.features.keys(), ...after.features.keys()]);
  const put: LayoutFeature[] = [];
  const gone: string[] = [];
  for (const id of ids) {
    const feature = after.features.get(id);
    if (!feature) {
      if (before.features.has(id)) gone.push(id);
    } else if (feature !== before.features.get(id)) put.push(feature);
  }
  return { put, delete: gone };
}

export const isEmpty = (patch: Patch): boolean => !patch.put.length && !patch.delete.length;

/** The features whose box meets `box`: first those as they were at the beginning, then those that changed since. */
export function near({ features }: EditDocument, box: Bbox): LayoutFeature[] {
  const layered = features instanceof Layered ? features : null;
  const base = layered?.base ?? features;
  const { tree, ids } = indexOf(base);
  const found = tree?.search(box[0], box[1], box[2], box[3]).sort((a, b) => a - b) ?? [];
  const near = found.flatMap((i) => {
    const id = ids[i] as string;
    return layered?.over.has(id) ? [] : (base.get(id) ?? []);
  });
  for (const entry of layered?.over.values() ?? [])
    if (entry && meet(bboxOf(entry.value.geometry), box)) near.push(entry.value);
  return near;
}

/** The tree of what a document began with; what changed since is looked through one by one. */
function indexOf(features: Features): Index {
  let index = indexes.get(features);
  if (!index) {
    index = packed(features);
    indexes.set(features, index);
  }
  return index;
}

function packed(features: Features): Index {
  const boxes: [string, Bbox][] = [];
  for (const [id, feature] of features) {
    const box = bboxOf(feature.geometry);
    if (box) boxes.push([id, box]);
  }
  const tree = boxes.length ? new Flatbush(boxes.length) : null;
  for (const [, [west, south, east, north]] of boxes) tree?.add(west, south, east, north);
  tree?.finish();
  return { tree, ids: boxes.map(([id]) => id) };
}
