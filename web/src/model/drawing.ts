/** Shapes in metres as paths of a picture, north up, with a bar of a round length. */

import type { Ring } from "../api/rules";

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Pixels per metre. */
  readonly scale: number;
  readonly west: number;
  readonly north: number;
}

const MARGIN = 22;
/** Room under the shapes for the bar. */
const FOOT = 26;
/** A picture is no narrower than this share of its height, and the other way round. */
const LEAST_SHARE = 0.35;
const NAME_DROP = 14;
const BAR_SHARE = 0.35;
const STEPS = [1, 2, 5] as const;

/** The frame around all rings, `size` pixels on its longer side. */
export function frameOf(rings: readonly Ring[], size: number): Frame {
  const xs = rings.flatMap((ring) => ring.map(([x]) => x));
  const ys = rings.flatMap((ring) => ring.map(([, y]) => y));
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const long = Math.max(east - west, north - south, 1);
  const scale = (size - 2 * MARGIN) / long;
  const least = long * LEAST_SHARE;
  const [wide, high] = [Math.max(east - west, least), Math.max(north - south, least)];
  return {
    width: wide * scale + 2 * MARGIN,
    height: high * scale + 2 * MARGIN + FOOT,
    scale,
    west: west - (wide - (east - west)) / 2,
    north: north + (high - (north - south)) / 2,
  };
}

/** Where a position is in the picture. */
export const place = (frame: Frame, [x, y]: readonly [number, number]): [number, number] => [
  round(MARGIN + (x - frame.west) * frame.scale),
  round(MARGIN + (frame.north - y) * frame.scale),
];

/** Rings as the data of one SVG path. */
export const pathOf = (frame: Frame, rings: readonly Ring[]): string =>
  rings.map((ring) => `M${ring.map((at) => place(frame, at).join(" ")).join("L")}Z`).join("");

/** Where a name goes: in the middle of the box around some rings, or just under its upper edge. */
export function nameAt(frame: Frame, rings: readonly Ring[], upper = false): [number, number] {
  const [left, top, right, bottom] = boxOf(frame, rings);
  return [round((left + right) / 2), upper ? round(top + NAME_DROP) : round((top + bottom) / 2)];
}

/** The longer side of the box around some rings, in pixels; 0 for none. */
export function sizeOf(frame: Frame, rings: readonly Ring[]): number {
  if (!rings.length) return 0;
  const [left, top, right, bottom] = boxOf(frame, rings);
  return Math.max(right - left, bottom - top);
}

function boxOf(frame: Frame, rings: readonly Ring[]): [number, number, number, number] {
  const places = rings.flat().map((at) => place(frame, at));
  const xs = places.map(([x]) => x);
  const ys = places.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** A round length in metres that takes up to a third of the picture. */
export function barOf(frame: Frame): number {
  const most = ((frame.width - 2 * MARGIN) * BAR_SHARE) / frame.scale;
  const power = 10 ** Math.floor(Math.log10(most));
  return (STEPS.findLast((step) => step * power <= most) ?? 1) * power;
}

const round = (value: number): number => Math.round(value * 10) / 10;
