/** A window over the page: what is behind it waits, Escape closes it, and the focus goes back where it was. */

import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Line } from "./Icon";
import { useModal } from "./useModal";

interface DialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly closeLabel: string;
  readonly children: ComponentChildren;
}

export function Dialog({ title, close, closeLabel, children }: DialogProps) {
  const box = useModal();
  const name = useId();
  return (
    <dialog
      ref={box}
      class="dialog"
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div class="dialog-head">
        <h2 id={name}>{title}</h2>
        <button type="button" class="icon-button" aria-label={closeLabel} onClick={close}>
          <Line name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
