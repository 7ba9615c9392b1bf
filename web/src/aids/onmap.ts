/** What the map page can do by name. */

import * as actions from "../actions";
import { openEditor } from "../edit/slot";
import { COLOUR_MODES } from "../model/grouping";
import { openPrint, printable } from "../print/slot";
import * as state from "../state";
import { both } from "./commands";
import { type Command, ways } from "./slot";
import { startTour } from "./tour";

/** Offers the map's own ways to whoever searches. */
export function offerWays(): void {
  ways.value = {
    select: (id) => {
      actions.selectFeature(id, true);
      const name = state.model.peek()?.byId.get(id)?.properties.name ?? id;
      state.announcement.value = state.t("finding.shown", { message: state.bothNames(name) });
    },
    layout: actions.chooseLayout,
    commands,
  };
}

function commands(): readonly Command[] {
  const editable = state.model.peek()?.revision ?? null;
  return [
    ...(editable === null ? [] : [{ id: "edit", name: both("command.edit"), run: () => void openEditor() }]),
    ...(printable.peek() ? [{ id: "print", name: both("command.print"), run: () => void openPrint() }] : []),
    { id: "open", name: both("command.open"), run: () => clickOpen() },
    { id: "tour", name: both("command.tour"), run: () => void startTour() },
    { id: "findings", name: both("command.findings"), run: () => actions.openPanel("findings") },
    { id: "table", name: both("command.table"), run: () => actions.openPanel("table") },
    ...COLOUR_MODES.map((mode) => ({
      id: `colour-${mode}`,
      name: both(`command.colour.${mode}`),
      run: () => actions.chooseColour(mode),
    })),
  ];
}

/** The browser asks for a file where a field for files is pressed, and nowhere else. */
const clickOpen = () => document.querySelector<HTMLElement>("[data-open-file]")?.click();
