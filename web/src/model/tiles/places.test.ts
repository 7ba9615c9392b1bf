import { describe, expect, it } from "vitest";
import type { LayoutFeature } from "../../api/types";
import { idOf } from "../layout";
import { Places } from "./places";

const at = (id: string, x: number, y = 0): LayoutFeature =>
  ({
    type: "Feature",
    id,
    properties: {},
    geometry: {
      type: "Polygon",
      coordinates: [
        [
          [x, y],
          [x + 1, y],
          [x + 1, y + 1],
          [x, y],
        ],
      ],
    },
  }) as unknown as LayoutFeature;
const ids = (found: readonly LayoutFeature[]) => found.map(idOf);
const EVERYWHERE = [-1e6, -1e6, 1e6, 1e6] as const;

describe("features by place", () => {
  it("come in the order of drawing", () => {
    const places = new Places([at("c", 0), at("a", 0.5), at("b", 9)]);
    expect(ids(places.meeting([0, 0, 2, 2]))).toEqual(["c", "a"]);
    expect(ids(places.meeting([50, 0, 51, 1]))).toEqual([]);
    expect(new Places([]).meeting(EVERYWHERE)).toEqual([]);
  });

  it("follow changes: moved in their rank, new on top, gone no more", () => {
    const places = new Places([at("a", 0), at("b", 5), at("c", 9)]);
    places.change([at("a", 8.5), at("new", 9)], ["b"]);
    expect(ids(places.meeting([8, 0, 10, 1]))).toEqual(["a", "c", "new"]);
    expect(ids(places.meeting([0, 0, 6, 1]))).toEqual([]);
  });

  it("say the same after so many changes that they are packed anew", () => {
    const places = new Places(Array.from({ length: 400 }, (_, i) => at(`f${i}`, i * 3)));
    for (let i = 0; i < 400; i += 1) places.change([at(`f${i}`, i * 3, 5)], i % 7 ? [] : [`f${i + 1}`]);
    for (let i = 0; i < 400; i += 50)
      expect(ids(places.meeting([i * 3, 5, i * 3 + 1, 6]))).toEqual([`f${i}`]);
    expect(places.meeting(EVERYWHERE).length).toBe(400);
    expect(places.meeting([0, 0, 1e6, 1])).toEqual([]);
    places.change([], ["f0"]);
    expect(places.meeting(EVERYWHERE).length).toBe(399);
  });
});
