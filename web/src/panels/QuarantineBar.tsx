/** Says that features wait outside of the layout, and holds their list once it is asked for. */

import { t } from "../state";
import { closeQuarantine, mending, openQuarantine, panel, waiting } from "../stores/quarantine";

export function QuarantineBar() {
  const n = waiting.value.length;
  const Panel = panel.value;
  if (!n) return null;
  return (
    <section class="quarantine-bar panel" aria-label={t("quarantine.title")} data-testid="quarantine">
      <button
        type="button"
        class="quarantine-toggle"
        aria-expanded={Panel !== null}
        onClick={() => (Panel ? closeQuarantine() : void openQuarantine())}
      >
        <i class="quarantine-key" />
        {mending.value ? t("quarantine.mending") : t("quarantine.chip", { n })}
      </button>
      {Panel && <Panel />}
    </section>
  );
}
