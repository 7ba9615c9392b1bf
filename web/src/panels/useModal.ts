/** A dialog that waits for an answer: opened before it is seen, and the focus given back when it goes. */

import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

/** The reference for a dialog element, which is modal for as long as it is on the page. */
export function useModal(): RefObject<HTMLDialogElement | null> {
  const box = useRef<HTMLDialogElement>(null);
  // Before the next paint: a key pressed as soon as the window is seen must not be pressed in vain.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const dialog = box.current;
    dialog?.showModal();
    return () => {
      // As long as the window is open, what is behind it takes no focus.
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return box;
}
