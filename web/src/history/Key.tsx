/** The sign of a mark as the map draws it: pattern and line, not colour alone. */

import type { Mark } from "./model/spots";

export function Key({ mark }: { mark: Mark }) {
  return (
    <svg class={`mark-key ${mark}`} viewBox="0 0 26 16" width="26" height="16" aria-hidden="true">
      <rect x="1" y="1" width="24" height="14" fill={`url(#mark-${mark})`} />
    </svg>
  );
}
