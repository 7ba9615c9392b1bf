import { expect, it } from "vitest";
import type { WaiverEntry } from "../api/register";
import { daysLeft, decider, isApproved, waiverState } from "./waivers";

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

it("tells who decides on what is asked for", () => {
  const asked = (more: Partial<WaiverEntry>) =>
    entry({ state: "asked", mine: false, may_decide: false, ...more });
  expect(waiverState(asked({}))).toBe("asked");
  expect(decider(asked({ may_decide: true }))).toBe("here");
  expect(decider(asked({ mine: true }))).toBe("another");
  expect(decider(asked({}))).toBe("role");
  expect(decider(entry({ may_decide: true }))).toBeNull();
});

it("names an approver only of what was approved", () => {
  const decision = { approved: true, created: "2027-01-01T00:00:00Z", author: "王工", reason: "" };
  expect(isApproved(entry({ approver: "王工", decision: null }))).toBe(true);
  expect(isApproved(entry({ approver: "王工", decision }))).toBe(true);
  expect(isApproved(entry({ approver: "", decision: null }))).toBe(false);
  expect(isApproved(entry({ approver: "王工", decision: { ...decision, approved: false } }))).toBe(false);
});
