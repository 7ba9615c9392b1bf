import { describe, expect, it } from "vitest";
import type { Ring } from "../api/rules";
import { barOf, frameOf, nameAt, pathOf, place, sizeOf } from "./drawing";

const square = (x: number, y: number, side: number): Ring => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

describe("a picture", () => {
  const frame = frameOf([square(0, 0, 1000), square(1000, 0, 1000)], 344);

  it("holds every shape, north up", () => {
    expect(place(frame, [0, 1000])).toEqual([22, 22]);
    expect(place(frame, [2000, 0])).toEqual([322, 172]);
    expect(frame.width).toBe(344);
    expect(frame.height).toBeGreaterThan(172);
  });

  it("is not flatter than can be read", () => {
    const strip: Ring = [
      [0, 0],
      [8000, 0],
      [8000, 10],
    ];
    expect(frameOf([strip], 300).height).toBeGreaterThan(100);
    expect(frameOf([[[5, 5]]], 300).width).toBeGreaterThan(100);
  });

  it("draws rings as closed paths", () => {
    expect(pathOf(frame, [square(0, 0, 1000)])).toBe("M22 172L172 172L172 22L22 22L22 172Z");
    expect(nameAt(frame, [square(0, 0, 1000)])).toEqual([97, 97]);
    expect(nameAt(frame, [square(0, 0, 1000)], true)).toEqual([97, 36]);
  });

  it("tells how large a shape comes out", () => {
    expect(sizeOf(frame, [square(0, 0, 1000)])).toBe(150);
    expect(sizeOf(frame, [])).toBe(0);
  });

  it("has a bar of a round length", () => {
    expect(barOf(frame)).toBe(500);
    expect(barOf(frameOf([square(0, 0, 60)], 344))).toBe(20);
  });
});
