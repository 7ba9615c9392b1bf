/** A merge or a revert that is being decided: what it brings, what was chosen, and what comes of it. */

import { computed, signal } from "@preact/signals";
import { ApiError, getLayouts } from "../api/client";
import {
  type Decision,
  type Difference,
  lookAtMerge,
  type MergeAnswer,
  type MergeConflict,
  merge,
  type Ref,
  revert,
} from "../api/scenarios";
import type { Change } from "../api/types";
import { LOADING, type Loaded } from "../state";
import { type Choices, carried, choicesFor, decided, NONE, withChoice, withRest } from "./model/decisions";
import { refText } from "./model/route";
import { failed } from "./state";

/** What is brought into a layout: another layout's changes, or one of its own revisions taken back. */
export type Task =
  | { readonly how: "merge"; readonly into: string; readonly from: string }
  | { readonly how: "revert"; readonly into: string; readonly revision: number };

export interface Look {
  /** The revision that is written to. */
  readonly into: Ref;
  /** What is merged; null of a revert. */
  readonly from: Ref | null;
  readonly base: Ref | null;
  /** Whether there is nothing to bring. */
  readonly nothing: boolean;
  readonly put: readonly string[];
  readonly delete: readonly string[];
  readonly features: readonly Difference[];
  readonly conflicts: readonly MergeConflict[];
}

export const look = signal<Loaded<Look>>(LOADING);
export const choices = signal<Choices>(NONE);
/** The result as it would be checked; null as long as something is open. */
export const trial = signal<Loaded<MergeAnswer> | null>(null);
/** What came while it was being decided, and how many choices have to be made again. */
export const stale = signal<{ readonly changes: readonly Change[]; readonly lost: number } | null>(null);

export const conflicts = computed(() => (look.value.state === "ready" ? look.value.value.conflicts : []));
export const done = computed(() => decided(choices.value, conflicts.value));
export const ready = computed(() => look.value.state === "ready" && done.value === conflicts.value.length);

const SILENT: Decision = { choices: [], message: "", author: "" };

/** Looks at a task from the start: nothing is chosen. */
export async function begin(task: Task): Promise<void> {
  look.value = LOADING;
  choices.value = NONE;
  trial.value = null;
  stale.value = null;
  try {
    look.value = { state: "ready", value: await lookAt(task) };
  } catch (error) {
    look.value = failed(error);
    return;
  }
  await tryOut(task);
}

async function lookAt(task: Task): Promise<Look> {
  if (task.how === "merge") {
    const { layout, revision, merged, ...found } = await lookAtMerge(task.into, task.from);
    const nothing = merged || !(found.put.length + found.delete.length + found.conflicts.length);
    return { ...found, into: { layout, revision }, nothing };
  }
  const info = (await getLayouts()).find(({ id }) => id === task.into);
  const into = { layout: task.into, revision: info?.revision ?? 1 };
  const { put, delete: gone, conflicts } = await revert(into, task.revision, SILENT, true);
  const nothing = !(put.length + gone.length + conflicts.length);
  return { into, from: null, base: null, nothing, put, delete: gone, features: [], conflicts };
}

/** Chooses what counts of a conflict; once all are chosen, the result is checked. */
export function choose(task: Task, conflict: MergeConflict, take: "mine" | "theirs" | "base"): void {
  choices.value = withChoice(choices.peek(), conflict, take);
  void tryOut(task);
}

/** The same for every conflict that is still open. */
export function chooseRest(task: Task, take: "mine" | "theirs"): void {
  choices.value = withRest(choices.peek(), conflicts.peek(), take);
  void tryOut(task);
}

/** Has the service check the result, without storing it. */
export async function tryOut(task: Task): Promise<void> {
  if (!ready.peek()) {
    trial.value = null;
    return;
  }
  const of = choices.peek();
  trial.value = LOADING;
  try {
    const answer = await send(task, "", "", true);
    if (choices.peek() === of) trial.value = { state: "ready", value: answer };
  } catch (error) {
    if (await movedOn(task, error)) return;
    if (choices.peek() === of) trial.value = failed(error);
  }
}

/** Stores it as a revision; null where either side has moved on, which `stale` then tells. Raises ApiError. */
export async function land(task: Task, message: string, author: string): Promise<MergeAnswer | null> {
  try {
    return await send(task, message, author, false);
  } catch (error) {
    if (await movedOn(task, error)) return null;
    throw error;
  }
}

function send(task: Task, message: string, author: string, dryRun: boolean): Promise<MergeAnswer> {
  const { value: now } = look;
  if (now.state !== "ready") throw new ApiError(null, null);
  const decision = { choices: choicesFor(choices.peek(), now.value.conflicts), message, author };
  const { into, from } = now.value;
  if (task.how === "revert") return revert(into, task.revision, decision, dryRun);
  return merge(into, from ? refText(from) : task.from, decision, dryRun);
}

/** Whether a refusal means that the layout has moved on: then it is looked at again, and choices that hold are kept. */
async function movedOn(task: Task, error: unknown): Promise<boolean> {
  if (!(error instanceof ApiError) || error.status !== 409) return false;
  const before = conflicts.peek();
  const chosen = choices.peek();
  try {
    look.value = { state: "ready", value: await lookAt(task) };
  } catch {
    // The refusal itself is told; what was chosen stays.
    return false;
  }
  choices.value = carried(chosen, before, conflicts.peek());
  stale.value = { changes: error.problem?.changes ?? [], lost: chosen.size - choices.peek().size };
  trial.value = null;
  void tryOut(task);
  return true;
}
