import { expect, it } from "vitest";
import { scaleTo } from "./features";
import { onGrid, type Point } from "./grid";
import { areaOf_km2, liveNumbers, totalOf_km2 } from "./live";
import { documentOf, featureOf, ORIGIN, pair, square } from "./samples";
import { moveVertex } from "./vertices";

const [X, Y] = ORIGIN;
const LIMITS = { total_area_km2: 2, group_min_area_km2: 1, group_tolerance_km2: 1e-6 };

it("tells what is left of the total, what was gained, and what a group lacks", () => {
  const before = documentOf([
    featureOf("p", [[square(X, Y)]], "park"),
    featureOf("g", [[square(X, Y, 0.005)]], "group"),
  ]);
  const done = moveVertex(before, onGrid([X, Y + 0.005]), [X, Y + 0.008]);
  if (!done.ok) throw new Error(done.reason.en);
  const now = liveNumbers(done.document, before, LIMITS, ["g", "nobody"]);
  const total = areaOf_km2(before, "p");
  expect(now.total_km2).toBeCloseTo(total, 7);
  expect(now.left_km2).toBeCloseTo(2 - total, 7);
  expect(now.selected).toHaveLength(1);
  expect(now.selected[0]?.gained_km2).toBeGreaterThan(0);
  expect(now.selected[0]?.short_km2).toBeCloseTo(1 - (now.selected[0]?.area_km2 ?? 0), 9);
});

it("lets a group pass that is as large as the rule asks", () => {
  const done = scaleTo(pair(), "a", 1);
  if (!done.ok) throw new Error(done.reason.en);
  expect(liveNumbers(done.document, pair(), LIMITS, ["a"]).selected[0]?.short_km2).toBeNull();
});

it("keeps up with a drag: a vertex of 5,000 that two neighbours share, with all the numbers", () => {
  const border = Array.from(
    { length: 2500 },
    (_, i): Point => onGrid([X + 0.01 + (i % 2) * 1e-5, Y + i * 4e-6]),
  );
  const left = [...border, onGrid([X, Y + 0.01]), onGrid([X, Y]), border[0] as Point];
  const far = Array.from(
    { length: 2500 },
    (_, i): Point => onGrid([X + 0.03 + (i % 2) * 1e-5, Y + i * 4e-6]),
  );
  const right = [...far, ...[...border].reverse(), far[0] as Point];
  const before = documentOf([featureOf("a", [[left]]), featureOf("b", [[right]])]);
  const from = border[1250] as Point;
  totalOf_km2(before, "group");
  const times = Array.from({ length: 11 }, (_, i) => {
    const start = performance.now();
    const done = moveVertex(before, from, [from[0] + 1e-6 * (i + 1), from[1]]);
    if (!done.ok) throw new Error(done.reason.en);
    liveNumbers(done.document, before, LIMITS, ["a", "b"]);
    return performance.now() - start;
  });
  // The best of them: other programs may take the machine meanwhile.
  expect(Math.min(...times)).toBeLessThan(40);
});
