/** The place of the import wizard. */

import { importing } from "./slot";

export function ImportSlot() {
  const Window = importing.value?.Window;
  return Window ? <Window /> : null;
}
