/** The list of what waits in quarantine, and its outlines on the map: fetched when it is asked for. */

import { startKept } from "../map/kept";
import { onMap, panel } from "../stores/quarantine";
import { QuarantinePanel } from "./QuarantinePanel";
import "./quarantine.css";

export function show(): void {
  panel.value = QuarantinePanel;
  onMap.value = startKept;
}
