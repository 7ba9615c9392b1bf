import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { covered, placeBeside } from "./place";

const WINDOW = { width: 1440, height: 900 };
const CARD = { width: 340, height: 200 };

describe("a card beside what it speaks of", () => {
  it("stands below where there is room, else at a side, else above", () => {
    const below = placeBeside({ left: 700, top: 10, width: 90, height: 34 }, CARD, WINDOW);
    expect(below).toEqual({ left: 575, top: 56 });
    expect(placeBeside({ left: 20, top: 60, width: 366, height: 830 }, CARD, WINDOW).left).toBe(398);
    expect(placeBeside({ left: 1060, top: 60, width: 376, height: 830 }, CARD, WINDOW).left).toBe(708);
    expect(placeBeside({ left: 0, top: 600, width: 1440, height: 300 }, CARD, WINDOW).top).toBe(388);
  });

  it("never covers it where a side has room, and never leaves the window", () => {
    const target = fc.record({
      left: fc.integer({ min: 0, max: 1000 }),
      top: fc.integer({ min: 0, max: 600 }),
      width: fc.integer({ min: 1, max: 440 }),
      height: fc.integer({ min: 1, max: 300 }),
    });
    fc.assert(
      fc.property(target, (it) => {
        const spot = placeBeside(it, CARD, WINDOW);
        const card = { ...spot, ...CARD };
        expect(covered(card, it)).toBe(0);
        expect(spot.left).toBeGreaterThanOrEqual(8);
        expect(spot.top + CARD.height).toBeLessThanOrEqual(892);
      }),
    );
  });

  it("covers as little as it can of what fills the window", () => {
    const spot = placeBeside(
      { left: 0, top: 52, width: 390, height: 700 },
      { width: 374, height: 180 },
      {
        width: 390,
        height: 844,
      },
    );
    expect(spot.top).toBe(656);
  });
});
