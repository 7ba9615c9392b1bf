/** Areas, the rest of the budget and the group's threshold, at every moment of a gesture. */

import { useState } from "preact/hooks";
import { t } from "../../edit/say";
import * as session from "../../edit/session";
import { scaleTo } from "../../model/edit/features";
import type { SelectedArea } from "../../model/edit/live";
import { nameOf } from "../../model/edit/words";
import { fixed, signed } from "../../model/format";

/** Half of the last decimal shown: below it the total reads as equal to its limit. */
const SHOWN_KM2 = 0.005;
/** More rows than this would push the map away. */
const MOST_ROWS = 4;

export function Numbers() {
  const numbers = session.numbers.value;
  const limits = session.limits.value;
  if (!numbers || !limits) return null;
  const { total_km2, left_km2, selected } = numbers;
  const values = { total: fixed(total_km2), limit: fixed(limits.total_area_km2) };
  const over = left_km2 <= -SHOWN_KM2;
  const rest = { n: fixed(Math.abs(left_km2)) };
  const selecting = session.tool.value === "select";
  return (
    <div class="edit-numbers">
      {selecting && selected.length > 0 && (
        <ul>
          {selected.slice(0, MOST_ROWS).map((row) => (
            <AreaRow key={row.id} row={row} limit_km2={limits.group_min_area_km2} />
          ))}
        </ul>
      )}
      <p class={over ? "over" : ""} data-testid="live-budget">
        {t("budget", values)}
        {Math.abs(left_km2) >= SHOWN_KM2 && ` · ${t(over ? "budget.over" : "budget.left", rest)}`}
      </p>
    </div>
  );
}

function AreaRow({ row, limit_km2 }: { row: SelectedArea; limit_km2: number }) {
  const feature = (session.trial.value?.document ?? session.now.value)?.features.get(row.id);
  if (!feature || feature.geometry?.type === "Point") return null;
  const group = feature.properties.kind === "group";
  const values = { n: fixed(row.short_km2 ?? 0, 4), limit: fixed(limit_km2) };
  return (
    <li data-area={row.id}>
      <span class="area-name" lang="zh-CN">
        {nameOf(feature)}
      </span>
      <b data-testid="live-area">{fixed(row.area_km2, 4)} km²</b>
      {session.trial.value && <span class="quiet">{signed(row.gained_km2, 4)}</span>}
      {group && (
        <span class={row.short_km2 === null ? "enough" : "short"}>
          {t(row.short_km2 === null ? "area.enough" : "area.short", values)}
        </span>
      )}
    </li>
  );
}

/** Resizes the selected feature to an area that is typed in. */
export function ExactArea() {
  const single = session.single.value;
  const apt = single !== null && single.geometry?.type !== "Point";
  if (!apt || session.tool.value !== "select" || session.trial.value) return null;
  return <AreaField key={session.chosen.value[0]} />;
}

function AreaField() {
  const [text, type] = useState("");
  const area_km2 = Number(text.normalize("NFKC"));
  const resize = (event: Event) => {
    event.preventDefault();
    const [document, id] = [session.now.peek(), session.chosen.peek()[0]];
    if (document && id && session.perform(scaleTo(document, id, area_km2))) type("");
  };
  return (
    <form class="edit-field" onSubmit={resize}>
      <label>
        <span>{t("area.set")}</span>
        <input
          name="area"
          inputMode="decimal"
          size={7}
          value={text}
          placeholder="2.00"
          autoComplete="off"
          onInput={(event) => type(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button" disabled={!text.trim() || !(area_km2 > 0)}>
        {t("area.do")}
      </button>
    </form>
  );
}
