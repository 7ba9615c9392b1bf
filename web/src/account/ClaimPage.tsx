/** Using a link that works once: the first administrator is made, or a person chooses a password. */

import { claim } from "../api/session";
import { useSend } from "../panels/useSend";
import { welcome } from "../stores/person";
import { Command, Send } from "./Parts";
import { PasswordFields } from "./PasswordFields";
import * as state from "./state";
import { t } from "./words";

export function ClaimPage() {
  const { code, name } = state.link;
  const first = name === null;
  const { error, busy, send } = useSend(async ({ form, text }) => {
    welcome(await claim(code, String(form.get("password") ?? ""), first ? text("name") : null));
    // Whoever goes back must not come to a link that is spent.
    location.replace(first ? "people" : "./");
  });
  if (!code)
    return (
      <div class="narrow-page">
        <h1>{t("claim.title")}</h1>
        <p class="lead">{t("claim.nocode")}</p>
        <Command>yuantu db claim</Command>
      </div>
    );
  return (
    <div class="narrow-page">
      <h1>{t(first ? "claim.title" : "claim.title.person")}</h1>
      <p class="lead">{first ? t("claim.lead") : t("claim.lead.person", { name })}</p>
      <form class="form" onSubmit={send}>
        <label class="field" hidden={!first}>
          <span>{t("claim.name")}</span>
          <input
            name="name"
            required
            maxLength={100}
            autocomplete="username"
            readOnly={!first}
            {...(first ? {} : { defaultValue: name })}
          />
          <small>{t("claim.name.hint")}</small>
        </label>
        <PasswordFields />
        <Send error={error} busy={busy}>
          {t(first ? "claim.do" : "claim.do.person")}
        </Send>
      </form>
    </div>
  );
}
