/**
 * Positions as they are stored: longitude and latitude in degrees (EPSG:4490). Two outlines share a vertex when both
 * have the very same numbers there, so every position that an edit makes lies on one grid of 1e-9° (0.1 mm).
 * Positions that were stored before stay as they are, on the grid or not, until someone moves them.
 */

export type Point = readonly [lon: number, lat: number];
/** Closed: the last point equals the first. */
export type Ring = readonly Point[];
/** Shells with their holes, as a MultiPolygon has them. */
export type Polygons = readonly (readonly Ring[])[];

const STEPS_PER_DEGREE = 1e9;
/** The nearest degrees on the grid: the double that the shortest decimal text reads back as. */
const rounded = (degrees: number): number => Math.round(degrees * STEPS_PER_DEGREE) / STEPS_PER_DEGREE;

export const onGrid = ([lon, lat]: Point): Point => [rounded(lon), rounded(lat)];

export const same = (a: Point, b: Point): boolean => a[0] === b[0] && a[1] === b[1];

/** A text that is equal for equal positions, to look them up by. */
export const keyOf = ([lon, lat]: Point): string => `${lon},${lat}`;
