/** What is being drawn: corners one after the other, and what they become when they are finished. */

import { computed, signal } from "@preact/signals";
import { cutAway, splitFeature } from "../model/edit/cut";
import { addPoint, addPolygon } from "../model/edit/features";
import { type Point, same } from "../model/edit/grid";
import { closed } from "../model/edit/shape";
import * as state from "../state";
import { mending } from "../stores/quarantine";
import { t } from "./say";
import * as session from "./session";

const corners = signal<readonly Point[]>([]);
/** Where the pointer is, snapped. */
const pointer = signal<Point | null>(null);
/** How many corners a tool needs before it can be finished. */
const LEAST: Record<session.Tool, number> = { select: Infinity, draw: 3, split: 2, cut: 3, measure: 2 };

export const isOutline = (tool: session.Tool): boolean => tool === "draw" || tool === "cut";

/** Whether the kind that is drawn is a point: one click makes it. */
const isPoint = computed(() => session.tool.value === "draw" && drawnForm()?.point === true);

const drawnForm = () => state.book.value?.kinds?.find((form) => form.kind === session.drawnKind.value);

const ready = computed(() => corners.value.length >= (isPoint.value ? 1 : LEAST[session.tool.value]));

/** The length of the line, and the area where it is an outline or was drawn to measure. */
const size = computed(() => {
  const frame = session.now.value?.frame;
  const line = pointer.value ? [...corners.value, pointer.value] : corners.value;
  if (!frame || line.length < 2) return null;
  const ring = closed(line);
  const area_km2 = ring.length >= 4 && session.tool.value !== "split" ? frame.area_km2([[ring]]) : null;
  return { length_m: frame.length_m(line), area_km2 };
});

function add(at: Point): void {
  const last = corners.peek().at(-1);
  if (!last || !same(last, at)) corners.value = [...corners.peek(), at];
  if (isPoint.peek()) finish();
}

function clear(): void {
  corners.value = [];
  pointer.value = null;
}

function back(): void {
  corners.value = corners.peek().slice(0, -1);
}

/** Turns the corners into what the tool makes of them. */
function finish(): void {
  const document = session.now.peek();
  if (!document || !ready.peek()) return;
  const [tool, line] = [session.tool.peek(), corners.peek()];
  if (tool === "measure") {
    pointer.value = null;
    return;
  }
  if (tool === "draw") {
    const kind = session.drawnKind.peek();
    const form = drawnForm();
    const awaited = mending.peek();
    const kept = awaited?.id === null ? awaited.properties : null;
    const properties = { name: t("new.name", { kind: form ? state.say(form.title) : kind }), ...kept };
    const [first] = line;
    const drawn =
      isPoint.peek() && first
        ? addPoint(document, kind, first, properties)
        : addPolygon(document, kind, line, properties);
    if (!session.perform(drawn)) return;
    const [id] = session.chosen.peek();
    if (awaited && kept && id !== undefined) mending.value = { ...awaited, id };
  } else {
    const [id] = session.chosen.peek();
    if (id === undefined) return;
    if (!session.perform(tool === "split" ? splitFeature(document, id, line) : cutAway(document, id, line)))
      return;
  }
  clear();
  session.tool.value = "select";
}

export const sketch = { isPoint, corners, pointer, ready, size, add, clear, back, finish };
