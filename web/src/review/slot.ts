/** Where the review of the layout on the page stands once it is asked for; it is fetched then. */

import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { announcement, t } from "../state";

/** What a comment is on: a feature or a finding by its id, or a place (lon, lat in CGCS2000 degrees). */
export type Anchor =
  | { readonly feature: string }
  | { readonly finding: string }
  | { readonly place: readonly [number, number] };

/** The panel that is open. */
export const reviewing = signal<FunctionComponent | null>(null);
/** What a comment that is being written is on. */
export const anchor = signal<Anchor | null>(null);
/** How many threads wait for an answer; null as long as nobody has counted. */
export const unresolved = signal<number | null>(null);
/** Puts the comments on the map, and takes them off again by its answer. */
// biome-ignore lint/suspicious/noExplicitAny: only src/map knows what a map is.
export const onMap = signal<((map: any) => () => void) | null>(null);

/** Opens the review, to comment on something where that is given. */
export async function openReview(on: Anchor | null = null): Promise<void> {
  anchor.value = on;
  try {
    const { show } = await import("./show");
    show();
  } catch {
    announcement.value = t("error.offline");
  }
}

export function closeReview(): void {
  reviewing.value = null;
  onMap.value = null;
  anchor.value = null;
}
