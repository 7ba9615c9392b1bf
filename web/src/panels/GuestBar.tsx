/** Says that the page shows a file that is stored nowhere, what had to be assumed to read it, and the way back. */

import * as state from "../state";
import { say, t } from "../state";
import { leave } from "../stores/guest";
import { SectionIcon } from "./Icon";
import { ImportButton } from "./ImportButton";
import { OpenFile } from "./OpenFile";
import { Words } from "./Words";

export function GuestBar() {
  const guest = state.guest.value;
  if (!guest) return null;
  const back = state.current.value;
  const n = state.model.value?.features.length ?? 0;
  return (
    <section class="guest-bar panel" aria-label={t("guest.title")} data-testid="guest">
      <p>
        <span class="badge guest">{t("guest.badge")}</span> <strong>{guest.name}</strong>{" "}
        <span class="quiet">{t("guest.about", { n })}</span>
      </p>
      {guest.suspicion && (
        <div class="guest-suspicion" data-testid="suspicion">
          <SectionIcon section="should" />
          <p>
            <strong>{t("guest.suspicion")}</strong> <Words text={say(guest.suspicion)} />
          </p>
          <ImportButton file={guest.file} label={t("guest.putright")} />
        </div>
      )}
      {guest.remarks.length > 0 && (
        <details class="guest-remarks" open={!state.narrow.value && !guest.suspicion}>
          <summary>{t("guest.remarks", { n: guest.remarks.length })}</summary>
          <ul>
            {guest.remarks.map((remark) => (
              <li key={remark.en}>
                <Words text={say(remark)} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <div class="guest-ways">
        <button type="button" class="button" onClick={leave}>
          {back ? t("guest.back", { layout: say(back.title) }) : t("guest.leave")}
        </button>
        <OpenFile named />
        {!guest.suspicion && <ImportButton file={guest.file} />}
      </div>
    </section>
  );
}
