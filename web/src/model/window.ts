/** Which rows of a long list are worth having in the page, and how much room the others take. */

/** A stretch of rows `[from, to)` to be drawn, or room for rows that are not. */
export type Piece =
  | { readonly from: number; readonly to: number }
  | { readonly at: number; readonly gap_px: number };

/** Lists shorter than this are drawn whole. */
export const LONG = 150;
/** So many rows beyond what can be seen are drawn, so that scrolling and the Tab key find them there. */
const BEYOND = 12;

/** Tops of rows, and the end of the last: `heights_px[i]` where row i was measured (above zero), else the estimate. */
export function topsOf(count: number, heights_px: ArrayLike<number>, estimate_px: number): Float64Array {
  const tops = new Float64Array(count + 1);
  for (let i = 0; i < count; i++)
    tops[i + 1] = (tops[i] as number) + ((heights_px[i] as number) || estimate_px);
  return tops;
}

/** The row at a height; the nearest where it lies outside. */
export function rowAt(tops: Float64Array, y_px: number): number {
  let [low, high] = [0, Math.max(0, tops.length - 2)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] as number) <= y_px) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What to draw of a list that is seen from `top_px` to `bottom_px`; the rows in `kept` are drawn wherever they are. */
export function piecesOf(
  tops: Float64Array,
  top_px: number,
  bottom_px: number,
  kept: readonly number[],
): Piece[] {
  const count = tops.length - 1;
  const from = Math.max(0, rowAt(tops, top_px) - BEYOND);
  const to = Math.min(count, rowAt(tops, bottom_px) + 1 + BEYOND);
  const others = [...new Set(kept)].filter((i) => i >= 0 && i < count && (i < from || i >= to));
  const runs = [{ from, to }, ...others.map((i) => ({ from: i, to: i + 1 }))].sort((a, b) => a.from - b.from);
  const pieces: Piece[] = [];
  let last = 0;
  for (const run of [...runs, { from: count, to: count }]) {
    if (run.from > last)
      pieces.push({ at: last, gap_px: (tops[run.from] as number) - (tops[last] as number) });
    if (run.to > run.from) pieces.push(run);
    last = Math.max(last, run.to);
  }
  return pieces;
}
