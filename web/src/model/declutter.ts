/** Which map labels fit without covering one another. */

export interface LabelBox {
  readonly id: string;
  /** The centre of the label on the screen, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Whose label it is, where one may stand at several places: it gets the first of them that is free. */
  readonly owner?: string;
  /** Labels of higher rank are placed first; equal ranks in the order given. */
  readonly rank: number;
}

/** Something on the screen that no label may cover. */
export type Obstacle = Pick<LabelBox, "x" | "y" | "width" | "height">;

/** The ids of the labels to show: greedy by rank, `gap` pixels kept between any two and from what else is there. */
export function declutter(
  labels: readonly LabelBox[],
  gap = 3,
  obstacles: readonly Obstacle[] = [],
): ReadonlySet<string> {
  const placed: LabelBox[] = [];
  const served = new Set<string>();
  const order = labels
    .map((label, i) => ({ label, i }))
    .sort((a, b) => b.label.rank - a.label.rank || a.i - b.i);
  for (const { label } of order) {
    if (served.has(label.owner ?? label.id) || placed.some((other) => collide(label, other, gap))) continue;
    if (obstacles.some((other) => collide(label, other, 0))) continue;
    placed.push(label);
    served.add(label.owner ?? label.id);
  }
  return new Set(placed.map((l) => l.id));
}

const collide = (a: Obstacle, b: Obstacle, gap: number): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + gap &&
  Math.abs(a.y - b.y) < (a.height + b.height) / 2 + gap;

/** The centre nearest to `at` from which a label of that size lies between two edges; the middle where it cannot. */
export const kept = (at: number, size: number, from: number, to: number): number =>
  to - from < size ? (from + to) / 2 : Math.min(to - size / 2, Math.max(from + size / 2, at));
