/** My account: who I am here, my password, my session, my tokens. */

import { useState } from "preact/hooks";
import { changePassword } from "../api/people";
import { type SignedIn, signOutElsewhere } from "../api/session";
import { useSend } from "../panels/useSend";
import { person, roleName, session, welcome } from "../stores/person";
import { Part, Send, Wrong } from "./Parts";
import { PasswordFields } from "./PasswordFields";
import { leave } from "./signOut";
import * as state from "./state";
import { TokenPart } from "./TokenPart";
import { t } from "./words";

export function AccountPage() {
  const me = person.value;
  if (!me) return null;
  return (
    <>
      <h1>{t("account.title")}</h1>
      <Me me={me} />
      <PasswordPart name={me.name} />
      <Part title={t("account.sessions")}>
        <p class="quiet">{t("account.sessions.lead")}</p>
        <Sessions />
      </Part>
      <TokenPart />
    </>
  );
}

function Sessions() {
  const { error, busy, send } = useSend(async () => {
    await signOutElsewhere();
    state.done.value = t("account.elsewhere.done");
  });
  return (
    <form onSubmit={send}>
      <div class="card-foot">
        <button type="button" class="button" id="sign-out" onClick={() => void leave()}>
          {t("account.signout")}
        </button>
        <button type="submit" class="button" id="sign-out-elsewhere" disabled={busy}>
          {t("account.elsewhere")}
        </button>
      </div>
      <Wrong error={error} />
    </form>
  );
}

function Me({ me }: { me: SignedIn }) {
  const abilities = session.value?.abilities.filter((a) => a !== "open" && a !== "read-public") ?? [];
  return (
    <dl class="me">
      <dt>{t("signin.name")}</dt>
      <dd>{me.name}</dd>
      <dt>{t("account.role")}</dt>
      <dd>
        {roleName(me.role)} <span class="quiet">{t(`role.${me.role}`)}</span>
      </dd>
      {me.role === "planner" && (
        <>
          <dt>{t("account.districts")}</dt>
          <dd>{districtsOf(me.districts)}</dd>
        </>
      )}
      <dt>{t("account.may")}</dt>
      <dd>{abilities.map((ability) => t(`ability.${ability}`)).join(" · ")}</dd>
    </dl>
  );
}

/** Districts as a sentence has them. */
export function districtsOf(districts: readonly string[] | null): string {
  if (districts === null) return t("account.districts.all");
  return districts.length ? districts.join("、") : t("account.districts.none");
}

function PasswordPart({ name }: { name: string }) {
  // A new key empties the fields.
  const [round, setRound] = useState(0);
  const { error, busy, send } = useSend(async ({ form }) => {
    welcome(await changePassword(String(form.get("present") ?? ""), String(form.get("password") ?? "")));
    state.done.value = t("account.password.done");
    setRound(round + 1);
  });
  return (
    <Part title={t("account.password")}>
      <p class="quiet">{t("account.password.lead")}</p>
      <form class="form" key={round} onSubmit={send}>
        <input name="username" autocomplete="username" value={name} readOnly hidden />
        <label class="field">
          <span>{t("account.password.present")}</span>
          <input name="present" type="password" required autocomplete="current-password" />
        </label>
        <PasswordFields />
        <Send error={error} busy={busy}>
          {t("account.password.do")}
        </Send>
      </form>
    </Part>
  );
}
