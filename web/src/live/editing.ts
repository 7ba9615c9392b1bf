/** Living together while editing: features are held from the first edit on, and news does not touch a draft. */

import { batch, effect, untracked } from "@preact/signals";
import { ApiError } from "../api/client";
import type { Problem } from "../api/types";
import { fetchNewer, takeTheirs } from "../edit/conflict";
import { asking, saving } from "../edit/save";
import * as session from "../edit/session";
import { idOf } from "../model/layout";
import * as page from "../state";
import { hold, release } from "./http";
import { changed, type Revision } from "./model";
import { w } from "./say";
import { called, client, inHand, listed, note } from "./state";

/** Whoever changes more at once, as by moving a whole park, holds the first of them. */
const MOST = 50;
const LOCKED = 423;

/** Says which feature is in hand and holds what is edited, until the answer is called. */
export function followEditing(): () => void {
  const asked = new Set<string>();
  const layout = session.base.peek()?.layout;
  const stops = [
    effect(() => {
      inHand.value = session.single.value ? idOf(session.single.value) : (session.chosen.value[0] ?? null);
    }),
    effect(() => {
      const ids = touched();
      untracked(() => {
        if (layout === undefined) return;
        for (const id of asked) if (!ids.includes(id)) letGo(layout, id, asked);
        const more = ids.filter((id) => !asked.has(id));
        if (more.length) void take(layout, more, asked);
      });
    }),
    effect(() => {
      const [base, said] = [session.base.value, note.value];
      if (base && said?.kind === "draft" && base.revision >= said.revision) note.value = null;
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    if (layout !== undefined) for (const id of asked) letGo(layout, id, asked);
    if (note.peek()?.kind !== "loaded") note.value = null;
  };
}

/** The stored features that the edits change. */
function touched(): string[] {
  const [patch, base] = [session.patch.value, session.base.value];
  if (!patch || !base) return [];
  const ids = [...patch.put.map(idOf), ...patch.delete];
  return ids.filter((id) => base.document.features.has(id)).slice(0, MOST);
}

function letGo(layout: string, id: string, asked: Set<string>): void {
  asked.delete(id);
  const said = note.peek();
  if (said?.kind === "held" && said.features.includes(id)) note.value = null;
  void release(layout, client.peek(), id);
}

/** Holds features, and asks what to do about those that others hold. */
async function take(layout: string, ids: readonly string[], asked: Set<string>, over = false): Promise<void> {
  for (const id of ids) asked.add(id);
  const holders = await Promise.all(ids.map((id) => holderOf(layout, id, over)));
  const [features, names]: [string[], Set<string>] = [[], new Set()];
  ids.forEach((id, i) => {
    const holder = holders[i];
    if (!holder || !asked.has(id)) return;
    features.push(id);
    names.add(called(holder));
  });
  if (over) note.value = null;
  if (!features.length) return;
  const who = [...names].join("、");
  note.value = {
    kind: "held",
    features,
    who,
    take: () => void take(layout, features, asked, true),
    undo: () => {
      const left = () => touched().some((id) => features.includes(id));
      while (session.history.peek()?.done.length && left()) session.undo();
      note.value = null;
    },
  };
  page.announcement.value = w("held.title", { name: who, features: listed(features) });
}

/** Who holds a feature in the way of this window; null where nobody does, or where nobody can be asked. */
async function holderOf(layout: string, id: string, over: boolean) {
  try {
    await hold(layout, client.peek(), id, over);
    return null;
  } catch (error) {
    return error instanceof ApiError && error.status === LOCKED ? holderIn(error.problem) : null;
  }
}

function holderIn(problem: Problem | null): { name: string; guest: number } | null {
  return (problem as { holder?: { name: string; guest: number } } | null)?.holder ?? null;
}

/** What to do about newer revisions while editing; false where that is not known yet, because a save is on its way. */
export async function settleEdits(newest: number, heard: readonly Revision[]): Promise<boolean> {
  if (saving.peek().state === "running") return false;
  const base = session.base.peek();
  if (!base || newest <= base.revision) return true;
  const revisions = heard.filter(({ revision }) => revision > base.revision);
  if (!session.dirty.peek()) {
    await goOn(base, revisions);
    return true;
  }
  const theirs = changed(revisions);
  note.value = {
    kind: "draft",
    revisions,
    revision: newest,
    both: touched().filter((id) => theirs.includes(id)),
    merge: () => merge(newest, revisions),
  };
  page.announcement.value = `${w("note.revision.plain", { revision: newest })} ${w("note.draft.plain")}`;
  return true;
}

/** Without edits the newest revision comes onto the page as it is. */
async function goOn(base: unknown, revisions: readonly Revision[]): Promise<void> {
  const found = await fetchNewer(null).catch(() => null);
  if (!found || session.base.peek() !== base || session.dirty.peek()) return;
  batch(() => {
    takeTheirs(found);
    const model = page.model.peek();
    if (model) page.layout.value = { state: "ready", value: { ...model, revision: found.revision } };
    note.value = { kind: "loaded", revisions, revision: found.revision };
  });
  page.announcement.value = w("note.revision.plain", { revision: found.revision });
}

/** Opens what a refused save would open: both sides, and what becomes of them. */
function merge(revision: number, revisions: readonly Revision[]): void {
  const changes = revisions.map((entry) => ({ ...entry, put: [...entry.put], deleted: [...entry.deleted] }));
  const problem = { status: 409, revision, changes, changed: changed(revisions) } as unknown as Problem;
  batch(() => {
    note.value = null;
    asking.value = "save";
    saving.value = { state: "failed", error: new ApiError(409, null, problem) };
  });
}
