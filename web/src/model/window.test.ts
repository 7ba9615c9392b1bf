import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { piecesOf, rowAt, topsOf } from "./window";

describe("the window on a long list", () => {
  it("knows where rows begin, measured or estimated", () => {
    expect([...topsOf(4, [10, 0, 30], 20)]).toEqual([0, 10, 30, 60, 80]);
    const tops = topsOf(4, [10, 0, 30], 20);
    expect([-5, 0, 9, 10, 59, 60, 500].map((y) => rowAt(tops, y))).toEqual([0, 0, 0, 1, 2, 3, 3]);
    expect(rowAt(topsOf(0, [], 20), 10)).toBe(0);
  });

  it("draws what can be seen and what is kept, and takes the room of all, whatever the rows are", () => {
    const heights = fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 400 });
    const kept = fc.array(fc.integer({ min: -2, max: 402 }), { maxLength: 3 });
    fc.assert(
      fc.property(heights, fc.integer({ min: 0, max: 20_000 }), kept, (rows, top, some) => {
        const tops = topsOf(rows.length, rows, 30);
        const pieces = piecesOf(tops, top, top + 600, some);
        const drawn = new Set<number>();
        let room = 0;
        for (const piece of pieces)
          if ("gap_px" in piece) room += piece.gap_px;
          else
            for (let i = piece.from; i < piece.to; i++) {
              expect(drawn.has(i)).toBe(false);
              drawn.add(i);
              room += (tops[i + 1] as number) - (tops[i] as number);
            }
        expect(room).toBeCloseTo(tops.at(-1) as number, 6);
        for (const i of some) if (i >= 0 && i < rows.length) expect(drawn.has(i)).toBe(true);
        for (let i = 0; i < rows.length; i++)
          if ((tops[i] as number) < top + 600 && (tops[i + 1] as number) > top)
            expect(drawn.has(i)).toBe(true);
      }),
    );
  });

  it("draws few of many", () => {
    const drawn = piecesOf(topsOf(20_000, [], 30), 300_000, 300_600, []).flatMap((p) =>
      "gap_px" in p ? [] : p.to - p.from,
    );
    expect(drawn.length).toBe(1);
    expect(drawn[0]).toBeLessThan(60);
  });
});
