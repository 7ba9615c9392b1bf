/** A small square filled as the map fills it. */

import { type Look, paintOf } from "../model/palette";
import { theme } from "../stores/theme";

export function Swatch({ look, dash }: { look: Look; dash?: string }) {
  return (
    <svg class="swatch" viewBox="0 0 18 14" width="18" height="14" aria-hidden="true">
      <rect
        x="1"
        y="1"
        width="16"
        height="12"
        rx="2"
        fill={paintOf(look, theme.value)}
        stroke={look[theme.value].stroke}
        stroke-width="1.4"
        {...(dash ? { "stroke-dasharray": dash } : {})}
      />
    </svg>
  );
}
