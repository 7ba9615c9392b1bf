/** An address that software wants, with a button that copies it. */

import { useSignal } from "@preact/signals";
import { t } from "./words";

export function CopiedAddress({ address }: { address: string }) {
  const copied = useSignal(false);
  const copy = async () => {
    await navigator.clipboard.writeText(address);
    copied.value = true;
  };
  return (
    <p class="address">
      <code>{address}</code>
      {"clipboard" in navigator && (
        <button type="button" class="button" onClick={() => void copy()}>
          {t(copied.value ? "landing.copied" : "landing.copy")}
        </button>
      )}
    </p>
  );
}
