/** Which map labels fit without covering one another. */

export interface LabelBox {
  readonly id: string;
  /** The centre of the label on the screen, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Labels of higher rank are placed first; equal ranks in the order given. */
  readonly rank: number;
}

/** The ids of the labels to show: greedy by rank, `gap` pixels kept between any two. */
export function declutter(labels: readonly LabelBox[], gap = 3): ReadonlySet<string> {
  const placed: LabelBox[] = [];
  const order = labels
    .map((label, i) => ({ label, i }))
    .sort((a, b) => b.label.rank - a.label.rank || a.i - b.i);
  for (const { label } of order) {
    if (!placed.some((other) => collide(label, other, gap))) placed.push(label);
  }
  return new Set(placed.map((l) => l.id));
}

const collide = (a: LabelBox, b: LabelBox, gap: number): boolean =>
  Math.abs(a.x - b.x) < (a.width + b.width) / 2 + gap &&
  Math.abs(a.y - b.y) < (a.height + b.height) / 2 + gap;
