/** What a new outline becomes. */

import type { Kind } from "../../api/types";
import { t } from "../../edit/say";
import * as session from "../../edit/session";

const KINDS = ["group", "reserve", "small", "zone", "specialty", "parcel", "park"] as const;

export function KindPicker() {
  return (
    <label class="edit-field">
      <span>{t("kind")}</span>
      <select
        value={session.drawnKind.value}
        onChange={(event) => {
          session.drawnKind.value = event.currentTarget.value as Kind;
        }}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kind.${kind}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
