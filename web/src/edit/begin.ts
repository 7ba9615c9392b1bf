/** The editor's entry: everything below here is fetched only when someone edits. */

import { startTools } from "../map/edit/tools";
import { EditBar } from "../panels/edit/EditBar";
import { AttributeForm } from "../panels/edit/form/AttributeForm";
import { mending } from "../stores/quarantine";
import * as form from "./form";
import { followKeys } from "./keys";
import { edits, repair, waived } from "./repair";
import { lookForDraft, offered } from "./resume";
import { asking } from "./save";
import * as session from "./session";
import { editor } from "./slot";
import { followEdits } from "./verdict";
import "../styles/edit.css";
import "../styles/form.css";

/** Opens the editor on the layout of the moment, with a tool in hand. */
export function begin(tool: session.Tool): void {
  if (!session.start()) return;
  session.tool.value = tool;
  const stops = [followKeys(), followEdits()];
  session.whenOver(() => {
    for (const stop of stops) stop();
    offered.value = null;
    form.forget();
    editor.value = null;
    asking.value = null;
    mending.value = null;
  });
  void lookForDraft();
  editor.value = {
    Bar: EditBar,
    Form: AttributeForm,
    count: () => session.chosen.value.length,
    onMap: startTools,
    pick: session.pick,
    drawing: () => session.penDown.peek(),
    edits,
    repair,
    waived,
  };
}
