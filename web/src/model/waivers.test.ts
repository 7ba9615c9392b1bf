import { expect, it } from "vitest";
import type { WaiverEntry } from "../api/register";
import { daysLeft, waiverState } from "./waivers";

const entry = (more: Partial<WaiverEntry>) => ({ state: "holds", cause: null, ...more }) as WaiverEntry;

it("tells why a waiver lapsed", () => {
  expect(waiverState(entry({}))).toBe("holds");
  expect(waiverState(entry({ state: "lapsed", cause: "expired" }))).toBe("expired");
  expect(waiverState(entry({ state: "lapsed", cause: "grown" }))).toBe("grown");
  expect(waiverState(entry({ state: "unused" }))).toBe("unused");
});

it("counts whole days, over the change of years and of clocks", () => {
  expect(daysLeft("2027-01-01", "2026-12-31")).toBe(1);
  expect(daysLeft("2026-03-30", "2026-03-28")).toBe(2);
  expect(daysLeft("2026-01-01", "2026-01-03")).toBe(-2);
});
