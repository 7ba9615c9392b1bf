/** Layouts for the tests: tiles that share their borders, some with a vertex that the neighbour lacks. */

import fc from "fast-check";
import type { Kind, LayoutFeature } from "../../api/types";
import { documentOf as documentIn, type EditDocument } from "./document";
import { Frame } from "./frame";
import { keyOf, onGrid, type Point, type Polygons, type Ring } from "./grid";
import { edgesOf, multiPolygon, polygonsOf, ringsOf } from "./shape";

export const STEP_DEG = 0.01;
export const ORIGIN: Point = [116.3, 40];
export const FRAME = new Frame(116.4, 40.2);
export const documentOf = (features: LayoutFeature[]): EditDocument => documentIn(features, FRAME);

export function featureOf(id: string, polygons: Polygons, kind: Kind = "group"): LayoutFeature {
  const lists = { modes: [], carriers: [], industries: [], leading: [], cultivated: [] };
  const texts = { park: null, district: null, class: null, stage: null, phase: null, lot: null };
  const rest = { basis: null, stated_area_km2: null, source: null, note: null, area_km2: null };
  const properties = { kind, name: id, ...lists, ...texts, ...rest };
  return { type: "Feature", id, geometry: multiPolygon(polygons), properties };
}

export const square = (x: number, y: number, size = STEP_DEG): Ring =>
  [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ].map(([a = 0, b = 0]) => onGrid([a, b]));

/** Two squares side by side, `a` and `b`; with `junction`, only `b` has a vertex halfway up the border. */
export function pair(junction = false): EditDocument {
  const [x, y] = ORIGIN;
  const right = [...square(x + STEP_DEG, y)];
  if (junction) right.splice(4, 0, onGrid([x + STEP_DEG, y + STEP_DEG / 2]));
  return documentOf([featureOf("a", [[square(x, y)]]), featureOf("b", [[right]])]);
}

export interface Tiling {
  readonly document: EditDocument;
  /** The corners that tiles meet at, by row and column. */
  readonly nodes: readonly (readonly Point[])[];
}

/** `n` by `n` tiles whose inner corners were shaken, their outer border straight, and a park around them all. */
export const tilings = (n: number): fc.Arbitrary<Tiling> =>
  fc.array(fc.tuple(shake, shake), { minLength: (n + 1) ** 2, maxLength: (n + 1) ** 2 }).map((shakes) => {
    const nodes = Array.from({ length: n + 1 }, (_, row) =>
      Array.from({ length: n + 1 }, (_, column) => {
        const [dx = 0, dy = 0] = shakes[row * (n + 1) + column] ?? [];
        const inner = row > 0 && row < n && column > 0 && column < n;
        const at = [column + (inner ? dx : 0), row + (inner ? dy : 0)] as const;
        return onGrid([ORIGIN[0] + at[0] * STEP_DEG, ORIGIN[1] + at[1] * STEP_DEG]);
      }),
    );
    const node = (row: number, column: number) => nodes[row]?.[column] as Point;
    const tiles = Array.from({ length: n * n }, (_, i) => {
      const [row, column] = [Math.floor(i / n), i % n];
      const corners = [
        node(row, column),
        node(row, column + 1),
        node(row + 1, column + 1),
        node(row + 1, column),
      ];
      return featureOf(`tile-${row}-${column}`, [[[...corners, corners[0] as Point]]]);
    });
    const around = [
      ...(nodes[0] ?? []),
      ...nodes.slice(1).map((row) => row[n] as Point),
      ...[...(nodes[n] ?? [])].reverse().slice(1),
      ...[...nodes]
        .reverse()
        .slice(1)
        .map((row) => row[0] as Point),
    ];
    return { document: documentOf([...tiles, featureOf("park", [[around]], "park")]), nodes };
  });

/** Evenly spread numbers; those of `fc.double` crowd around zero. */
export const between = (low: number, high: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: 1e6 }).map((n) => low + ((high - low) * n) / 1e6);

const shake = between(-0.28, 0.28);

/**
 * What is wrong with the borders of a coverage: every edge of a tile must be run through the other way by exactly one
 * other tile, or be an edge of the park.
 */
export function loose(document: EditDocument): string[] {
  const [tiles, park] = [new Map<string, number>(), new Set<string>()];
  for (const feature of document.features.values())
    for (const ring of ringsOf(polygonsOf(feature.geometry)))
      for (const [a, b] of edgesOf(ring)) {
        const key = `${keyOf(a)} ${keyOf(b)}`;
        if (feature.properties.kind === "park") park.add(key);
        else tiles.set(key, (tiles.get(key) ?? 0) + 1);
      }
  const faults = [...tiles].flatMap(([key, count]) => {
    const [a = "", b = ""] = key.split(" ");
    const matched = tiles.has(`${b} ${a}`) !== park.has(key);
    return count === 1 && matched ? [] : [key];
  });
  return [...faults, ...[...park].filter((key) => !tiles.has(key))];
}
