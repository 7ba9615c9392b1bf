/** The review panel and the comments on the map: fetched when they are asked for. */

import { startPins } from "../map/commentPins";
import { ReviewPanel } from "./ReviewPanel";
import { onMap, reviewing } from "./slot";
import "./review.css";

export function show(): void {
  reviewing.value = ReviewPanel;
  onMap.value = startPins;
}
