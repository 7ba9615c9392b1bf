/**
 * Areas as the service measures them: Lambert's azimuthal equal-area projection on the CGCS2000 ellipsoid, centred
 * where the rulebook says, so that an area of the plane is the ellipsoidal area (椭球面积).
 * Source: Snyder, Map Projections - A Working Manual, USGS PP 1395 (1987), pp. 187-190.
 */

import type { Point, Polygons, Ring } from "./grid";

export const SEMI_MAJOR_M = 6378137;
export const FLATTENING = 1 / 298.257222101;
const E2 = FLATTENING * (2 - FLATTENING);
const E = Math.sqrt(E2);
const RADIANS = Math.PI / 180;
const M2_PER_KM2 = 1e6;

/** Metres east and north of the centre of the frame. */
export type Metres = readonly [x_m: number, y_m: number];

/** Snyder's q (3-12) of a latitude's sine. */
const q = (sin: number): number =>
  (1 - E2) * (sin / (1 - E2 * sin * sin) - Math.log((1 - E * sin) / (1 + E * sin)) / (2 * E));

const Q_POLE = q(1);
/** The radius of the sphere with the ellipsoid's surface. */
const R_Q = SEMI_MAJOR_M * Math.sqrt(Q_POLE / 2);

export class Frame {
  private readonly sin1: number;
  private readonly cos1: number;
  private readonly d: number;
  private readonly areas = new WeakMap<Ring, number>();
  private readonly known = new WeakMap<Point, Metres>();

  constructor(
    private readonly lon_0: number,
    lat_0: number,
  ) {
    const sin = Math.sin(lat_0 * RADIANS);
    this.sin1 = q(sin) / Q_POLE;
    this.cos1 = Math.sqrt(1 - this.sin1 * this.sin1);
    const m = Math.cos(lat_0 * RADIANS) / Math.sqrt(1 - E2 * sin * sin);
    this.d = (SEMI_MAJOR_M * m) / (R_Q * this.cos1);
  }

  /** Degrees to metres. Positions are kept as they are from edit to edit, and so are their metres. */
  readonly xy = (point: Point): Metres => {
    let metres = this.known.get(point);
    if (!metres) {
      metres = this.project(point);
      this.known.set(point, metres);
    }
    return metres;
  };

  private project([lon, lat]: Point): Metres {
    const sin = q(Math.sin(lat * RADIANS)) / Q_POLE;
    const cos = Math.sqrt(1 - sin * sin);
    const turn = (lon - this.lon_0) * RADIANS;
    const across = cos * Math.cos(turn);
    const b = R_Q * Math.sqrt(2 / (1 + this.sin1 * sin + this.cos1 * across));
    return [b * this.d * cos * Math.sin(turn), (b / this.d) * (this.cos1 * sin - this.sin1 * across)];
  }

  /** Metres to degrees, corrected once because the inverse series stops at 1e-8 degrees. */
  lonlat([x, y]: Metres): Point {
    const [rough_x, rough_y] = this.project(this.rough([x, y]));
    return this.rough([2 * x - rough_x, 2 * y - rough_y]);
  }

  /** The ellipsoidal area in m² of polygons in degrees: shells less their holes. */
  area_m2(polygons: Polygons): number {
    let total = 0;
    for (const rings of polygons)
      rings.forEach((ring, i) => {
        total += (i ? -1 : 1) * this.ring_m2(ring);
      });
    return total;
  }

  area_km2(polygons: Polygons): number {
    return this.area_m2(polygons) / M2_PER_KM2;
  }

  /** The length in m of a line in degrees. */
  length_m(line: readonly Point[]): number {
    let total = 0;
    let before: Metres | null = null;
    for (const point of line) {
      const here = this.xy(point);
      if (before) total += Math.hypot(here[0] - before[0], here[1] - before[1]);
      before = here;
    }
    return total;
  }

  private ring_m2(ring: Ring): number {
    let area = this.areas.get(ring);
    if (area === undefined) {
      area = Math.abs(shoelace(ring.map(this.xy)));
      this.areas.set(ring, area);
    }
    return area;
  }

  private rough([x, y]: Metres): Point {
    const [u, v] = [x / this.d, y * this.d];
    const rho = Math.hypot(u, v);
    if (!rho) return [this.lon_0, latitude(this.sin1)];
    const ce = 2 * Math.asin(rho / (2 * R_Q));
    const [sin, cos] = [Math.sin(ce), Math.cos(ce)];
    const beta = cos * this.sin1 + (v * sin * this.cos1) / rho;
    const lon = Math.atan2(u * sin, rho * this.cos1 * cos - v * this.sin1 * sin);
    return [this.lon_0 + lon / RADIANS, latitude(beta)];
  }
}

/** The latitude in degrees whose authalic latitude has this sine (3-18). */
function latitude(sin: number): number {
  const beta = Math.asin(Math.min(1, Math.max(-1, sin)));
  const [e4, e6] = [E2 ** 2, E2 ** 3];
  const two = E2 / 3 + (31 * e4) / 180 + (517 * e6) / 5040;
  const four = (23 * e4) / 360 + (251 * e6) / 3780;
  const six = (761 * e6) / 45360;
  const shift = two * Math.sin(2 * beta) + four * Math.sin(4 * beta) + six * Math.sin(6 * beta);
  return (beta + shift) / RADIANS;
}

/** The signed area inside a closed line; positions count from its first one, which keeps the digits. */
function shoelace(line: readonly Metres[]): number {
  const [ox, oy] = line[0] ?? [0, 0];
  let twice = 0;
  for (let i = 1; i < line.length; i++) {
    const [ax, ay] = line[i - 1] as Metres;
    const [bx, by] = line[i] as Metres;
    twice += (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
  }
  return twice / 2;
}

/** The centroid in metres of what the polygons cover. */
export function centroid(frame: Frame, polygons: Polygons): Metres {
  let [weight, x, y] = [0, 0, 0];
  const first = polygons[0]?.[0]?.[0];
  const [ox, oy] = first ? frame.xy(first) : [0, 0];
  for (const rings of polygons)
    rings.forEach((ring, i) => {
      const line = ring.map(frame.xy);
      const sign = shoelace(line) > 0 === (i === 0) ? 1 : -1;
      for (let k = 1; k < line.length; k++) {
        const [ax, ay] = line[k - 1] as Metres;
        const [bx, by] = line[k] as Metres;
        const cross = sign * ((ax - ox) * (by - oy) - (bx - ox) * (ay - oy));
        weight += 3 * cross;
        x += (ax + bx - 2 * ox) * cross;
        y += (ay + by - 2 * oy) * cross;
      }
    });
  return weight ? [ox + x / weight, oy + y / weight] : [ox, oy];
}
