/** Which stage's rules run, and what that stage checks. */

import * as actions from "../actions";
import * as state from "../state";
import { say, t } from "../state";

/** All rules, whatever the stage. */
const ALL = "all";

export function StageBar() {
  const book = state.book.value;
  if (!book?.stages?.length) return null;
  const standard = book.default_stage ?? ALL;
  const chosen = state.stage.value ?? standard;
  const shown = book.stages.find((s) => s.id === chosen);
  const choose = (id: string) => actions.chooseStage(id === standard ? null : id);
  return (
    <div class="stage-bar">
      <fieldset class="segmented">
        <legend>{t("stage.title")}</legend>
        {[...book.stages, null].map((stage) => {
          const id = stage?.id ?? ALL;
          return (
            <label key={id}>
              <input
                type="radio"
                name="stage"
                value={id}
                checked={id === chosen}
                onChange={() => choose(id)}
              />
              <span>{stage ? say(stage.title) : t("stage.all")}</span>
            </label>
          );
        })}
      </fieldset>
      <p class="quiet">
        {shown?.checks ? say(shown.checks) : t("stage.all.checks")}{" "}
        {shown && t("stage.rules", { n: shown.rules })}
      </p>
    </div>
  );
}
