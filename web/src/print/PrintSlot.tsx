/** The place of the window that prints. */

import { closePrint, printing } from "./slot";

export function PrintSlot() {
  const Window = printing.value;
  return Window ? <Window close={closePrint} /> : null;
}
