/** Where living together plugs into the page. It is fetched after the first view: looking needs none of it. */

import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";

export interface Live<Map> {
  /** Who else has the layout open, in the header. */
  readonly People: FunctionComponent;
  /** What others have done, over the map. */
  readonly Note: FunctionComponent;
  /** What others edit, on the map; the answer takes it off again. */
  readonly onMap: (map: Map) => () => void;
}

// biome-ignore lint/suspicious/noExplicitAny: only src/map knows what a map is.
export const live = signal<Live<any> | null>(null);
/** What was heard last of the layout: whoever shows comments or reviews looks again when it changes. */
export const heard = signal<{ readonly kind: string; readonly data: unknown } | null>(null);

const DRAWN = "yuantu:drawn";
/** What is drawn is looked at first. */
const PAUSE_MS = 1_500;

/** Begins to hear of others once the map is drawn. */
export function followOthers(): void {
  const marks = new PerformanceObserver((seen) => {
    if (!seen.getEntriesByName(DRAWN).length) return;
    marks.disconnect();
    setTimeout(() => {
      // Without it the page goes on as it is, and a save says what has come meanwhile.
      import("./begin").then(
        ({ begin }) => begin(),
        () => undefined,
      );
    }, PAUSE_MS);
  });
  marks.observe({ type: "mark", buffered: true });
}
