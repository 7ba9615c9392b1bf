/** Waivers as people read them: what each one does today, and how long it still holds. */

import type { WaiverEntry } from "../api/register";

export const WAIVER_STATES = ["holds", "grown", "expired", "unused", "untold", "revoked"] as const;
export type WaiverState = (typeof WAIVER_STATES)[number];

/** What a waiver does, with the reason of a lapse. */
export function waiverState(entry: WaiverEntry): WaiverState {
  if (entry.state !== "lapsed") return entry.state;
  return entry.cause === "expired" ? "expired" : "grown";
}

const DAY_MS = 86_400_000;

/** Whole days from a day to the end of another, below nought when it has passed; days as 2027-12-31. */
export const daysLeft = (expires: string, today: string): number =>
  Math.round((Date.parse(`${expires}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS);
