/** Revoke a waiver: who, and why. */

import { revokeWaiver, type WaiverEntry } from "../api/register";
import { Dialog } from "../panels/Dialog";
import { AuthorField, Field, FormFoot } from "../panels/Form";
import { useSend } from "../panels/useSend";
import * as state from "./state";
import { t } from "./words";

export function RevokeDialog({ entry, close }: { entry: WaiverEntry; close: () => void }) {
  const n = entry.number ?? 0;
  const { error, busy, send } = useSend(async ({ text }) => {
    await revokeWaiver(entry.layout, n, text("author"), text("reason"));
    state.done.value = t("waiver.revoke.done", { n });
    state.reload();
    close();
  });
  return (
    <Dialog title={t("waiver.revoke.title", { n })} close={close} closeLabel={t("app.close")}>
      <form class="form" onSubmit={send}>
        <p class="quiet">{t("waiver.revoke.lead")}</p>
        <Field label={t("waiver.revoke.reason")}>
          <input name="reason" required />
        </Field>
        <AuthorField label={t("waiver.revoke.author")} />
        <FormFoot
          error={error}
          busy={busy}
          submit={t("waiver.revoke")}
          waiting={t("app.waiting")}
          cancel={t("app.cancel")}
          close={close}
        />
      </form>
    </Dialog>
  );
}
