/** The earlier report that the findings are held against: that of a revision, or one from a file. */

import { computed, effect, signal } from "@preact/signals";
import { ApiError, getReport } from "../api/client";
import { getRevisions, type Revision } from "../api/register";
import type { Report } from "../api/types";
import { parseView } from "../model/address";
import { deltaOf, isReport, type Since } from "../model/delta";
import { findings, LOADING, type Loaded, layoutId, model, stage } from "../state";

export const revisions = signal<readonly Revision[]>([]);
/** The revision compared with, as the address has it; null: none. */
export const against = signal<number | null>(parseView(location.hash).against);
/** The name of the file compared with. */
export const file = signal<string | null>(null);
export const earlier = signal<Loaded<Report> | null>(null);
/** Why a chosen file cannot be compared with. */
export const refused = signal(false);
/** The part of the comparison that is listed; null: the sections as ever. */
export const since = signal<Since | null>(null);

/** Null as long as the newer report is not here: a report held against itself would say that nothing has changed. */
export const delta = computed(() => {
  const now = findings.value;
  if (!now || earlier.value?.state !== "ready") return null;
  return against.value !== null && now.revision === against.value ? null : deltaOf(earlier.value.value, now);
});
const added = computed(() => new Set(delta.value?.added.map((f) => f.id)));

/** Whether a finding has come up since the earlier report. */
export const isNew = (id: string): boolean => added.value.has(id);

/** Compares with a revision, or with nothing. */
export function compareWith(revision: number | null): void {
  file.value = null;
  refused.value = false;
  since.value = null;
  against.value = revision;
  if (revision === null) earlier.value = null;
}

/** Compares with a report that was kept as a file. */
export async function compareWithFile(chosen: File): Promise<void> {
  compareWith(null);
  try {
    const report: unknown = JSON.parse(await chosen.text());
    if (!isReport(report)) throw new TypeError("not a report");
    file.value = chosen.name;
    earlier.value = { state: "ready", value: report };
  } catch {
    refused.value = true;
  }
}

async function loadEarlier(layout: string, revision: number, of: string | null): Promise<void> {
  earlier.value = LOADING;
  try {
    earlier.value = { state: "ready", value: await getReport(layout, undefined, { revision, stage: of }) };
  } catch (error) {
    earlier.value = { state: "failed", error: error instanceof ApiError ? error : new ApiError(null, null) };
  }
}

/** Fetches the revisions of the layout on show and the report of the one compared with. */
export function followComparison(): void {
  effect(() => {
    const id = layoutId.value;
    if (!id || model.value?.revision === undefined) return;
    getRevisions(id).then(
      (list) => {
        revisions.value = list;
      },
      () => {
        revisions.value = [];
      },
    );
  });
  effect(() => {
    const [id, revision, of] = [layoutId.value, against.value, stage.value];
    if (id && revision !== null) void loadEarlier(id, revision, of);
  });
}
