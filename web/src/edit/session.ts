/** A session of editing: the layout as it is being changed, the tools, the selection, and what all of it comes to. */

import { batch, computed, effect, signal } from "@preact/signals";
import * as actions from "../actions";
import type { Kind, LayoutFeature, Text } from "../api/types";
import { isPlace } from "../model/edit/attributes";
import { type Places, placed } from "../model/edit/belonging";
import type { Outcome } from "../model/edit/change";
import { lockOf, lockOfStep } from "../model/edit/district";
import { difference, documentOf, type EditDocument, isEmpty, type Patch } from "../model/edit/document";
import { Frame } from "../model/edit/frame";
import * as past from "../model/edit/history";
import { type Limits, type LiveNumbers, liveNumbers } from "../model/edit/live";
import { groundOf } from "../model/edit/shares";
import { idOf, type LayoutModel } from "../model/layout";
import * as state from "../state";
import { person } from "../stores/person";
import { measured } from "./measured";
import { t } from "./say";

export const TOOLS = ["select", "draw", "split", "cut", "measure"] as const;
export type Tool = (typeof TOOLS)[number];

export const tool = signal<Tool>("select");
/** What a new outline becomes. */
export const drawnKind = signal<Kind>("group");
export const history = signal<past.History | null>(null);
/** The layout and the revision that the edits start from. */
export const base = signal<{ layout: string; revision: number; document: EditDocument } | null>(null);
export const chosen = signal<readonly string[]>([]);
/** The layout in the middle of a gesture. */
export const trial = signal<{ document: EditDocument; ids: readonly string[] } | null>(null);
export const refusal = signal<Text | null>(null);
/** While something has to be decided first, nothing can be edited. */
export const paused = signal(false);

export const now = computed(() => history.value?.document ?? null);
/** Everything since the revision that the edits start from. */
export const patch = computed<Patch | null>(() =>
  base.value && now.value ? difference(base.value.document, now.value) : null,
);
export const dirty = computed(() => patch.value !== null && !isEmpty(patch.value));

export const limits = computed<Limits | null>(() => {
  const book = state.book.value;
  if (!book) return null;
  const tolerance = book.rules.find((rule) => rule.name === "group-too-small")?.params.tolerance_m2;
  const { total_area_km2, group_min_area_km2 } = book.limits;
  return {
    total_area_km2,
    group_min_area_km2,
    group_tolerance_km2: typeof tolerance === "number" ? tolerance / 1e6 : 0,
  };
});

/** What tells the park and the district of a feature by its position. */
export const places = computed<Places>(() => {
  const [districts, kinds] = [state.districts.value, state.book.value?.kinds ?? []];
  const known = new Map(kinds.map((form) => [form.kind as string, form.fields]));
  return {
    districts:
      districts.state === "ready"
        ? districts.value.features.flatMap((d) => groundOf(d.properties.name, d.geometry))
        : [],
    of: (kind) => (known.get(kind) ?? []).map((field) => field.name).filter(isPlace),
  };
});

/** The numbers of this moment: of the gesture while one runs, else of the selection. */
export const numbers = computed<LiveNumbers | null>(() => {
  const [before, limit] = [now.value, limits.value];
  if (!before || !limit) return null;
  const during = trial.value;
  return liveNumbers(during?.document ?? before, before, limit, during?.ids ?? chosen.value);
});

/** The districts that whoever is signed in may draw in; null for all. */
const mine = computed(() => person.value?.districts ?? null);

/** Why the selection is not to be edited by whoever is signed in; null where it is. */
export const locked = computed<Text | null>(() =>
  lockOf(
    chosen.value.flatMap((id) => now.value?.features.get(id) ?? []),
    mine.value,
  ),
);

let over: (() => void)[] = [];

/** Called when the session ends. */
export const whenOver = (call: () => void): void => {
  over.push(call);
};

/** Begins with the layout on the page; false where there is none yet. */
export function start(): boolean {
  const [model, book, id] = [state.model.peek(), state.book.peek(), state.layoutId.peek()];
  if (!model || !book || !id || model.revision === null) return false;
  const frame = new Frame(book.frame.lon_0, book.frame.lat_0);
  rebase(documentOf(model.features, frame), id, model.revision);
  chosen.value = state.selectedFeature.peek() ? [state.selectedFeature.peek() as string] : [];
  state.sheetPanel.value = null;
  over = [followSelection(), guardLeaving()];
  return true;
}

/** The edits up to `document` are stored as a revision. The history goes on: what is stored can still be undone. */
export function stored(document: EditDocument, layout: string, revision: number): void {
  base.value = { layout, revision, document };
}

