/** Opens the editor. It stands in the page from the start; what it opens is fetched then. */

import { editor, openEditor, opening } from "../../edit/slot";
import * as state from "../../state";
import { t } from "../../state";
import { barring } from "../../stores/person";
import { Line } from "../Icon";

export function EditButton() {
  const ready = state.model.value?.revision !== undefined && state.model.value.revision !== null;
  const open = editor.value !== null;
  return (
    <button
      type="button"
      class="button"
      id="edit"
      aria-pressed={open}
      aria-busy={opening.value}
      aria-label={t("head.edit")}
      disabled={open || !ready || !state.book.value}
      {...barring("edit")}
      onClick={() => void openEditor()}
    >
      <Line name="edit" />
      <span class="wide-only">{t("head.edit")}</span>
    </button>
  );
}

/** Where the editor's tools stand once it is open. */
export function EditSlot() {
  const Bar = editor.value?.Bar;
  return Bar ? <Bar /> : null;
}
