/** Chooses a file to look at. */

import { t } from "../state";
import { lookAt, READ } from "../stores/guest";
import { Line } from "./Icon";

export function OpenFile({ named = false }: { named?: boolean }) {
  const label = t("guest.open");
  return (
    <label class="button file-button" title={t("guest.open.hint")}>
      <Line name="open" />
      {named && <span>{label}</span>}
      <input
        type="file"
        class="unseen"
        accept={READ}
        data-open-file
        aria-label={label}
        onChange={(event) => {
          const input = event.currentTarget;
          void lookAt([...(input.files ?? [])]);
          // The same file may be chosen again after it was changed.
          input.value = "";
        }}
      />
    </label>
  );
}
