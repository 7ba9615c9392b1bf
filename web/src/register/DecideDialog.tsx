/** Approve or decline a waiver that another asked for. Declining needs a reason. */

import { decideWaiver, type WaiverEntry } from "../api/register";
import { Dialog } from "../panels/Dialog";
import { AuthorField, Field, FormFoot } from "../panels/Form";
import { useSend } from "../panels/useSend";
import { Words } from "../panels/Words";
import { say } from "../state";
import * as state from "./state";
import { t } from "./words";

interface DecideProps {
  readonly entry: WaiverEntry;
  readonly approve: boolean;
  readonly close: () => void;
}

export function DecideDialog({ entry, approve, close }: DecideProps) {
  const n = entry.number ?? 0;
  const which = approve ? "approve" : "decline";
  const { error, busy, send } = useSend(async ({ text }) => {
    await decideWaiver(entry.layout, n, which, text("author"), text("reason"));
    state.done.value = t(`waiver.${which}.done`, { n });
    state.pointed.value = entry.finding;
    state.reload();
    close();
  });
  return (
    <Dialog title={t(`waiver.${which}.title`, { n })} close={close} closeLabel={t("app.close")}>
      <form class="form" onSubmit={send}>
        <p class="form-about">
          <code>{entry.rule}</code> <Words text={say(entry.reason)} />
        </p>
        <p class="quiet">{t(`waiver.${which}.lead`)}</p>
        <Field label={t(`waiver.${which}.reason`)}>
          <textarea name="reason" required={!approve} maxLength={1000} />
        </Field>
        <AuthorField label={t("waiver.decide.author")} />
        <FormFoot
          error={error}
          busy={busy}
          submit={t(`waiver.${which}`)}
          waiting={t("app.waiting")}
          cancel={t("app.cancel")}
          close={close}
        />
      </form>
    </Dialog>
  );
}
