import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Layered } from "./layered";

const key = fc.integer({ min: 0, max: 120 }).map((n) => `k${n}`);
const change = fc.record({
  put: fc.array(fc.tuple(key, fc.integer()), { maxLength: 60 }),
  gone: fc.array(key, { maxLength: 20 }),
});

describe("a layered map", () => {
  it("holds what a plain map holds, whatever is done to it, and leaves the maps before it alone", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(key, fc.integer())), fc.array(change), (start, changes) => {
        let plain = new Map(start);
        let layered = Layered.of(start);
        for (const { put, gone } of changes) {
          const [before, said] = [layered, [...layered]];
          layered = layered.with(put, gone);
          plain = new Map(plain);
          for (const k of gone) plain.delete(k);
          for (const [k, v] of put) plain.set(k, v);
          expect([...before]).toEqual(said);
          expect(new Map(layered)).toEqual(plain);
          expect(layered.size).toBe(plain.size);
          expect([...layered.keys()].sort()).toEqual([...plain.keys()].sort());
          expect([...layered.values()].length).toBe(plain.size);
          for (const [k, v] of plain) expect([layered.has(k), layered.get(k)]).toEqual([true, v]);
          expect(layered.has("other")).toBe(false);
          const apart = layered.apartFrom(before);
          if (apart)
            for (const k of new Set([...before.keys(), ...layered.keys()]))
              if (before.get(k) !== layered.get(k)) expect(apart.has(k)).toBe(true);
        }
      }),
    );
  });

  it("keeps the order of what was replaced, also of what went and came back", () => {
    const map = Layered.of<string, number>([["a", 1], ["b", 2], ["c", 3]]); // biome-ignore format: one line reads better
    const other = map.with([["d", 4], ["b", 5]], ["a"]); // biome-ignore format: one line reads better
    expect([...other]).toEqual([["b", 5], ["c", 3], ["d", 4]]); // biome-ignore format: one line reads better
    expect([...other.with([["a", 6]], []).keys()]).toEqual(["a", "b", "c", "d"]);
  });

  it("has nothing in common with a map made otherwise", () => {
    expect(Layered.of([["a", 1]]).apartFrom(new Map([["a", 1]]))).toBeNull();
    expect(Layered.of([["a", 1]]).apartFrom(Layered.of([["a", 1]]))).toBeNull();
  });
});
