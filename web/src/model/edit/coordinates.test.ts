import { describe, expect, it } from "vitest";
import { parsePosition, parsePositions } from "./coordinates";
import { fromGaussKruger, toGaussKruger } from "./gausskruger";
import type { Point } from "./grid";
import measures from "./measures.json";

const BEIJING = [115.4, 39.4, 117.6, 41.1] as const;
const read = (text: string) => parsePosition(text, BEIJING);

describe("degrees", () => {
  it.each([
    "116.3125, 40.05",
    "116.3125 40.05",
    "116.3125，40.05",
    "（116.3125，40.05）",
    "１１６．３１２５ ４０．０５",
    "E116.3125 N40.05",
    "116.3125E, 40.05N",
    "40.05N 116.3125E",
    "N40.05 E116.3125",
    "东经116.3125° 北纬40.05°",
    "北纬40.05度，东经116.3125度",
    "116°18'45\" 40°3'0\"",
    "116°18′45″E 40°03′00″N",
    "东经116度18分45秒 北纬40度3分",
    "116°18.75′, 40°3′",
    "116 18 45 40 3 0",
    "116 18.75 40 3",
    "lon 116.3125 lat 40.05",
  ])("reads %s", (text) => {
    const parsed = read(text);
    expect(parsed?.at[0]).toBeCloseTo(116.3125, 9);
    expect(parsed?.at[1]).toBeCloseTo(40.05, 9);
    expect(parsed?.question).toBeNull();
  });

  it("asks when latitude seems to stand first", () => {
    expect(read("40.05, 116.3125")).toMatchObject({
      at: [116.3125, 40.05],
      question: { zh: expect.stringContaining("纬度") },
    });
  });

  it("asks when the place is far away", () => {
    expect(read("121.47, 31.23")?.question?.en).toMatch(/outside/);
    expect(read("31.23, 121.47")?.at).toEqual([121.47, 31.23]);
  });

  it.each(["", "hello", "116.3", "116.3, 40, 3", "200, 95", "116°75′ 40°3′", "400000, 12"])(
    "does not read “%s”",
    (text) => {
      expect(read(text)).toBeNull();
    },
  );

  it("reads one position a line, or none at all", () => {
    expect(parsePositions("116.3 40\n116.4 40\n\n116.4 40.1", BEIJING)).toHaveLength(3);
    expect(parsePositions("116.3 40\nsomewhere", BEIJING)).toBeNull();
  });
});

describe("Gauss-Krüger", () => {
  it.each(measures.gauss_kruger)("zone $zone, $lonlat", ({ zone, lonlat, easting_m, northing_m }) => {
    const [lon, lat] = fromGaussKruger(zone, easting_m, northing_m);
    expect(lon).toBeCloseTo(lonlat[0] ?? 0, 10);
    expect(lat).toBeCloseTo(lonlat[1] ?? 0, 10);
    const [east, north] = toGaussKruger(zone, lonlat as unknown as Point);
    expect(Math.abs(east - easting_m)).toBeLessThan(1e-4);
    expect(Math.abs(north - northing_m)).toBeLessThan(1e-4);
  });

  const [easting, northing] = toGaussKruger(39, [116.3125, 40.05]).map((n) => n.toFixed(4)) as [
    string,
    string,
  ];

  it("reads eastings with a zone in any order, without a question", () => {
    for (const text of [`39${easting}, ${northing}`, `${northing} 39${easting}`]) {
      expect(read(text)?.at[0]).toBeCloseTo(116.3125, 8);
      expect(read(text)?.question).toBeNull();
    }
  });

  it("asks for the zone that a plain easting is in", () => {
    const parsed = read(`${easting}, ${northing}`);
    expect(parsed?.at[1]).toBeCloseTo(40.05, 8);
    expect(parsed?.question?.en).toContain("zone 39");
  });
});
