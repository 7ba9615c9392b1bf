/** A button that asks once more before it does what cannot simply be undone. */

import { useRef, useState } from "preact/hooks";
import type { ApiError } from "../api/client";
import { asApiError } from "../panels/useSend";
import { Wrong } from "./Parts";
import { t } from "./words";

interface Props {
  readonly action: string;
  /** What the button says to those who hear it without what stands around it. */
  readonly label: string;
  readonly question: string;
  readonly run: () => Promise<void>;
}

export function Sure({ action, label, question, run }: Props) {
  const [asked, ask] = useState(false);
  const [error, fail] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const touched = useRef(false);
  const turn = (open: boolean) => {
    touched.current = true;
    ask(open);
  };
  // The button that was pressed is gone: the focus goes to the one that took its place.
  const takeFocus = (button: HTMLButtonElement | null) => {
    if (touched.current && document.activeElement === document.body) button?.focus();
  };
  const go = async () => {
    setBusy(true);
    try {
      await run();
      turn(false);
    } catch (caught) {
      fail(asApiError(caught));
    }
    setBusy(false);
  };
  if (!asked)
    return (
      <button type="button" class="button" aria-label={label} onClick={() => turn(true)} ref={takeFocus}>
        {action}
      </button>
    );
  return (
    <fieldset class="sure" aria-label={label}>
      <p>{question}</p>
      <Wrong error={error} />
      <button type="button" class="button danger" disabled={busy} onClick={() => void go()} ref={takeFocus}>
        {busy ? t("app.waiting") : action}
      </button>
      <button type="button" class="button" onClick={() => turn(false)}>
        {t("app.cancel")}
      </button>
    </fieldset>
  );
}
