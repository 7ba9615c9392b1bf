/** Where the marks of an indicator's chart stand. Sizes are in the units of the drawing. */

import type { Indicator, IndicatorValue } from "../api/register";
import { judged, plain } from "./indicators";

export const WIDTH = 300;
export const HEIGHT = 120;
const LEFT = 44;
const RIGHT = 14;
const TOP = 16;
const BOTTOM = 22;

export interface Mark {
  readonly x: number;
  readonly y: number;
  readonly value: IndicatorValue;
  /** The value that progress starts from. */
  readonly base: boolean;
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

export interface Chart {
  readonly marks: readonly Mark[];
  /** The line through the values of one scope; empty where there are fewer than two. */
  readonly line: string;
  /** The band or line of the target: its edges, the same where it is one number; null where there is none. */
  readonly target: { readonly top: number; readonly bottom: number } | null;
  readonly years: readonly Tick[];
  readonly levels: readonly Tick[];
  readonly left: number;
  readonly right: number;
  readonly floor: number;
}

/** The chart of an indicator; null where it has neither a number to reach nor a value. */
export function chartOf(item: Indicator): Chart | null {
  const values = judged(item);
  const edges = targetEdges(item);
  if (!values.length && !edges) return null;
  const numbers = [...values.map((v) => v.value), ...(edges ?? [])];
  const [low, high] = domain(numbers);
  const y = (value: number) => HEIGHT - BOTTOM - ((value - low) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const x = item.each ? byRank(values) : byYear(item, values);
  const marks = values.map((value) => ({
    x: x(value),
    y: y(value.value),
    value,
    base: item.base !== null && value.year === item.base.year && value.origin === item.base.origin,
  }));
  return {
    marks,
    line: item.each || marks.length < 2 ? "" : marks.map((m, i) => `${i ? "L" : "M"}${m.x} ${m.y}`).join(""),
    target: edges && { top: y(Math.max(...edges)), bottom: y(Math.min(...edges)) },
    years: item.each ? [] : yearTicks(item, values),
    levels: levelTicks([...(edges ?? []), low, high], y),
    left: LEFT,
    right: WIDTH - RIGHT,
    floor: HEIGHT - BOTTOM,
  };
}

/** The number or the two numbers that the target names; a multiple counts from the base. */
export function targetEdges(item: Indicator): readonly [number, number] | null {
  if (item.low === null || item.type === "baseline" || item.operator === null) return null;
  if (item.operator === "x") {
    const from = item.base?.value;
    return from === undefined ? null : [item.low * from, item.low * from];
  }
  return [item.low, item.high ?? item.low];
}

/** The range of the vertical axis: from nought, unless all numbers lie close together and far from it. */
export function domain(numbers: readonly number[]): readonly [number, number] {
  const low = Math.min(...numbers);
  const high = Math.max(...numbers);
  const spread = high - low;
  if (low > 0 && spread > 0 && spread < low / 2)
    return [niceFloor(low - spread / 2), niceCeil(high + spread / 2)];
  const from = Math.min(0, low);
  return [from, high > from ? niceCeil(high * 1.08) : from + 1];
}

/** A number rounded up to two digits, so that an axis ends evenly. */
function niceCeil(value: number): number {
  const step = stepOf(value);
  return Number((Math.ceil(value / step) * step).toPrecision(6));
}

function niceFloor(value: number): number {
  const step = stepOf(value);
  return Number((Math.floor(value / step) * step).toPrecision(6));
}

const stepOf = (value: number): number =>
  value === 0 ? 1 : 10 ** (Math.floor(Math.log10(Math.abs(value))) - 1);

const span = WIDTH - LEFT - RIGHT;

function yearsOf(item: Indicator, values: readonly IndicatorValue[]): readonly [number, number] {
  const years = [...values.map((v) => v.year), item.first, item.last];
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return first === last ? [first - 1, last + 1] : [first, last];
}

function byYear(item: Indicator, values: readonly IndicatorValue[]): (value: IndicatorValue) => number {
  const [first, last] = yearsOf(item, values);
  return (value) => LEFT + ((value.year - first) / (last - first)) * span;
}

/** Members of a scope stand side by side, the smallest first. */
function byRank(values: readonly IndicatorValue[]): (value: IndicatorValue) => number {
  const order = [...values].sort((a, b) => a.value - b.value);
  return (value) => LEFT + ((order.indexOf(value) + 0.5) / order.length) * span;
}

function yearTicks(item: Indicator, values: readonly IndicatorValue[]): Tick[] {
  const [first, last] = yearsOf(item, values);
  const wanted = [...new Set([...values.map((v) => v.year), item.first, item.last])].sort((a, b) => a - b);
  const at = (year: number) => LEFT + ((year - first) / (last - first)) * span;
  const kept: Tick[] = [];
  for (const year of wanted) {
    const before = kept.at(-1);
    if (!before || at(year) - before.at >= 34) kept.push({ at: at(year), text: `${year}` });
  }
  return kept;
}

/** The target, and the ends of the axis where they have room: no two numbers on top of each other. */
function levelTicks(wanted: readonly number[], y: (value: number) => number): Tick[] {
  const kept: Tick[] = [];
  for (const value of wanted)
    if (kept.every((tick) => Math.abs(tick.at - y(value)) >= 13))
      kept.push({ at: y(value), text: short(value) });
  return kept;
}

/** A number for an axis: thousands as 12k would not be read in Chinese, so only digits are saved. */
const short = (value: number): string => (Math.abs(value) >= 1000 ? plain(Math.round(value)) : plain(value));
