/** The repairs that are on offer for a finding, the one that is looked at, and making it. */

import { batch, computed, signal } from "@preact/signals";
import { ApiError } from "../api/client";
import { type Fix, type Fixes, getFixes, getFixesIn, makeFix } from "../api/fixes";
import type { Finding } from "../api/types";
import { editor } from "../edit/slot";
import { LOADING, type Loaded, layoutId, stage } from "../state";

export const WAYS = ["both", "before", "after"] as const;
export type Way = (typeof WAYS)[number];

/** The finding whose repairs are on show. */
export const finding = signal<string | null>(null);
export const offer = signal<Loaded<Fixes>>(LOADING);
export const chosen = signal<string | null>(null);
export const way = signal<Way>("both");

/** The repair that is looked at; null while none is. */
export const fix = computed<Fix | null>(() => {
  const { value } = offer;
  if (finding.value === null || value.state !== "ready") return null;
  return value.value.fixes.find((f) => f.id === chosen.value) ?? null;
});

/** Asks for the repairs of a finding; the clear one is shown, but where there is a choice, a person makes it. */
export async function preview(of: Finding): Promise<void> {
  const id = layoutId.peek();
  if (!id) return;
  batch(() => {
    finding.value = of.id;
    offer.value = LOADING;
    chosen.value = null;
    way.value = "both";
  });
  try {
    const edits = editor.peek()?.edits();
    const found = await (edits
      ? getFixesIn(id, of.id, stage.peek(), edits)
      : getFixes(id, of.id, stage.peek()));
    if (finding.peek() !== of.id) return;
    const able = found.fixes.filter((f) => f.disabled_reason === null);
    batch(() => {
      offer.value = { state: "ready", value: found };
      const only = able.length === 1 ? able[0] : undefined;
      chosen.value = (able.find((f) => f.clear) ?? only)?.id ?? null;
    });
  } catch (error) {
    offer.value = { state: "failed", error: error instanceof ApiError ? error : new ApiError(null, null) };
  }
}

export function close(): void {
  finding.value = null;
}

/** Makes the repair that is looked at. Throws ApiError. */
export function make(author: string): Promise<{ revision: number; base: number }> {
  const { value } = offer;
  const what = fix.peek();
  if (value.state !== "ready" || !what) throw new ApiError(null, null);
  const base = value.value.revision;
  return makeFix(value.value, what.id, author, stage.peek()).then(({ revision }) => ({ revision, base }));
}
