/** Picks the scenario that is merged: another of the family into this layout, or this one back where it came from. */

import { useState } from "preact/hooks";
import * as app from "../state";
import { lang, say } from "../state";
import { langOf } from "./ComparePick";
import { listOf } from "./model/route";
import { familyOf, relativesOf } from "./model/tree";
import { w } from "./say";
import * as state from "./state";

export function MergePick() {
  const { value: list } = app.layouts;
  const info = state.layout.value;
  const all = list.state === "ready" ? list.value : [];
  const family = info ? familyOf(all, info.id) : null;
  const others = family && info ? relativesOf(family, info.id) : [];
  const [picked, pick] = useState<string | null>(null);
  if (!info || !others.length) return null;
  const origin = all.find(({ id }) => id === info.from?.layout);
  const own = others.find((one) => one.from?.layout === info.id) ?? others[0];
  const from = picked ?? own?.id ?? "";
  return (
    <form
      class="history-card compare-pick"
      onSubmit={(event) => {
        event.preventDefault();
        state.go({ merge: from });
      }}
    >
      <h2>{w("merge")}</h2>
      {origin && (
        <button
          type="button"
          class="button primary"
          onClick={() => state.go({ ...listOf(origin.id, lang.value), merge: info.id })}
        >
          <span class="merge-back">{w("merge.back", { title: say(origin.title) })}</span>
        </button>
      )}
      <fieldset class="ref-pick">
        <legend>{w("merge.pick.lead", { title: say(info.title) })}</legend>
        <select
          aria-label={w("merge.pick.from")}
          value={from}
          onChange={(event) => pick(event.currentTarget.value)}
        >
          {others.map((one) => (
            <option key={one.id} value={one.id} lang={langOf(say(one.title))}>
              {say(one.title)}
            </option>
          ))}
        </select>
      </fieldset>
      <div class="revision-acts">
        <button type="submit" class="button">
          {w("merge.pick.go")}
        </button>
      </div>
    </form>
  );
}
