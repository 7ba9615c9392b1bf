/** What could not enter the layout on the page: fetched after the layout itself, listed and mended when asked for. */

import { computed, effect, signal } from "@preact/signals";
import type { Feature, FeatureCollection, Geometry } from "geojson";
import type { FunctionComponent } from "preact";
import { at, getJson } from "../api/client";
import type { FeatureProperties, Text } from "../api/types";
import * as state from "../state";
import { knownWho, may } from "./person";

export interface KeptProperties {
  /** Its place in the layout's quarantine. */
  readonly number: number;
  /** The file it came from, its layer, and its row there, from 0, where that is known. */
  readonly file: string | null;
  readonly layer: string;
  readonly row: number | null;
  readonly id: string | null;
  readonly code: string;
  readonly reason: Text;
  /** Where it is broken. */
  readonly at: readonly [number, number] | null;
  readonly [name: string]: unknown;
}

export type KeptFeature = Feature<Geometry | null, KeptProperties>;

/** What waits, and for which layout. */
const fetched = signal<{ readonly layout: string; readonly features: readonly KeptFeature[] } | null>(null);
/** What waits for the layout on the page; none for a file that is only looked at. */
export const waiting = computed<readonly KeptFeature[]>(() =>
  fetched.value && fetched.value.layout === state.layoutId.value && !state.guest.value
    ? fetched.value.features
    : [],
);

/** The list, once it is asked for. */
export const panel = signal<FunctionComponent | null>(null);
/** Puts the outlines on the map, and takes them off again by its answer. */
// biome-ignore lint/suspicious/noExplicitAny: only src/map knows what a map is.
export const onMap = signal<((map: any) => () => void) | null>(null);

/** One that is being mended in the editor: as the feature `id`, or, as long as it is null, with the next outline. */
export interface Mending {
  readonly number: number;
  readonly id: string | null;
  readonly properties: Partial<FeatureProperties>;
}

export const mending = signal<Mending | null>(null);

/** Asks for what waits, now; whether there was an answer. */
export async function fetchQuarantine(layout: string): Promise<boolean> {
  await knownWho();
  if (!may("read")) return false;
  try {
    const { features } = await getJson<FeatureCollection<Geometry | null, KeptProperties>>(
      `${at(layout)}/quarantine`,
    );
    fetched.value = { layout, features: features as readonly KeptFeature[] };
    return true;
  } catch {
    // The layout itself is here; its quarantine is asked for again with the next revision.
    return false;
  }
}

/** Asks for every revision that comes onto the page, once the page has drawn it. */
export function followQuarantine(): void {
  effect(() => {
    const [layout, revision] = [state.layoutId.value, state.model.value?.revision];
    if (layout === null || revision == null || state.guest.value) return;
    // What everybody came for is drawn first.
    const later = setTimeout(() => void fetchQuarantine(layout), PATIENCE_MS);
    return () => clearTimeout(later);
  });
}

const PATIENCE_MS = 600;

export async function openQuarantine(): Promise<void> {
  try {
    const { show } = await import("../quarantine/show");
    show();
  } catch {
    state.announcement.value = state.t("error.offline");
  }
}

export function closeQuarantine(): void {
  panel.value = null;
  onMap.value = null;
}
