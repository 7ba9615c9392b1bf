/** Coordinates as people type them: decimal degrees, degrees-minutes-seconds, Gauss-Krüger eastings and northings. */

import type { Text } from "../../api/types";
import type { Bbox } from "../bounds";
import { fromGaussKruger } from "./gausskruger";
import { onGrid, type Point } from "./grid";

export interface Parsed {
  readonly at: Point;
  /** What was assumed, to be confirmed before it is used; null where the text leaves no doubt. */
  readonly question: Text | null;
}

type Axis = "lon" | "lat";

interface Value {
  readonly number: number;
  readonly axis: Axis | null;
}

/** Easting and northing of places in China, in metres, without and with the zone's number in front. */
const EASTING_M = [100_000, 900_000] as const;
const NORTHING_M = [1_900_000, 6_000_000] as const;
const ZONES = [24, 45] as const;
const ZONE_STEP_M = 1_000_000;
/** Zones that a layout may lie in: 3-degree zones 38 to 40, EPSG:4547 to 4549 without a prefix. */
const NEAR_ZONES = [38, 39, 40] as const;

const NUMBER = "[+-]?\\d+(?:\\.\\d+)?";
const DEGREES = new RegExp(
  `(${NUMBER})\\s*[°度]\\s*(?:(${NUMBER})\\s*['′’分]\\s*)?(?:(${NUMBER})\\s*(?:["″”秒]|''|′′))?`,
  "g",
);

/** The position that a text says; null where it says none. `around` tells which readings are likely. */
export function parsePosition(text: string, around: Bbox): Parsed | null {
  const clean = plain(text);
  const values = valuesOf(clean);
  if (values?.length !== 2) return null;
  const [one, two] = values as [Value, Value];
  return one.axis || two.axis ? marked(one, two) : unmarked(one.number, two.number, around);
}

/** Several positions, one a line. Null where a line says none. */
export function parsePositions(text: string, around: Bbox): Parsed[] | null {
  const lines = text.split(/[\n;；]/).filter((line) => line.trim());
  const parsed = lines.map((line) => parsePosition(line, around));
  return parsed.length && parsed.every((p) => p !== null) ? parsed : null;
}

/** Full-width digits and signs as plain ones. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll("−", "-")
    .replace(/[、，]/g, ",")
    .trim();

function valuesOf(text: string): Value[] | null {
  const sexagesimal = [...text.matchAll(DEGREES)];
  if (sexagesimal.length) {
    const values = sexagesimal.map((match, i) => {
      const end = (match.index ?? 0) + match[0].length;
      const before = text.slice(i ? endOf(sexagesimal[i - 1]) : 0, match.index);
      const after = text.slice(end, sexagesimal[i + 1]?.index ?? text.length);
      return withAxis(degrees(match), before, after, i === 0);
    });
    return values.some((v) => Number.isNaN(v.number)) ? null : values;
  }
  const letters = text.replace(new RegExp(NUMBER, "g"), " ");
  if (/[^\sNSEWnsew,;:=()[\]xyXYHh东西南北经纬度]/.test(letters.replace(/lon|lat|Lon|Lat|LON|LAT/g, "")))
    return null;
  const numbers = [...text.matchAll(new RegExp(NUMBER, "g"))];
  if (numbers.length === 6 || numbers.length === 4) return spaced(numbers.map((m) => Number(m[0])));
  return numbers.map((match, i) => {
    const before = text.slice(i ? endOf(numbers[i - 1]) : 0, match.index);
    const after = text.slice(endOf(match), numbers[i + 1]?.index ?? text.length);
    return withAxis(Number(match[0]), before, after, i === 0);
  });
}

const endOf = (match: RegExpMatchArray | undefined): number =>
  match ? (match.index ?? 0) + match[0].length : 0;

function degrees(match: RegExpMatchArray): number {
  const [, whole = "", minutes = "0", seconds = "0"] = match;
  if (Number(minutes) >= 60 || Number(seconds) >= 60) return Number.NaN;
  const sign = whole.startsWith("-") ? -1 : 1;
  return sign * (Math.abs(Number(whole)) + Number(minutes) / 60 + Number(seconds) / 3600);
}

/** Degrees, minutes (and seconds) with nothing but spaces between. */
function spaced(numbers: readonly number[]): Value[] | null {
  const half = numbers.length / 2;
  const parts = [numbers.slice(0, half), numbers.slice(half)];
  if (parts.some((part) => part.slice(1).some((n) => n < 0 || n >= 60))) return null;
  return parts.map(([d = 0, m = 0, s = 0]) => ({ number: d + m / 60 + s / 3600, axis: null }));
}

