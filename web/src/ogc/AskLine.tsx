/** What of a collection is wanted, in which order, and how much of it at once. */

import type { Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { labelOf, sortable } from "./fields";
import type { Running } from "./SmallMap";
import * as state from "./state";
import { t } from "./words";

const LIMITS = ["10", "50", "100", "500", "1000"];
const USUAL = "100";

export function AskLine({ map }: { map: Signal<Running | null> }) {
  const form = useRef<HTMLFormElement>(null);
  const now = new URLSearchParams(location.search);
  const [first = ""] = (now.get("sortby") ?? "").split(",");
  const known = state.collection.value;
  const filters =
    known.state === "ready" && known.value.links?.some((link) => link.rel.endsWith("queryables"));
  const limit = now.get("limit") ?? USUAL;
  const send = (event: Event) => {
    event.preventDefault();
    if (!form.current) return;
    const said = Object.fromEntries([...new FormData(form.current)].map(([k, v]) => [k, String(v).trim()]));
    const { order, down, limit: many, ...rest } = said;
    state.ask({
      ...rest,
      sortby: order ? `${down ?? ""}${order}` : "",
      limit: many === USUAL ? "" : (many ?? ""),
    });
  };
  const useMap = () => {
    const box = map.peek()?.box();
    const field = form.current?.elements.namedItem("bbox");
    if (box && field instanceof HTMLInputElement) field.value = box.map((v) => v.toFixed(4)).join(",");
  };
  return (
    <form ref={form} class="ask" aria-label={t("ask.label")} onSubmit={send}>
      {filters && (
        <label class="grow">
          {t("ask.filter")}
          <input
            name="filter"
            defaultValue={now.get("filter") ?? ""}
            placeholder={state.isFindings ? "severity = 'error'" : "name LIKE '%A%'"}
            spellcheck={false}
            autocomplete="off"
          />
        </label>
      )}
      <label class="grow">
        {t("ask.bbox")}
        <input
          name="bbox"
          defaultValue={now.get("bbox") ?? ""}
          placeholder="116.1,39.8,116.5,40.1"
          inputMode="text"
          autocomplete="off"
        />
      </label>
      <button type="button" class="button" onClick={useMap} disabled={map.value === null}>
        {t("ask.here")}
      </button>
      <label>
        {t("ask.sort")}
        <select name="order">
          <option value="">{t(state.isFindings ? "ask.unsorted.findings" : "ask.unsorted")}</option>
          {sortable().map((name) => (
            <option key={name} value={name} selected={first.replace(/^[+-]/, "") === name}>
              {labelOf(name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span class="unseen">{t("ask.direction")}</span>
        <select name="down">
          <option value="">{t("ask.up")}</option>
          <option value="-" selected={first.startsWith("-")}>
            {t("ask.down")}
          </option>
        </select>
      </label>
      <label>
        {t("ask.limit")}
        <select name="limit">
          {[...new Set([...LIMITS, limit])].map((n) => (
            <option key={n} selected={n === limit}>
              {n}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" class="button primary">
        {t("ask.go")}
      </button>
    </form>
  );
}
