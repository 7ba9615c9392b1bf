/** What came of it, and the way to the layout. */

import { useEffect, useRef } from "preact/hooks";
import * as actions from "../actions";
import { Words } from "../panels/Words";
import * as state from "../state";
import { say } from "../state";
import { w } from "./say";
import * as session from "./session";

export function Done() {
  const open = useRef<HTMLButtonElement>(null);
  useEffect(() => open.current?.focus(), []);
  const landed = session.landed.value;
  if (!landed) return null;
  const { value: list } = state.layouts;
  const info = list.state === "ready" ? list.value.find(({ id }) => id === landed.layout) : undefined;
  const layout = info ? say(info.title) : landed.layout;
  const file = session.upload.value?.name ?? "";
  return (
    <div class="import-done" data-testid="import-done">
      <p role="status">
        <span class="import-tick">✓</span>{" "}
        <Words
          text={w(landed.changed ? "done.text" : "done.same", { file, layout, revision: landed.revision })}
        />
      </p>
      {landed.quarantined > 0 && <p>{w("done.quarantined", { n: landed.quarantined })}</p>}
      <button type="button" class="button primary" ref={open} onClick={() => show(landed.layout)}>
        {w("done.open")}
      </button>
    </div>
  );
}

/** Closes the wizard and shows the layout at its new revision. */
function show(layout: string): void {
  session.close(true);
  if (state.layoutId.peek() === layout) actions.openLayout();
  else actions.chooseLayout(layout);
}