/** The axis that the words around a number name: those before it, or the letter or word right after it. */
function withAxis(number: number, before: string, after: string, first: boolean): Value {
  const behind = after.match(/^\s*([NSEWnsew])/)?.[0] ?? "";
  // A letter right after the number before this one belongs to that one.
  const ahead = first ? before : before.replace(/^\s*[NSEWnsew](?![a-z])/, "");
  const own = axisOf(ahead) ?? axisOf(behind);
  if (!own) return { number, axis: null };
  return { number: own.negative ? -number : number, axis: own.axis };
}

function axisOf(words: string): { axis: Axis; negative: boolean } | null {
  if (/东|西|经|E|e|W|w|lon/i.test(words)) return { axis: "lon", negative: /西|W/i.test(words) };
  if (/北|南|纬|N|n|S|s|lat/i.test(words)) return { axis: "lat", negative: /南|S/i.test(words) };
  return null;
}

function marked(one: Value, two: Value): Parsed | null {
  const swapped = one.axis === "lat" || two.axis === "lon";
  if (one.axis && one.axis === two.axis) return null;
  const at: Point = swapped ? [two.number, one.number] : [one.number, two.number];
  return isLonLat(at) ? { at: onGrid(at), question: null } : null;
}

const isLonLat = ([lon, lat]: Point): boolean => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

function unmarked(a: number, b: number, around: Bbox): Parsed | null {
  if (Math.abs(a) > 360 || Math.abs(b) > 360) return metres(a, b, around);
  const [asWritten, swapped]: [Point, Point] = [
    [a, b],
    [b, a],
  ];
  if (inside(asWritten, around)) return { at: onGrid(asWritten), question: null };
  if (inside(swapped, around)) return { at: onGrid(swapped), question: SWAPPED };
  if (isLonLat(asWritten)) return { at: onGrid(asWritten), question: FAR };
  return isLonLat(swapped) ? { at: onGrid(swapped), question: SWAPPED } : null;
}

const SWAPPED: Text = {
  zh: "按“纬度，经度”的顺序读取，对吗？",
  en: "Read as latitude first, then longitude: is that right?",
};
const FAR: Text = {
  zh: "这个位置在布局范围之外，对吗？",
  en: "This place is outside the layout: is that right?",
};

const inside = ([x, y]: Point, [west, south, east, north]: Bbox): boolean =>
  x >= west && x <= east && y >= south && y <= north;

const within = (n: number, [low, high]: readonly [number, number]): boolean => n >= low && n <= high;

/** Eastings and northings, in either order: a northing has seven digits, an easting six, or eight with its zone. */
function metres(a: number, b: number, around: Bbox): Parsed | null {
  const [easting, northing] = within(a, NORTHING_M) && !within(b, NORTHING_M) ? [b, a] : [a, b];
  if (!within(northing, NORTHING_M)) return null;
  const zone = Math.floor(easting / ZONE_STEP_M);
  if (within(zone, ZONES)) {
    const at = onGrid(fromGaussKruger(zone, easting - zone * ZONE_STEP_M, northing));
    return { at, question: inside(at, around) ? null : FAR };
  }
  if (!within(easting, EASTING_M)) return null;
  const likely = NEAR_ZONES.map((z) => ({ z, at: onGrid(fromGaussKruger(z, easting, northing)) }));
  const found = likely.filter(({ at }) => inside(at, around));
  const [only] = found;
  return only && found.length === 1 ? { at: only.at, question: zoneQuestion(only.z) } : null;
}

const zoneQuestion = (zone: number): Text => ({
  zh: `坐标没有带号，按 3 度带第 ${zone} 带（中央经线 ${3 * zone}°）读取，对吗？`,
  en: `The easting has no zone; read in 3-degree zone ${zone} (central meridian ${3 * zone}°): is that right?`,
});
