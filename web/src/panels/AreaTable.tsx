/** Parks and groups with their areas against their limits. */

import { useComputed } from "@preact/signals";
import * as actions from "../actions";
import { LOCALE } from "../i18n/translate";
import { type SortKey, search, sorted } from "../model/filters";
import type { Mark } from "../model/findings";
import { area, signed } from "../model/format";
import { type Block, deviation, type Row } from "../model/totals";
import * as state from "../state";
import { t } from "../state";
import { BudgetBar } from "./BudgetBar";
import { FeatureName } from "./FeatureName";
import { Line, SectionIcon } from "./Icon";
import { Failed, Loading } from "./Loading";
import { Swatch } from "./Swatch";

export function AreaTable() {
  return (
    <div class="area-table">
      <BudgetBar />
      <Search />
      <Body />
    </div>
  );
}

function Search() {
  return (
    <search class="search">
      <Line name="search" />
      <input
        type="search"
        id="search"
        value={state.query.value}
        aria-label={t("table.search")}
        placeholder={t("table.search.hint")}
        onInput={(event) => {
          state.query.value = event.currentTarget.value;
        }}
      />
    </search>
  );
}

/** Shows everything again; the field keeps the focus, to be typed into anew. */
function clearSearch(): void {
  state.query.value = "";
  document.querySelector<HTMLElement>("#search")?.focus();
}

function Body() {
  const shown = useComputed(() =>
    sorted(
      search(state.blocks.value ?? [], state.query.value, state.english),
      state.sort.value,
      LOCALE[state.lang.value],
    ),
  );
  const { value: layout } = state.layout;
  const { value: rulebook } = state.rulebook;
  if (layout.state === "failed")
    return <Failed text={t("error.load")} error={layout.error} retry={actions.openLayout} />;
  if (rulebook.state === "failed")
    return <Failed text={t("error.load")} error={rulebook.error} retry={actions.openLayout} />;
  if (!state.blocks.value) return <Loading text={t("app.loading")} />;
  const blocks = shown.value;
  if (!blocks.length) {
    const { value: query } = state.query;
    if (!query) return <p class="empty">{t("empty.features")}</p>;
    return (
      <div class="empty">
        <p>{t("empty.search", { query })}</p>
        <button type="button" class="button" onClick={clearSearch}>
          {t("table.search.clear")}
        </button>
      </div>
    );
  }
  const rows = blocks.flatMap((b) => [...(b.park ? [b.park] : []), ...b.groups]).filter((r) => !r.missing);
  return (
    <>
      <div class="table-scroll">
        <table id="areas" tabIndex={-1}>
          <caption class="unseen">{t("table.caption")}</caption>
          <thead>
            <tr>
              <Head column="name" label={t("table.name")} />
              <Head column="area" label={t("table.area")} />
              <th scope="col" class="number">
                {t("table.limit")}
              </th>
              <Head column="deviation" label={t("table.off")} />
            </tr>
          </thead>
          {blocks.map((block) => (
            <BlockRows key={block.park?.id ?? "-"} block={block} />
          ))}
        </table>
      </div>
      <p class="table-count" role="status">
        {t("table.count", {
          parks: rows.filter((r) => r.kind === "park").length,
          groups: rows.filter((r) => r.kind === "group").length,
        })}
      </p>
    </>
  );
}

/** A column head that sorts: up, down, then back to the roster's order. */
function Head({ column, label }: { column: Exclude<SortKey, "roster">; label: string }) {
  const { key, descending } = state.sort.value;
  const active = key === column;
  const next = () => {
    if (!active) state.sort.value = { key: column, descending: false };
    else if (!descending) state.sort.value = { key: column, descending: true };
    else state.sort.value = { key: "roster", descending: false };
  };
  return (
    <th
      scope="col"
      class={column === "name" ? "" : "number"}
      aria-sort={active ? (descending ? "descending" : "ascending") : "none"}
    >
      <button
        type="button"
        class="sorter"
        title={t(active && !descending ? "table.sort.down" : "table.sort.up", { column: label })}
        onClick={next}
      >
        {label}
        <span class="arrow" aria-hidden="true">
          {active ? (descending ? "▼" : "▲") : "↕"}
        </span>
      </button>
    </th>
  );
}

function BlockRows({ block: { park, groups } }: { block: Block }) {
  return (
    <tbody>
      {park ? (
        <AreaRow row={park} />
      ) : (
        <tr class="homeless">
          <th scope="rowgroup" colSpan={4}>
            {t("table.homeless")}
          </th>
        </tr>
      )}
      {groups.map((row) => (
        <AreaRow key={row.id} row={row} />
      ))}
    </tbody>
  );
}

function AreaRow({ row }: { row: Row }) {
  const mark = state.marks.value?.get(row.id) ?? state.marks.value?.get(row.name);
  const chosen = state.selectedFeature.value === row.id;
  const subject = state.finding.value?.subjects.includes(row.id);
  return (
    <tr class={`${row.kind}${chosen ? " chosen" : ""}${subject ? " subject" : ""}`} data-id={row.id}>
      <th scope="row">
        <Name row={row} chosen={chosen} />
        <Badges mark={mark} missing={row.missing} />
      </th>
      <td class="number">{area(row.area_km2)}</td>
      <td class="number quiet">
        {row.kind === "group" && row.limit_km2 !== null ? "≥ " : ""}
        {area(row.limit_km2)}
      </td>
      <Off row={row} mark={mark} />
    </tr>
  );
}

function Name({ row, chosen }: { row: Row; chosen: boolean }) {
  if (row.missing) {
    return (
      <span class="name">
        <FeatureName name={row.name} />
      </span>
    );
  }
  return (
    <button
      type="button"
      class="name"
      aria-pressed={chosen}
      onClick={() => actions.selectFeature(row.id, true)}
    >
      {row.kind === "group" && <RowSwatch id={row.id} />}
      <FeatureName name={row.name} />
    </button>
  );
}

function RowSwatch({ id }: { id: string }) {
  const look = state.looks.value?.get(id);
  return look ? <Swatch look={look} /> : null;
}

function Badges({ mark, missing }: { mark: Mark | undefined; missing: boolean }) {
  const open = mark ? mark.must + mark.should + mark.unsure : 0;
  const section = mark?.must ? "must" : mark?.should ? "should" : "unsure";
  return (
    <>
      {missing && <span class="badge must">{t("table.missing")}</span>}
      {open > 0 && (
        <span class={`badge ${section}`} title={t("table.issues", { n: open })}>
          <span aria-hidden="true">{open}</span>
          <span class="unseen">{t("table.issues", { n: open })}</span>
        </span>
      )}
    </>
  );
}

/** The deviation from the limit: for a group only what it lacks. */
function Off({ row, mark }: { row: Row; mark: Mark | undefined }) {
  const off = deviation(row);
  const section = mark?.area ?? null;
  const counts = off !== null && (row.kind === "park" || off < 0);
  return (
    <td class={`number off ${section ?? ""}`}>
      {section ? (
        <>
          <SectionIcon section={section} />
          <span class="unseen">{t(`mark.${section}`)}</span>
        </>
      ) : (
        counts && state.marks.value && <span class="unseen">{t("mark.ok")}</span>
      )}
      {counts ? signed(off) : <span class="quiet">–</span>}
    </td>
  );
}
