/** The tour: offered once, never forced, remembered, begun again from the help. */

import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { announcement, t } from "../state";

const STORED = "yuantu.tour";
const KNOWN = "known";
/** Another page's help has asked for it. */
const WANTED = "wanted";

/** Whether the page asks if it shall show the user round. */
export const offered = signal(false);
export const tour = signal<FunctionComponent | null>(null);

/** Offers the tour to whoever has not been asked before; begins it where another page's help has asked for it. */
export function offerTour(): void {
  try {
    const before = localStorage.getItem(STORED);
    if (before === WANTED) void startTour();
    else offered.value = before === null;
  } catch {
    // Where nothing can be remembered, the question would come at every visit.
  }
}

export function declineTour(): void {
  remember(KNOWN);
  offered.value = false;
}

export async function startTour(): Promise<void> {
  declineTour();
  try {
    tour.value = (await import("../panels/aids/Tour")).Tour;
  } catch {
    announcement.value = t("error.offline");
  }
}

export function endTour(): void {
  tour.value = null;
}

/** Lets the map begin with the tour when it is opened next. */
export const wantTour = (): void => remember(WANTED);

function remember(value: string): void {
  try {
    localStorage.setItem(STORED, value);
  } catch {
    // See above.
  }
}
