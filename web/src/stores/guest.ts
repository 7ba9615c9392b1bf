/** A file that is looked at and checked in place of a stored layout: nothing of it is stored. */

import { batch, signal } from "@preact/signals";
import * as actions from "../actions";
import { ApiError, getRulebook, postJson } from "../api/client";
import type { LayoutCollection, Report, Text } from "../api/types";
import { editor } from "../edit/slot";
import { importing, tryImport } from "../imports/slot";
import { layoutOf } from "../model/layout";
import * as state from "../state";
import { t } from "../state";
import { compareWith } from "./compare";

/** What the service says of a file. */
interface Answer {
  /** Why it surely lies elsewhere than it says. */
  readonly suspicion: Text | null;
  readonly remarks: readonly Text[];
  readonly layout: LayoutCollection;
  readonly report: Report;
}

/** The endings of the files that the service reads. */
export const READ =
  ".geojson,.json,.jsonfg,.gpkg,.fgb,.parquet,.geoparquet,.zip,.xlsx,.csv,.txt,.dxf,.kml,.kmz";
const RULEBOOK = "zgc";
const UNREADABLE = 422;

/** The name of the file that is being read. */
export const reading = signal<string | null>(null);
/** Why a file is not on the page. */
export const refused = signal<{ readonly name: string; readonly why: string } | null>(null);
/** Counts the questions: the answer to an older one is not wanted any more. */
let asked = 0;

/** Shows what was dropped or chosen, where it is one file that can be shown now. */
export async function lookAt(files: readonly File[]): Promise<void> {
  const [file, ...others] = files;
  if (!file) return;
  if (importing.peek()) importing.peek()?.take(file);
  else if (editor.peek()) refuse(file.name, t("guest.editing"));
  else if (others.length) refuse(file.name, t("guest.several"));
  else await read(file, state.stage.peek());
}

function refuse(name: string, why: string): void {
  batch(() => {
    reading.value = null;
    refused.value = { name, why };
  });
}

async function read(file: File, stage: string | null): Promise<void> {
  const number = ++asked;
  batch(() => {
    refused.value = null;
    reading.value = file.name;
  });
  try {
    const answer = await ask(file, stage);
    if (number === asked) show(file, stage, answer);
  } catch (error) {
    if (number !== asked) return;
    const known = error instanceof ApiError ? error : new ApiError(null, null);
    // What cannot be looked at as it is may still be imported once somebody has said how to read it.
    const wanted = known.status === UNREADABLE && (await tryImport(file));
    if (number !== asked) return;
    if (wanted) reading.value = null;
    else refuse(file.name, state.explain(known));
  }
}

async function ask(file: File, stage: string | null): Promise<Answer> {
  const rulebook = state.current.peek()?.rulebook ?? state.book.peek()?.id ?? RULEBOOK;
  const query = new URLSearchParams({ name: file.name, rulebook, ...(stage ? { stage } : {}) });
  const answer = await postJson<Answer>(`api/check/file?${query}`, file, {
    "Content-Type": "application/octet-stream",
  });
  if (state.book.peek()?.id !== rulebook)
    state.rulebook.value = { state: "ready", value: await getRulebook(rulebook) };
  return answer;
}

function show(file: File, stage: string | null, answer: Answer): void {
  const { suspicion, remarks, layout, report } = answer;
  actions.stopLoading();
  batch(() => {
    actions.clearSelection();
    compareWith(null);
    state.chosenSection.value = null;
    state.stage.value = stage;
    const again = (other: string | null) => void read(file, other);
    state.guest.value = { file, name: file.name, suspicion, remarks, again };
    state.layout.value = { state: "ready", value: layoutOf(layout) };
    state.report.value = { state: "ready", value: report };
    reading.value = null;
    state.announcement.value = t("guest.shown", { name: file.name, n: layout.features.length });
  });
  // On a narrow window the file itself comes first: a panel would cover it.
  if (state.narrow.peek()) state.sheetPanel.value = null;
  else actions.openPanel("findings");
}

/** Back to the stored layout, or to the empty page where there is none. */
export function leave(): void {
  asked++;
  actions.leaveGuest();
}
