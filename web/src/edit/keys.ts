/** The editor's keys. They never fire while someone types into a field or a window is open. */

import { deleteFeatures } from "../model/edit/features";
import { isTaken } from "../model/keys";
import * as session from "./session";
import { sketch } from "./sketch";

/** Listens until it is called off. */
export function followKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    if (session.paused.peek() || isTaken(event)) return;
    const act = event.ctrlKey || event.metaKey ? withControl(event) : plain(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  addEventListener("keydown", press, { capture: true });
  return () => removeEventListener("keydown", press, { capture: true });
}

function withControl(event: KeyboardEvent): (() => void) | null {
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? session.redo : session.undo;
  return key === "y" ? session.redo : null;
}

function plain(event: KeyboardEvent): (() => void) | null {
  if (event.altKey) return null;
  const tool = session.TOOLS[Number(event.key) - 1];
  if (tool) return () => chooseTool(tool);
  const drawing = session.tool.peek() !== "select";
  if (event.key === "Escape") return drawing ? leaveTool : null;
  if (drawing && event.key === "Backspace") return sketch.back;
  // Enter on a button presses the button.
  const onButton = event.target instanceof HTMLElement && event.target.closest("button, a") !== null;
  if (drawing && event.key === "Enter" && !onButton) return sketch.finish;
  const onHandle = event.target instanceof HTMLElement && event.target.closest(".vertex-handle") !== null;
  if (!drawing && event.key === "Delete" && !onHandle && session.chosen.peek().length) return deleteChosen;
  return null;
}

export function chooseTool(tool: session.Tool): void {
  sketch.clear();
  session.refusal.value = null;
  session.tool.value = tool;
}

/** The first press drops what is being drawn, the second one the tool. */
function leaveTool(): void {
  if (sketch.corners.peek().length) sketch.clear();
  else chooseTool("select");
}

export function deleteChosen(): void {
  const document = session.now.peek();
  if (document) session.perform(deleteFeatures(document, session.chosen.peek()));
}
