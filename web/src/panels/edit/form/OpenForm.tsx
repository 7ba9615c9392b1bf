/** Brings the attribute form up where its panel is folded away or covered. */

import { t } from "../../../edit/say";
import * as session from "../../../edit/session";
import * as state from "../../../state";

export function OpenForm() {
  const narrow = state.narrow.value;
  const shown = narrow
    ? state.sheetPanel.value === "details"
    : state.rightOpen.value && state.rightTab.value === "details";
  if (shown || !session.chosen.value.length || session.tool.value !== "select" || session.trial.value)
    return null;
  const open = () => {
    if (narrow) state.sheetPanel.value = "details";
    else {
      state.rightOpen.value = true;
      state.rightTab.value = "details";
    }
    requestAnimationFrame(() =>
      document
        .querySelector<HTMLElement>("#attributes input, #attributes select, #attributes button")
        ?.focus(),
    );
  };
  return (
    <button type="button" class="button" data-act="attributes" onClick={open}>
      {t("form.open")}
    </button>
  );
}
