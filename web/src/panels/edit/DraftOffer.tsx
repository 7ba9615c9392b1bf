/** Asks whether to go on with edits that an earlier visit left unsaved. */

import type { Draft } from "../../edit/drafts";
import { discard, resume } from "../../edit/resume";
import { t } from "../../edit/say";
import * as session from "../../edit/session";
import { LOCALE } from "../../i18n/translate";
import { lang } from "../../state";

export function DraftOffer({ draft }: { draft: Draft }) {
  const when = new Date(draft.kept).toLocaleString(LOCALE[lang.value], {
    dateStyle: "short",
    timeStyle: "short",
  });
  const n = draft.patch.put.length + draft.patch.delete.length;
  return (
    <section class="edit-bar panel" role="alertdialog" aria-label={t("draft.resume")}>
      <div class="edit-ask">
        <p>
          {t("draft.found", { n, when })}{" "}
          {draft.revision !== session.base.value?.revision && t("draft.older", { revision: draft.revision })}
        </p>
        <button type="button" class="button primary" onClick={resume}>
          {t("draft.resume")}
        </button>
        <button type="button" class="button" onClick={discard}>
          {t("draft.discard")}
        </button>
      </div>
    </section>
  );
}
