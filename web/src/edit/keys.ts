/** The editor's keys. They never fire while someone types into a field. */

import { signal } from "@preact/signals";
import { deleteFeatures } from "../model/edit/features";
import * as session from "./session";
import { sketch } from "./sketch";

/** Whether the list of keys is on show. */
export const shortcuts = signal(false);

export function toggleShortcuts(): void {
  shortcuts.value = !shortcuts.peek();
}

/** Listens until it is called off. */
export function followKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || session.paused.peek() || isTyping(event.target)) return;
    const act = event.ctrlKey || event.metaKey ? withControl(event) : plain(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  addEventListener("keydown", press, { capture: true });
  return () => removeEventListener("keydown", press, { capture: true });
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;

function withControl(event: KeyboardEvent): (() => void) | null {
  const key = event.key.toLowerCase();
  if (key === "z") return event.shiftKey ? session.redo : session.undo;
  return key === "y" ? session.redo : null;
}

function plain(event: KeyboardEvent): (() => void) | null {
  if (event.altKey) return null;
  const tool = session.TOOLS[Number(event.key) - 1];
  if (tool) return () => chooseTool(tool);
  if (event.key === "?") return toggleShortcuts;
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
