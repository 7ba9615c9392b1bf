/** Revoke a waiver: who, and why. */

import { useState } from "preact/hooks";
import { ApiError } from "../api/client";
import { revokeWaiver, type WaiverEntry } from "../api/register";
import { Dialog } from "../panels/Dialog";
import { Field, FormFoot, lastAuthor, rememberAuthor } from "../panels/Form";
import * as state from "./state";
import { t } from "./words";

export function RevokeDialog({ entry, close }: { entry: WaiverEntry; close: () => void }) {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const n = entry.number ?? 0;
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const author = String(form.get("author") ?? "").trim();
    setBusy(true);
    setError(null);
    try {
      await revokeWaiver(entry.layout, n, author, String(form.get("reason") ?? "").trim());
      rememberAuthor(author);
      state.done.value = t("waiver.revoke.done", { n });
      state.reload();
      close();
    } catch (caught) {
      setError(caught instanceof ApiError ? caught : new ApiError(null, null));
      setBusy(false);
    }
  };
  return (
    <Dialog title={t("waiver.revoke.title", { n })} close={close} closeLabel={t("app.close")}>
      <form class="form" onSubmit={(event) => void send(event)}>
        <p class="quiet">{t("waiver.revoke.lead")}</p>
        <Field label={t("waiver.revoke.reason")}>
          <input name="reason" required />
        </Field>
        <Field label={t("waiver.revoke.author")}>
          <input name="author" required defaultValue={lastAuthor()} autocomplete="name" />
        </Field>
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
