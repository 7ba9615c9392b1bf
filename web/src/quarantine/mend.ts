/** Begins to mend a feature in the editor: its outline as a new feature, or a pen to draw one. */

import type { Geometry } from "geojson";
import type { AttributeName, Kind, LayoutFeature } from "../api/types";
import * as session from "../edit/session";
import { changed } from "../model/edit/change";
import { EMPTY, freeId } from "../model/edit/features";
import * as state from "../state";
import { type KeptFeature, mending } from "../stores/quarantine";
import { propertiesOf } from "./properties";

/** Puts the feature into the edits of an open editor; without an outline the next one drawn becomes it. */
export function take(feature: KeptFeature): void {
  const document = session.now.peek();
  if (!document) return;
  const { number, id } = feature.properties;
  const known = (state.book.peek()?.kinds ?? []).map((form) => form.kind);
  const names = (state.book.peek()?.kinds ?? []).flatMap((form) => form.fields.map((f) => f.name));
  const properties = propertiesOf(feature, known, new Set<AttributeName>(names));
  const kind: Kind = properties.kind ?? session.drawnKind.peek();
  session.drawnKind.value = kind;
  if (!isOutline(feature.geometry)) {
    session.tool.value = "draw";
    mending.value = { number, id: null, properties };
    return;
  }
  const own = id !== null && !document.features.has(id) ? id : freeId(document, kind);
  const put: LayoutFeature = {
    type: "Feature",
    id: own,
    geometry: feature.geometry,
    properties: { ...EMPTY, ...properties, kind },
  };
  mending.value = { number, id: own, properties };
  if (session.perform(changed(document, { put: [put], delete: [] }, TITLE, [own]))) state.flights.value++;
}

const isOutline = (geometry: Geometry | null): geometry is Geometry =>
  (geometry?.type === "Polygon" || geometry?.type === "MultiPolygon") && geometry.coordinates.length > 0;

const TITLE = { zh: "从隔离区取出", en: "Taken from quarantine" };
