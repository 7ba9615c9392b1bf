/** Narrows the lists of findings: by rule, by park, to what is in view, to what this edit has brought. */

import type { ComponentChildren } from "preact";
import { ruleCounts, showsRule } from "../model/findingFilter";
import { idOf } from "../model/layout";
import * as state from "../state";
import { bothNames, filter, t } from "../state";
import * as filters from "../stores/filters";
import { Line } from "./Icon";
import { Words } from "./Words";

/** The button that opens the filters; it says when some are on. */
export function FilterButton() {
  const open = filters.filtersOpen.value;
  const on = filters.on.value;
  return (
    <button
      type="button"
      class={`button filter-button${on ? " on" : ""}`}
      data-testid="filters"
      aria-expanded={open}
      {...(open ? { "aria-controls": "filters" } : {})}
      onClick={() => {
        filters.filtersOpen.value = !open;
      }}
    >
      <Line name="filter" />
      {t(on ? "filter.on" : "filter.title")}
    </button>
  );
}

export function FilterBar() {
  const all = state.findings.value?.findings ?? [];
  return (
    <div>
      {filters.filtersOpen.value && (
        <fieldset class="filters" id="filters">
          <legend class="unseen">{t("filter.title")}</legend>
          <div class="filter-row">
            <Choice
              name="inview"
              label={t("filter.where")}
              on={filter.value.inView}
              off={t("filter.everywhere")}
              choose={(inView) => filters.change({ inView })}
            >
              {t("filter.inview")}
            </Choice>
            {state.edits.value?.delta && (
              <Choice
                name="mine"
                label={t("filter.whose")}
                on={filter.value.mine}
                off={t("filter.all")}
                choose={(mine) => filters.change({ mine })}
              >
                {t("filter.mine", { n: state.mine.value.size })}
              </Choice>
            )}
            <Parks />
          </div>
          <Rules all={all} />
        </fieldset>
      )}
      {filters.on.value && <Told total={all.length} />}
    </div>
  );
}

/** That filters are on, how much they leave out, and the way back. */
function Told({ total }: { total: number }) {
  const listed = filters.listed.value;
  const shown = listed
    ? listed.must.length + listed.should.length + listed.waived.length + listed.unsure.length
    : 0;
  return (
    <p class="filters-on" role="status">
      <span>{t("filter.told", { shown, total })}</span>
      <button type="button" class="link" onClick={filters.reset}>
        {t("filter.reset")}
      </button>
    </p>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly on: boolean;
  readonly off: string;
  readonly choose: (on: boolean) => void;
  readonly children: ComponentChildren;
}

function Choice({ name, label, on, off, choose, children }: ChoiceProps) {
  const option = (value: boolean, text: ComponentChildren) => (
    <label>
      <input
        type="radio"
        name={name}
        value={String(value)}
        checked={on === value}
        onChange={() => choose(value)}
      />
      <span>{text}</span>
    </label>
  );
  return (
    <fieldset class="segmented">
      <legend class="unseen">{label}</legend>
      {option(false, off)}
      {option(true, children)}
    </fieldset>
  );
}

function Parks() {
  return (
    <label class="filter-park">
      <span class="unseen">{t("filter.park")}</span>
      <select
        name="park"
        value={filter.value.park ?? ""}
        onChange={(event) => filters.change({ park: event.currentTarget.value || null })}
      >
        <option value="">{t("filter.park.all")}</option>
        {filters.parks.value.map((park) => (
          <option key={idOf(park)} value={idOf(park)}>
            {bothNames(park.properties.name ?? idOf(park))}
          </option>
        ))}
      </select>
    </label>
  );
}

function Rules({ all }: { all: NonNullable<typeof state.findings.value>["findings"] }) {
  const rules = state.findings.value?.rules ?? [];
  return (
    <ul class="filter-rules" aria-label={t("filter.rules")}>
      {ruleCounts(all).map(([first, n]) => {
        const title = rules.find((rule) => rule.code === first.rule)?.title;
        const only = filter.value.only === first.rule;
        return (
          <li key={first.rule}>
            <label>
              <input
                type="checkbox"
                checked={showsRule(filter.value, first.rule)}
                onChange={() => filters.toggleRule(first.rule)}
              />
              <code>{first.rule}</code> <Words text={title ? state.say(title) : first.name} />
              <b>{n}</b>
            </label>
            <button
              type="button"
              class="link"
              aria-pressed={only}
              aria-label={t("filter.only.rule", { rule: first.rule })}
              onClick={() => filters.change({ only: only ? null : first.rule })}
            >
              {t("filter.only")}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
