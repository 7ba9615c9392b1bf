/** Reshaping by handles: a vertex moves in every outline that has it, and the numbers move with it. */

import { batch } from "@preact/signals";
import L from "leaflet";
import type { LayoutFeature } from "../../api/types";
import * as session from "../../edit/session";
import type { Change } from "../../model/edit/change";
import type { EditDocument } from "../../model/edit/document";
import { onGrid, type Point } from "../../model/edit/grid";
import { deleteVertex, holdersOf, insertVertex, moveVertex, placeOnBorder } from "../../model/edit/vertices";
import { REASONS } from "../../model/edit/words";
import { idOf } from "../../model/layout";
import type { HandleActions, Handles } from "./handles";
import type { Pen } from "./pen";
import { isHeld, type SnapAt } from "./snapping";

interface Gesture {
  /** The layout with the vertex that is dragged. */
  readonly document: EditDocument;
  readonly from: Point;
  readonly holders: ReadonlySet<string>;
  /** What the history calls it, where a vertex was inserted first. */
  readonly title: Change["title"] | null;
  last: Change | null;
}

/** What the handles do. */
export function handleActions(
  map: L.Map,
  preview: (features: readonly LayoutFeature[]) => void,
  snapAt: SnapAt,
  pen: Pen,
  handles: () => Handles,
): HandleActions {
  let gesture: Gesture | null = null;
  return {
    begin: (at, inserted) => {
      gesture = begun(at, inserted);
    },
    drag: (at, event) => {
      if (!gesture) return at;
      const snapped = snapAt(at, isHeld(event), gesture.holders);
      pen.snapped(snapped);
      const to = snapped?.at ?? onGrid([at.lng, at.lat]);
      follow(gesture, moveVertex(gesture.document, gesture.from, to), preview);
      return L.latLng(to[1], to[0]);
    },
    end: () => {
      pen.snapped(null);
      // Where the pointer was let go at a place that was refused, all goes back and the reason stays on show.
      const last = session.refusal.peek() ? null : gesture?.last;
      const title = gesture?.title;
      gesture = null;
      if (last) session.perform(title ? { ...last, title, chosen: session.chosen.peek() } : kept(last));
      else restore(preview, handles());
    },
    nudge: (at, by) => {
      const document = session.now.peek();
      if (!document) return null;
      const to = map.containerPointToLatLng(map.latLngToContainerPoint([at[1], at[0]]).add(by));
      const target = onGrid([to.lng, to.lat]);
      const done = moveVertex(document, at, target);
      return session.perform(done.ok ? kept(done) : done) ? target : null;
    },
    remove: (at) => {
      const document = session.now.peek();
      const done = document && deleteVertex(document, at);
      if (done) session.perform(done.ok ? kept(done) : done);
      return null;
    },
    insert: (near) => {
      const [document, id] = [session.now.peek(), session.chosen.peek()[0]];
      if (!document || id === undefined) return null;
      const at = placeOnBorder(document, id, near);
      return session.perform(insertVertex(document, id, near)) ? at : null;
    },
  };
}

/** The change with the selection as it was: neighbours that moved along are not selected. */
const kept = (change: Change): Change => ({ ...change, chosen: session.chosen.peek() });

function begun(at: Point, inserted: boolean): Gesture | null {
  const now = session.now.peek();
  const [id] = session.chosen.peek();
  if (!now || id === undefined) return null;
  session.refusal.value = null;
  const holdersAt = (document: EditDocument, p: Point) => new Set(holdersOf(document, p).map(idOf));
  if (!inserted) return { document: now, from: at, holders: holdersAt(now, at), title: null, last: null };
  const from = placeOnBorder(now, id, at);
  const done = insertVertex(now, id, at);
  if (!done.ok || !from) return null;
  return {
    document: done.document,
    from,
    holders: holdersAt(done.document, from),
    title: done.title,
    last: null,
  };
}

/** Shows where the gesture has got to; where the outline would be unsound it stays and the reason is told. */
function follow(
  gesture: Gesture,
  outcome: ReturnType<typeof moveVertex>,
  preview: (features: readonly LayoutFeature[]) => void,
): void {
  const before = gesture.last?.patch.put ?? [];
  if (!outcome.ok && outcome.reason !== REASONS.nothingChanged) {
    session.refusal.value = outcome.reason;
    return;
  }
  gesture.last = outcome.ok ? outcome : null;
  const put = outcome.ok ? outcome.patch.put : [];
  const moved = new Set(put.map(idOf));
  const back = before.filter((f) => !moved.has(idOf(f)));
  preview([...stored(back), ...put]);
  batch(() => {
    session.refusal.value = null;
    session.trial.value = outcome.ok ? { document: outcome.document, ids: outcome.chosen } : null;
  });
}

/** The features as they were before the gesture. */
const stored = (features: readonly LayoutFeature[]): LayoutFeature[] =>
  features.flatMap((feature) => session.now.peek()?.features.get(idOf(feature)) ?? []);

function restore(preview: (features: readonly LayoutFeature[]) => void, handles: Handles): void {
  session.trial.value = null;
  preview([...(session.now.peek()?.features.values() ?? [])]);
  handles.refresh();
}
