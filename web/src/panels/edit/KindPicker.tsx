/** What a new outline becomes: the kinds of the rulebook. */

import type { Kind } from "../../api/types";
import { t } from "../../edit/say";
import * as session from "../../edit/session";
import * as state from "../../state";
import { say } from "../../state";

export function KindPicker() {
  const kinds = state.book.value?.kinds ?? [];
  return (
    <label class="edit-field">
      <span>{t("kind")}</span>
      <select
        value={session.drawnKind.value}
        onChange={(event) => {
          session.drawnKind.value = event.currentTarget.value as Kind;
        }}
      >
        {kinds.map(({ kind, title }) => (
          <option key={kind} value={kind}>
            {say(title)}
          </option>
        ))}
      </select>
    </label>
  );
}
