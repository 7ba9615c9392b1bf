/** The five steps of the tour: what each speaks of, how the page gets ready for it, what it says. */

import * as actions from "../actions";
import { fixed } from "../model/format";
import * as state from "../state";
import { printed } from "./platform";
import { t } from "./say";

export interface Step {
  readonly id: "aim" | "choose" | "found" | "draw" | "ask";
  /** What it speaks of; null: the map, as far as panels leave it free. */
  readonly target: string | null;
  /** Brings what it speaks of onto the page. */
  readonly prepare: () => void;
}

const closeSheet = () => {
  state.sheetPanel.value = null;
};

export const STEPS: readonly Step[] = [
  { id: "aim", target: ".budget", prepare: () => actions.openPanel("table") },
  {
    id: "choose",
    target: null,
    prepare: () => {
      actions.clearSelection();
      closeSheet();
    },
  },
  {
    id: "found",
    target: ".tiles",
    prepare: () => {
      actions.clearSelection();
      actions.openPanel("findings");
    },
  },
  { id: "draw", target: "#edit", prepare: closeSheet },
  { id: "ask", target: "#find", prepare: closeSheet },
];

/** What a step says, with the rulebook's own numbers. */
export function textOf(step: Step): string {
  const limits = state.book.value?.limits;
  const must = state.sections.value?.must.length ?? 0;
  return t(`tour.${step.id}`, {
    total: limits?.total_area_km2 ?? "",
    parks: limits?.park_count ?? "",
    groups: limits?.group_count ?? "",
    least: limits?.group_min_area_km2 ?? "",
    must,
    ctrl: printed("Ctrl"),
  });
}

/** What the action of the second step has shown; null until a group is chosen. */
export function doneText(): string | null {
  const feature = state.model.value?.byId.get(state.selectedFeature.value ?? "");
  const least_km2 = state.book.value?.limits.group_min_area_km2;
  if (feature?.properties.kind !== "group" || least_km2 === undefined) return null;
  const { name, area_km2 } = feature.properties;
  const values = { name: state.bothNames(name ?? ""), area: fixed(area_km2 ?? 0), least: least_km2 };
  return t((area_km2 ?? 0) < least_km2 ? "tour.choose.short" : "tour.choose.enough", values);
}
