/** The signs of what waivers do. Each differs in shape, so that none is told apart by colour alone. */

import type { WaiverState } from "../model/waivers";
import { Filled } from "../panels/Filled";

const SIGNS: Record<WaiverState, readonly [outline: string, mark: string]> = {
  holds: ["M8 1l6 2.2v4.6c0 3.6-2.6 6-6 7.2-3.4-1.2-6-3.6-6-7.2V3.2z", "M5 8l2.2 2.2L11 6"],
  asked: ["M2.5 1h11v2.5L9.6 8l3.9 4.5V15h-11v-2.5L6.4 8 2.5 3.5z", "M6 12.6h4"],
  grown: ["M8 1.4l7 13H1z", "M8 6v4M8 12.2v.1"],
  expired: ["M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z", "M8 4v4l3 2"],
  unused: ["M2 2h12v12H2z", "M5 8h6"],
  untold: ["M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z", "M6 6.2a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1.1M8 11.6v.1"],
  declined: ["M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z", "M4.4 11.6l7.2-7.2"],
  revoked: ["M5 1h6l4 4v6l-4 4H5l-4-4V5z", "M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"],
};

export function WaiverSign({ state }: { state: WaiverState }) {
  return <Filled of={SIGNS[state]} class={`sign ${state}`} size={15} />;
}
