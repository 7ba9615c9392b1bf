/** The filters of the findings, what is listed under them, and the walk from one finding to the next. */

import { computed, signal } from "@preact/signals";
import * as actions from "../actions";
import {
  type FindingFilter,
  filtered,
  isOn,
  membersOf,
  NO_FILTER,
  type Setting,
} from "../model/findingFilter";
import { neighbour, placeOf } from "../model/findings";
import { ofKind } from "../model/layout";
import * as state from "../state";
import { filter } from "../state";

/** Whether the filters are open to be changed. */
export const filtersOpen = signal(false);
export const on = computed(() => isOn(filter.value));
export const parks = computed(() => (state.model.value ? ofKind(state.model.value, "park") : []));

const setting = computed<Setting>(() => {
  const [model, book] = [state.model.value, state.book.value];
  const park = filter.value.park === null ? undefined : model?.byId.get(filter.value.park);
  return {
    placeOf: (finding) => (model ? placeOf(finding, model, book) : null),
    // Moving the map must not redraw the lists of someone who looks everywhere.
    view: filter.value.inView ? state.mapView.value : null,
    members: model ? membersOf(model, book?.groups ?? [], park) : new Set(),
    mine: state.mine.value,
  };
});

/** The sections as they are listed. */
export const listed = computed(() =>
  state.sections.value ? filtered(state.sections.value, filter.value, setting.value) : null,
);

export function change(changes: Partial<FindingFilter>): void {
  filter.value = { ...filter.peek(), ...changes };
}

export function reset(): void {
  filter.value = NO_FILTER;
}

/** Lists a rule's findings or leaves them out. */
export function toggleRule(code: string): void {
  change({ only: null, hidden: actions.toggled(filter.peek().hidden, code) });
}

/** Goes to the finding after or before the chosen one, of those that are listed. */
export function walk(step: 1 | -1): void {
  const section = state.section.peek();
  const list = section === "passed" ? [] : (listed.peek()?.[section] ?? []);
  const next = neighbour(list, state.selectedFinding.peek(), step);
  if (next) actions.selectFinding(next.id);
}

/** N and P walk the list, unless someone types into a field or a window is open. */
export function followWalkKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const target = event.target instanceof HTMLElement ? event.target : null;
    if (
      document.querySelector("dialog[open]") ||
      target?.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")
    )
      return;
    const key = event.key.toLowerCase();
    if (key !== "n" && key !== "p") return;
    event.preventDefault();
    walk(key === "n" ? 1 : -1);
  };
  addEventListener("keydown", press);
  return () => removeEventListener("keydown", press);
}
