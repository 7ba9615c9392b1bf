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
import { useWindow } from "./useWindow";

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
  // Sorting takes longest and does not depend on what is typed.
  const ordered = useComputed(() =>
    sorted(state.blocks.value ?? [], state.sort.value, LOCALE[state.lang.value]),
  );
  const shown = useComputed(() => search(ordered.value, state.query.value, state.english));
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
  return <Table blocks={blocks} />;
}

/** A line of the table: a park, a group, or the head of the groups without a park. */
interface TableLine {
  readonly block: number;
  readonly row: Row | null;
}

/** The height of a line until it was measured. */
const LINE_PX = 31;

function Table({ blocks }: { blocks: readonly Block[] }) {
  const lines = blocks.flatMap(({ park, groups }, block): TableLine[] =>
    [park, ...groups].map((row) => ({ block, row })),
  );
  const keys = lines.map(({ row }) => row?.id ?? "-");
  const { host, pieces, windowed } = useWindow(keys, state.selectedFeature.value, LINE_PX);
  const rows = lines.flatMap(({ row }) => (row && !row.missing ? row : []));
  return (
    <>
      <div class="table-scroll">
        <table
          id="areas"
          tabIndex={-1}
          ref={host}
          {...(windowed ? { "aria-rowcount": lines.length + 1 } : {})}
        >
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
          {pieces.map((piece) =>
            "gap_px" in piece ? (
              <tbody key={`gap-${piece.at}`} aria-hidden="true">
                <tr>
                  <td class="gap" colSpan={4} style={{ height: `${piece.gap_px}px` }} />
                </tr>
              </tbody>
            ) : (
              bodiesOf(lines, piece.from, piece.to).map(({ from, to }) => (
                <tbody key={`block-${lines[from]?.block}`}>
                  {lines.slice(from, to).map(({ row }, i) => (
                    <AreaLine key={row?.id ?? "-"} row={row} at={windowed ? from + i : null} />
                  ))}
                </tbody>
              ))
            ),
          )}
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

/** The stretches of lines that belong to one block each. */
function bodiesOf(lines: readonly TableLine[], from: number, to: number): { from: number; to: number }[] {
  const bodies: { from: number; to: number }[] = [];
  for (let i = from; i < to; i++) {
    const last = bodies.at(-1);
    if (last && lines[i]?.block === lines[last.from]?.block) last.to = i + 1;
    else bodies.push({ from: i, to: i + 1 });
  }
  return bodies;
}

/** `at`: which line it is, in a table that is not here as a whole; its head is the first row of all. */
function AreaLine({ row, at }: { row: Row | null; at: number | null }) {
  const placed = at === null ? {} : { "data-row": at, "aria-rowindex": at + 2 };
  if (row) return <AreaRow row={row} placed={placed} />;
  return (
    <tr class="homeless" {...placed}>
      <th scope="rowgroup" colSpan={4}>
        {t("table.homeless")}
      </th>
    </tr>
  );
}

function AreaRow({ row, placed }: { row: Row; placed: object }) {
  const mark = state.marks.value?.get(row.id) ?? state.marks.value?.get(row.name);
  const chosen = state.selectedFeature.value === row.id;
  const subject = state.finding.value?.subjects.includes(row.id);
  return (
    <tr
      class={`${row.kind}${chosen ? " chosen" : ""}${subject ? " subject" : ""}`}
      data-id={row.id}
      {...placed}
    >
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
