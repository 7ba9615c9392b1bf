/** Typing a corner's coordinates instead of clicking it. What was guessed is asked back before it is used. */

import { useState } from "preact/hooks";
import { t } from "../../edit/say";
import { sketch } from "../../edit/sketch";
import { type Bbox, bboxOf, unionOf } from "../../model/bounds";
import { type Parsed, parsePosition } from "../../model/edit/coordinates";
import * as state from "../../state";
import { say } from "../../state";

export function Coordinates() {
  const [text, type] = useState("");
  const [doubt, ask] = useState<Parsed | "unread" | null>(null);
  const take = (parsed: Parsed) => {
    sketch.add(parsed.at);
    type("");
    ask(null);
  };
  const read = (event: Event) => {
    event.preventDefault();
    const parsed = parsePosition(text, around());
    if (!parsed) ask("unread");
    else if (parsed.question) ask(parsed);
    else take(parsed);
  };
  return (
    <form class="edit-field coordinates" onSubmit={read}>
      <label>
        <span>{t("coordinates")}</span>
        <input
          name="coordinates"
          value={text}
          placeholder={t("coordinates.hint")}
          autoComplete="off"
          onInput={(event) => {
            type(event.currentTarget.value);
            ask(null);
          }}
        />
      </label>
      <button type="submit" class="button" disabled={!text.trim()}>
        {t("coordinates.add")}
      </button>
      {doubt === "unread" && <p role="alert">{t("coordinates.unread")}</p>}
      {doubt !== null && doubt !== "unread" && doubt.question && (
        <p role="alert">
          {say(doubt.question)}{" "}
          <button type="button" class="button" onClick={() => take(doubt)}>
            {t("coordinates.yes")}
          </button>
        </p>
      )}
    </form>
  );
}

/** Where positions are expected: the districts, else the layout. */
function around(): Bbox {
  const districts = state.districts.peek();
  const base = districts.state === "ready" ? districts.value.features : (state.model.peek()?.features ?? []);
  return unionOf(base.map((feature) => bboxOf(feature.geometry))) ?? [-180, -90, 180, 90];
}
