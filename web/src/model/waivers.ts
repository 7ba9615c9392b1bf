/** Waivers as people read them: what each one does today, how long it still holds, and who decides on it. */

import type { WaiverEntry } from "../api/register";

export const WAIVER_STATES = [
  "holds",
  "asked",
  "grown",
  "expired",
  "unused",
  "untold",
  "declined",
  "revoked",
] as const;
export type WaiverState = (typeof WAIVER_STATES)[number];

/** What a waiver does, with the reason of a lapse. */
export function waiverState(entry: WaiverEntry): WaiverState {
  if (entry.state !== "lapsed") return entry.state;
  return entry.cause === "expired" ? "expired" : "grown";
}

/** Who decides on a waiver: whoever is here, another because it is their own, another by their role; null where nobody. */
export type Decider = "here" | "another" | "role";

export function decider(entry: WaiverEntry): Decider | null {
  if (entry.state !== "asked") return null;
  if (entry.may_decide) return "here";
  return entry.mine ? "another" : "role";
}

/** Whether somebody has approved it; one of the register that was never asked for was entered with its approver. */
export const isApproved = (entry: WaiverEntry): boolean =>
  entry.approver !== "" && entry.decision?.approved !== false;

const DAY_MS = 86_400_000;

/** Whole days from a day to the end of another, below nought when it has passed; days as 2027-12-31. */
export const daysLeft = (expires: string, today: string): number =>
  Math.round((Date.parse(`${expires}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS);
