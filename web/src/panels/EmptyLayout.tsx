/** A layout without features: says so on the map, and offers to draw the first one. */

import { openEditor } from "../edit/slot";
import * as state from "../state";
import { t } from "../state";
import { barring } from "../stores/person";
import { OpenFile } from "./OpenFile";

export function EmptyLayout() {
  const editable = state.model.value?.revision ?? null;
  return (
    <div class="empty-layouts">
      <p>
        <strong>{t("empty.features")}</strong>
      </p>
      <p>{t("empty.features.draw")}</p>
      <p class="manual-ways">
        {editable !== null && (
          <button
            type="button"
            class="button primary"
            disabled={!state.book.value}
            {...barring("edit")}
            onClick={() => void openEditor("draw")}
          >
            {t("empty.features.do")}
          </button>
        )}
        <OpenFile named />
      </p>
    </div>
  );
}
