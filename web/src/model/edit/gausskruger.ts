/**
 * Gauss-Krüger coordinates of CGCS2000 in 3-degree zones, to longitude and latitude and back.
 * Source: Krüger's series in n as given by Karney, Transverse Mercator with an accuracy of a few nanometers,
 * Journal of Geodesy 85 (2011), equations 35 and 36, to n⁴: exact to a micrometre within a zone.
 */

import { FLATTENING, SEMI_MAJOR_M } from "./frame";
import type { Point } from "./grid";

const N = FLATTENING / (2 - FLATTENING);
const E = Math.sqrt(FLATTENING * (2 - FLATTENING));
const RADIUS_M = (SEMI_MAJOR_M / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
const ALPHA = [
  N / 2 - (2 / 3) * N ** 2 + (5 / 16) * N ** 3 + (41 / 180) * N ** 4,
  (13 / 48) * N ** 2 - (3 / 5) * N ** 3 + (557 / 1440) * N ** 4,
  (61 / 240) * N ** 3 - (103 / 140) * N ** 4,
  (49561 / 161280) * N ** 4,
];
const BETA = [
  N / 2 - (2 / 3) * N ** 2 + (37 / 96) * N ** 3 - (1 / 360) * N ** 4,
  (1 / 48) * N ** 2 + (1 / 15) * N ** 3 - (437 / 1440) * N ** 4,
  (17 / 480) * N ** 3 - (37 / 840) * N ** 4,
  (4397 / 161280) * N ** 4,
];
const RADIANS = Math.PI / 180;
const ROUNDS = 6;
const FALSE_EASTING_M = 500_000;
const ZONE_DEG = 3;

/** Easting (no zone prefix) and northing in metres, in the 3-degree zone with this number, to degrees. */
export function fromGaussKruger(zone: number, easting_m: number, northing_m: number): Point {
  const xi = northing_m / RADIUS_M;
  const eta = (easting_m - FALSE_EASTING_M) / RADIUS_M;
  let [x, y] = [xi, eta];
  BETA.forEach((beta, i) => {
    const k = 2 * (i + 1);
    x -= beta * Math.sin(k * xi) * Math.cosh(k * eta);
    y -= beta * Math.cos(k * xi) * Math.sinh(k * eta);
  });
  const tau = Math.sin(x) / Math.hypot(Math.sinh(y), Math.cos(x));
  const lon = Math.atan2(Math.sinh(y), Math.cos(x));
  return [zone * ZONE_DEG + lon / RADIANS, Math.atan(geographic(tau)) / RADIANS];
}

/** Degrees to easting (no zone prefix) and northing in metres in the 3-degree zone with this number. */
export function toGaussKruger(zone: number, [lon, lat]: Point): [easting_m: number, northing_m: number] {
  const tau = conformal(Math.tan(lat * RADIANS));
  const turn = (lon - zone * ZONE_DEG) * RADIANS;
  const xi = Math.atan2(tau, Math.cos(turn));
  const eta = Math.asinh(Math.sin(turn) / Math.hypot(tau, Math.cos(turn)));
  let [x, y] = [xi, eta];
  ALPHA.forEach((alpha, i) => {
    const k = 2 * (i + 1);
    x += alpha * Math.sin(k * xi) * Math.cosh(k * eta);
    y += alpha * Math.cos(k * xi) * Math.sinh(k * eta);
  });
  return [FALSE_EASTING_M + RADIUS_M * y, RADIUS_M * x];
}

/** The tangent of the conformal latitude from that of the geographic one. */
function conformal(tau: number): number {
  const sigma = Math.sinh(E * Math.atanh((E * tau) / Math.hypot(1, tau)));
  return tau * Math.hypot(1, sigma) - sigma * Math.hypot(1, tau);
}

/** The tangent of the geographic latitude from that of the conformal one, by Newton's method. */
function geographic(target: number): number {
  let tau = target / (1 - E * E);
  for (let round = 0; round < ROUNDS; round++) {
    const now = conformal(tau);
    const slope = ((1 - E * E) * Math.hypot(1, now) * Math.hypot(1, tau)) / (1 + (1 - E * E) * tau * tau);
    tau += (target - now) / slope;
  }
  return tau;
}
