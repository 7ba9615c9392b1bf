/** Which of those that wait the reader looks at. */

import { signal } from "@preact/signals";

/** The number of the one that stands out on the map. */
export const pointed = signal<number | null>(null);
/** The one that the map is to go to; a new object each time it is asked for. */
export const wanted = signal<{ readonly number: number } | null>(null);

export function lookAt(number: number): void {
  pointed.value = number;
  wanted.value = { number };
}
