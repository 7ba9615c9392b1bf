/** Where a card goes that speaks of something on the page: beside it, never over it. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Spot {
  readonly left: number;
  readonly top: number;
}

export interface Area extends Spot, Size {}

const GAP_PX = 12;
const EDGE_PX = 8;

/** The first of below, right, left and above where the card fits into the window; else where it covers least. */
export function placeBeside(target: Area, card: Size, window: Size): Spot {
  const middle = {
    left: within(target.left + (target.width - card.width) / 2, window.width - card.width),
    top: within(target.top + (target.height - card.height) / 2, window.height - card.height),
  };
  const ways: Spot[] = [
    { left: middle.left, top: target.top + target.height + GAP_PX },
    { left: target.left + target.width + GAP_PX, top: middle.top },
    { left: target.left - card.width - GAP_PX, top: middle.top },
    { left: middle.left, top: target.top - card.height - GAP_PX },
  ];
  const fitting = ways.find(
    ({ left, top }) =>
      left >= EDGE_PX &&
      top >= EDGE_PX &&
      left + card.width <= window.width - EDGE_PX &&
      top + card.height <= window.height - EDGE_PX,
  );
  if (fitting) return fitting;
  const inside = ways.map(({ left, top }) => ({
    left: within(left, window.width - card.width),
    top: within(top, window.height - card.height),
  }));
  const hidden = inside.map((spot) => covered({ ...spot, ...card }, target));
  return inside[hidden.indexOf(Math.min(...hidden))] ?? middle;
}

/** How much of `b` lies under `a`. */
export function covered(a: Area, b: Area): number {
  const width = Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left);
  const height = Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top);
  return Math.max(width, 0) * Math.max(height, 0);
}

const within = (at: number, most: number): number => Math.max(EDGE_PX, Math.min(at, most - EDGE_PX));
