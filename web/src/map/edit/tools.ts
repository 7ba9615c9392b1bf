/** The editor's tools on the map: handles on the selection, a pen for everything that is drawn. */

import { effect, untracked } from "@preact/signals";
import type L from "leaflet";
import * as session from "../../edit/session";
import { isOutline, sketch } from "../../edit/sketch";
import type { Easel } from "../../edit/slot";
import { onGrid, type Point, same } from "../../model/edit/grid";
import { polygonsOf } from "../../model/edit/shape";
import { Grips } from "./grips";
import { Handles } from "./handles";
import { Pen } from "./pen";
import { handleActions } from "./reshape";
import { isHeld, type SnapAt, snapper } from "./snapping";
import { showRivals } from "./theirs";

/** A click this near the first or the last corner finishes. */
const FINISH_PX = 9;
const PANE = "editing";

/** Puts the tools on the map until the answer is called. */
export function startTools({ map, preview }: Easel<L.Map>): () => void {
  const pane = map.getPane(PANE) ?? map.createPane(PANE);
  pane.style.zIndex = "270";
  const pen = new Pen(map, PANE);
  const snapAt = snapper(map);
  const handles: Handles = new Handles(
    map,
    PANE,
    handleActions(map, preview, snapAt, pen, () => handles),
  );
  const grips = new Grips(map, PANE, preview, () => handles.show([]));
  const stops = [
    effect(() => {
      const reshaping = session.tool.value === "select" && !session.paused.value && !session.locked.value;
      const chosen = reshaping ? session.chosen.value : [];
      const feature = chosen.length ? session.single.value : null;
      untracked(() => handles.show(feature ? polygonsOf(feature.geometry) : []));
      const outlined = chosen.filter((id) => session.now.value?.features.get(id)?.geometry);
      untracked(() => grips.show(outlined));
    }),
    effect(() => {
      const now = session.now.value;
      pen.choose(session.chosen.value.slice(1).map((id) => polygonsOf(now?.features.get(id)?.geometry)));
    }),
    effect(() => pen.draw(sketch.corners.value, sketch.pointer.value, isOutline(session.tool.value))),
    effect(() => {
      const drawing = session.penDown.value;
      map.getContainer().classList.toggle("drawing", drawing);
      if (drawing) map.doubleClickZoom.disable();
      else map.doubleClickZoom.enable();
      if (!drawing) untracked(() => pen.snapped(null));
    }),
    effect(() => {
      map.getContainer().classList.toggle("reshaping", session.trial.value !== null);
    }),
    drawing(map, pen, snapAt),
    showRivals(map, PANE),
  ];
  return () => {
    for (const stop of stops) stop();
    handles.remove();
    grips.remove();
    pen.remove();
    map.getContainer().classList.remove("drawing", "reshaping");
    map.doubleClickZoom.enable();
  };
}

/** Clicks and moves of the pointer while something is drawn. */
function drawing(map: L.Map, pen: Pen, snapAt: SnapAt): () => void {
  const place = (event: L.LeafletMouseEvent): Point => {
    const snapped = snapAt(event.latlng, isHeld(event.originalEvent));
    pen.snapped(snapped);
    return snapped?.at ?? onGrid([event.latlng.lng, event.latlng.lat]);
  };
  const near = (event: L.LeafletMouseEvent, corner: Point | undefined) =>
    corner !== undefined &&
    map.latLngToContainerPoint([corner[1], corner[0]]).distanceTo(event.containerPoint) < FINISH_PX;
  const move = (event: L.LeafletMouseEvent) => {
    if (session.penDown.peek()) sketch.pointer.value = place(event);
  };
  const click = (event: L.LeafletMouseEvent) => {
    if (!session.penDown.peek()) return;
    const corners = sketch.corners.peek();
    const [first, last] = [corners[0], corners.at(-1)];
    const ends = near(event, last) || (isOutline(session.tool.peek()) && near(event, first));
    const at = place(event);
    if (ends && (sketch.ready.peek() || (last && same(last, at)))) sketch.finish();
    else if (!near(event, last)) sketch.add(at);
  };
  map.on("mousemove", move);
  map.on("click", click);
  return () => {
    map.off("mousemove", move);
    map.off("click", click);
  };
}