/** Starts anew from a stored revision. */
export function rebase(document: EditDocument, layout: string, revision: number): void {
  batch(() => {
    base.value = { layout, revision, document };
    history.value = past.begin(document);
    refusal.value = null;
    trial.value = null;
  });
}

/** Ends the session; the page shows the stored layout again. */
export function finish(): void {
  const stored = base.peek();
  batch(() => {
    if (stored && dirty.peek()) show(stored.document);
    for (const call of over) call();
    over = [];
    tool.value = "select";
    history.value = null;
    base.value = null;
    trial.value = null;
    refusal.value = null;
    paused.value = false;
  });
}

/**
 * Takes an operation into the history, or says why it was refused. Not `held` are edits that were made before, by
 * whoever was here then: they are kept as they are, and the service looks at them.
 */
export function perform(outcome: Outcome, held = true): boolean {
  if (!outcome.ok) {
    batch(() => {
      trial.value = null;
      refusal.value = outcome.reason;
    });
    return false;
  }
  const before = history.peek();
  if (!before) return false;
  const done = placed(before.document, outcome, places.peek());
  const lock = lockOfStep(before.document, done.document, mine.peek());
  if (held && lock) return perform({ ok: false, reason: lock });
  settle(past.record(before, done.document, done.title), done.chosen);
  state.announcement.value = state.say(outcome.title);
  return true;
}

export function undo(): void {
  const before = history.peek();
  const entry = before?.done.at(-1);
  if (!before || !entry) return;
  settle(past.undo(before));
  state.announcement.value = t("undone", { what: state.say(entry.title) });
}

export function redo(): void {
  const before = history.peek();
  const entry = before?.undone.at(-1);
  if (!before || !entry) return;
  settle(past.redo(before));
  state.announcement.value = t("redone", { what: state.say(entry.title) });
}

function settle(next: past.History, ids: readonly string[] = chosen.peek()): void {
  batch(() => {
    trial.value = null;
    refusal.value = null;
    history.value = next;
    show(next.document);
    const left = ids.filter((id) => next.document.features.has(id));
    // Whoever reads the findings while undoing is not taken away from them.
    if (left.join() !== chosen.peek().join()) choose(left);
  });
}

/** Gives the layout to the page: the map, the table and the budget follow. */
function show(document: EditDocument): void {
  const model = state.model.peek();
  if (!model) return;
  const features = [...document.features.values()].map((feature) => measured(document, feature));
  const next: LayoutModel = { ...model, features, byId: new Map(features.map((f) => [idOf(f), f])) };
  state.layout.value = { state: "ready", value: next };
}

/** Shows the layout as it is now, after it was begun anew from another revision. */
export function reshow(): void {
  const document = now.peek();
  if (document) show(document);
}

export function choose(ids: readonly string[]): void {
  batch(() => {
    chosen.value = ids;
    const [first] = ids;
    // Unlike a selection made to read about a feature, this one must not cover a small map with its details.
    if (first) {
      state.selectedFeature.value = first;
      state.selectedFinding.value = null;
      state.rightTab.value = "details";
    } else if (state.selectedFeature.peek()) actions.clearSelection();
  });
}

/** A click on a feature: chooses it alone, or adds it and takes it out again. */
export function pick(id: string, more: boolean): void {
  const ids = chosen.peek();
  if (!more) choose([id]);
  else choose(ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
}

/** The one feature that is selected. */
export const single = computed<LayoutFeature | null>(() => {
  const [id, ...others] = chosen.value;
  return id !== undefined && !others.length ? (now.value?.features.get(id) ?? null) : null;
});

/** Whether clicks on the map draw: a tool that cuts one feature waits until one is chosen. */
export const penDown = computed(
  () =>
    !paused.value &&
    (tool.value === "draw" || tool.value === "measure" || (tool.value !== "select" && single.value !== null)),
);

/** Follows selections made outside of the editor: in the table, in a finding. */
function followSelection(): () => void {
  return effect(() => {
    const id = state.selectedFeature.value;
    if (id === null) {
      if (state.selectedFinding.value === null) chosen.value = [];
    } else if (!chosen.peek().includes(id)) chosen.value = [id];
  });
}

/** Asks before the page is left with edits that are not saved, and keeps the layout from being switched. */
function guardLeaving(): () => void {
  const ask = (event: BeforeUnloadEvent) => {
    if (dirty.peek()) event.preventDefault();
  };
  addEventListener("beforeunload", ask);
  const stop = effect(() => {
    state.unsaved.value = dirty.value;
  });
  return () => {
    stop();
    state.unsaved.value = false;
    removeEventListener("beforeunload", ask);
  };
}
