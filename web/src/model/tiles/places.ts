/** Features by place, in the order of drawing: a packed tree of what came first, and beside it what changed since. */

import Flatbush from "flatbush";
import type { LayoutFeature } from "../../api/types";
import { type Bbox, bboxOf, meet } from "../bounds";
import { idOf } from "../layout";

/** Above this many changes the tree is packed anew. */
const CHANGES = 256;

export class Places {
  private tree: Flatbush | null = null;
  private packed: readonly LayoutFeature[] = [];
  private rank = new Map<string, number>();
  /** What the tree does not know, or knows otherwise; null: gone. */
  private readonly changed = new Map<string, LayoutFeature | null>();

  /** `features` in the order of drawing, the lowest first. */
  constructor(features: readonly LayoutFeature[]) {
    this.pack(features);
  }

  /** Replaces features in their places; new ones are drawn last. */
  change(put: readonly LayoutFeature[], gone: readonly string[]): void {
    for (const id of gone) this.changed.set(id, null);
    for (const feature of put) this.changed.set(idOf(feature), feature);
    if (this.changed.size > CHANGES) this.pack(this.all());
  }

  /** The features whose box meets `box`, the lowest first. */
  meeting(box: Bbox): LayoutFeature[] {
    const found: [number, LayoutFeature][] = [];
    for (const i of this.tree?.search(...box) ?? []) {
      const feature = this.packed[i] as LayoutFeature;
      if (!this.changed.has(idOf(feature))) found.push([i, feature]);
    }
    for (const [id, feature] of this.changed)
      if (feature && meet(bboxOf(feature.geometry), box))
        found.push([this.rank.get(id) ?? Infinity, feature]);
    return found.sort(([a], [b]) => (a === b ? 0 : a - b)).map(([, feature]) => feature);
  }

  private all(): LayoutFeature[] {
    const rest = new Map(this.changed);
    const kept = this.packed.flatMap((feature) => {
      const now = rest.get(idOf(feature));
      rest.delete(idOf(feature));
      return now === undefined ? feature : (now ?? []);
    });
    return [...kept, ...[...rest.values()].filter((feature) => feature !== null)];
  }

  private pack(features: readonly LayoutFeature[]): void {
    this.packed = features.filter((feature) => bboxOf(feature.geometry));
    this.rank = new Map(this.packed.map((feature, i) => [idOf(feature), i]));
    this.changed.clear();
    this.tree = this.packed.length ? new Flatbush(this.packed.length) : null;
    for (const feature of this.packed) this.tree?.add(...(bboxOf(feature.geometry) as Bbox));
    this.tree?.finish();
  }
}
