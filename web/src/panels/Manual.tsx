/** The right panel as long as nothing is selected: what to do, the tools, and how each shape is finished. */

import { printed } from "../aids/platform";
import { openAid } from "../aids/slot";
import { editor, openEditor } from "../edit/slot";
import * as state from "../state";
import { t } from "../state";
import { Line } from "./Icon";

const TOOLS = ["select", "draw", "split", "cut", "measure"] as const;

export function Manual() {
  const editable = state.model.value?.revision ?? null;
  return (
    <div class="manual">
      <p>{t("details.empty")}</p>
      <h3>{t("manual.title")}</h3>
      <dl>
        {TOOLS.map((tool, i) => (
          <div key={tool}>
            <dt>
              <kbd>{i + 1}</kbd> {t(`manual.${tool}`)}
            </dt>
            <dd>{t(`manual.${tool}.how`, { alt: printed("Alt"), shift: printed("Shift") })}</dd>
          </div>
        ))}
      </dl>
      <p class="manual-ways">
        {editable !== null && !editor.value && (
          <button type="button" class="button" onClick={() => void openEditor()}>
            <Line name="edit" />
            {t("command.edit")}
          </button>
        )}
        <button type="button" class="button" onClick={() => void openAid("help")}>
          {t("head.help")}
        </button>
      </p>
    </div>
  );
}
