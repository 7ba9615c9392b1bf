/** Where the windows of search and help stand once they are asked for, and their keys on this page. */

import { useLayoutEffect } from "preact/hooks";
import { aid, closeAid, followAidKeys } from "../../aids/slot";
import type { Opened } from "../../rules/address";

export function AidSlot({ from }: { from: Opened }) {
  // Before the page is seen: whoever sees it may press a key.
  useLayoutEffect(followAidKeys, []);
  const Window = aid.value?.Window;
  return Window ? <Window from={from} close={closeAid} /> : null;
}
