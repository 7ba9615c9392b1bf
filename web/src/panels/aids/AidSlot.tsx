/** Where the windows of search and help stand once they are asked for, and their keys on this page. */

import { useEffect } from "preact/hooks";
import { aid, closeAid, followAidKeys } from "../../aids/slot";
import type { Opened } from "../../rules/address";

export function AidSlot({ from }: { from: Opened }) {
  useEffect(followAidKeys, []);
  const Window = aid.value?.Window;
  return Window ? <Window from={from} close={closeAid} /> : null;
}
