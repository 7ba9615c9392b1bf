/**
 * A layout that is being edited: features by id, never changed in place. The topology is not stored beside the
 * outlines but read off them: where two outlines have the very same position they share that vertex. Nothing can
 * drift apart that way, and what is saved is what was edited.
 */

import Flatbush from "flatbush";
import type { LayoutFeature } from "../../api/types";
import { type Bbox, bboxOf } from "../bounds";
import { idOf } from "../layout";
import type { Frame } from "./frame";

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
  readonly tree: Flatbush;
  readonly ids: readonly string[];
}

const indexes = new WeakMap<EditDocument, Index | null>();

export const documentOf = (features: Iterable<LayoutFeature>, frame: Frame): EditDocument => ({
  frame,
  features: new Map([...features].map((feature) => [idOf(feature), feature])),
});

export function apply(document: EditDocument, patch: Patch): EditDocument {
  const features = new Map(document.features);
  for (const id of patch.delete) features.delete(id);
  for (const feature of patch.put) features.set(idOf(feature), feature);
  return { frame: document.frame, features };
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
  return {
    put: [...after.features.values()].filter((feature) => before.features.get(idOf(feature)) !== feature),
    delete: [...before.features.keys()].filter((id) => !after.features.has(id)),
  };
}

export const isEmpty = (patch: Patch): boolean => !patch.put.length && !patch.delete.length;

/** The features whose box meets `box`, in the order of the document. */
export function near(document: EditDocument, box: Bbox): LayoutFeature[] {
  let index = indexes.get(document);
  if (index === undefined) {
    index = indexOf(document);
    indexes.set(document, index);
  }
  if (!index) return [];
  const { tree, ids } = index;
  const found = tree.search(box[0], box[1], box[2], box[3]).sort((a, b) => a - b);
  return found.flatMap((i) => document.features.get(ids[i] as string) ?? []);
}

function indexOf(document: EditDocument): Index | null {
  const boxes: [string, Bbox][] = [];
  for (const [id, feature] of document.features) {
    const box = bboxOf(feature.geometry);
    if (box) boxes.push([id, box]);
  }
  if (!boxes.length) return null;
  const tree = new Flatbush(boxes.length);
  for (const [, [west, south, east, north]] of boxes) tree.add(west, south, east, north);
  tree.finish();
  return { tree, ids: boxes.map(([id]) => id) };
}
