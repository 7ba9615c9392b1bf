/** Snapping at the scale of the map, to the layout and to the borders of districts. */

import type L from "leaflet";
import type { LayoutFeature } from "../../api/types";
import * as session from "../../edit/session";
import { documentOf, type EditDocument } from "../../model/edit/document";
import type { Point } from "../../model/edit/grid";
import { type Snapped, snap } from "../../model/edit/snap";
import * as state from "../../state";

const SNAP_PX = 12;

export type SnapAt = (at: L.LatLng, held: boolean, without?: ReadonlySet<string>) => Snapped | null;

export function snapper(map: L.Map): SnapAt {
  let districts: EditDocument | undefined;
  return (at, held, without) => {
    const document = session.now.peek();
    if (!document) return null;
    const known = state.districts.peek();
    if (!districts && known.state === "ready")
      districts = documentOf(known.value.features as unknown as LayoutFeature[], document.frame);
    const pixel = map.latLngToContainerPoint(at);
    const aside = map.containerPointToLatLng(pixel.add([SNAP_PX, 0]));
    const here: Point = [at.lng, at.lat];
    return snap(document, here, {
      tolerance_m: document.frame.length_m([here, [aside.lng, aside.lat]]),
      midpoints: true,
      suspended: held,
      ...(without ? { without } : {}),
      ...(districts ? { districts } : {}),
    });
  };
}

export const isHeld = (event: MouseEvent | undefined): boolean => Boolean(event?.altKey || event?.ctrlKey);
