/** The ways to search and help in the head of every page. */

import { printed, withControl } from "../../aids/platform";
import { openAid } from "../../aids/slot";
import { t } from "../../state";
import { Line } from "../Icon";

/** Looks like a search field; the window that it opens has the real one. */
export function FindButton() {
  return (
    <button
      type="button"
      class="button find-button"
      id="find"
      aria-haspopup="dialog"
      aria-keyshortcuts={withControl("K")}
      title={`${t("head.find.label")} (${printed("Ctrl")} K)`}
      onClick={() => void openAid("finder")}
    >
      <Line name="search" />
      <span class="find-text">{t("head.find")}</span>
      <kbd>{printed("Ctrl")} K</kbd>
    </button>
  );
}

export function HelpButton({ named = false }: { named?: boolean }) {
  return (
    <button
      type="button"
      class="button help-button"
      id="help"
      aria-haspopup="dialog"
      aria-keyshortcuts="?"
      {...(named ? {} : { "aria-label": t("head.help") })}
      title={`${t("head.help")} (?)`}
      onClick={() => void openAid("help")}
    >
      {named ? t("head.help") : "?"}
    </button>
  );
}
