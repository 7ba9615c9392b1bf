import { expect, it } from "vitest";
import { moved, within } from "./divider";

it("moves by keys as sliders do, and stays on the map", () => {
  expect(["ArrowLeft", "ArrowRight", "PageUp", "PageDown"].map((key) => moved(50, key))).toEqual([
    48, 52, 60, 40,
  ]);
  expect([moved(50, "Home"), moved(50, "End"), moved(1, "ArrowLeft"), moved(50, "a")]).toEqual([
    0,
    100,
    0,
    null,
  ]);
  expect([within(-3), within(33.4), within(140)]).toEqual([0, 33, 100]);
});
