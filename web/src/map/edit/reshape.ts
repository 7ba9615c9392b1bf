/** Reshaping by handles: a vertex moves in every outline that has it, and the numbers move with it. */

import L from "leaflet";
import type { LayoutFeature } from "../../api/types";
import * as session from "../../edit/session";
import type { Change } from "../../model/edit/change";
import type { EditDocument } from "../../model/edit/document";
import { onGrid, type Point } from "../../model/edit/grid";
import { deleteVertex, holdersOf, insertVertex, moveVertex, placeOnBorder } from "../../model/edit/vertices";
import { idOf } from "../../model/layout";
import { follow, type Gesture, kept, settle } from "./gesture";
import type { HandleActions, Handles } from "./handles";
import type { Pen } from "./pen";
import { isHeld, type SnapAt } from "./snapping";

interface Pull extends Gesture {
  /** The layout with the vertex that is dragged. */
  readonly document: EditDocument;
  readonly from: Point;
  readonly holders: ReadonlySet<string>;
  /** What the history calls it, where a vertex was inserted first. */
  readonly title: Change["title"] | null;
}

/** What the handles do. */
export function handleActions(
  map: L.Map,
  preview: (features: readonly LayoutFeature[]) => void,
  snapAt: SnapAt,
  pen: Pen,
  handles: () => Handles,
): HandleActions {
  let gesture: Pull | null = null;
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
      const { last = null, title = null } = gesture ?? {};
      gesture = null;
      if (!settle(last && title ? { ...last, title } : last, preview)) handles().refresh();
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

function begun(at: Point, inserted: boolean): Pull | null {
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
