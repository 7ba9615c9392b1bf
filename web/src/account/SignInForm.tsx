/** Name and password, or an account that the office has elsewhere. */

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { oidcHref, type Session, signIn } from "../api/session";
import { useSend } from "../panels/useSend";
import { before, session, welcome } from "../stores/person";
import { Wrong } from "./Parts";
import { asTyped } from "./PasswordFields";
import { t } from "./words";

interface Props {
  readonly submit: string;
  /** Where an account of elsewhere leads back to; null where the page stays open meanwhile. */
  readonly to: string | null;
  readonly done: (session: Session) => void;
  /** More buttons, before the one that signs in. */
  readonly children?: ComponentChildren;
}

export function SignInForm({ submit, to, done, children }: Props) {
  const [shown, show] = useState(false);
  const { error, busy, send } = useSend(async ({ form, text }) => {
    const next = await signIn(text("name"), String(form.get("password") ?? ""));
    welcome(next);
    done(next);
  });
  return (
    <form class="form" onSubmit={send}>
      <label class="field">
        <span>{t("signin.name")}</span>
        <input
          name="name"
          required
          maxLength={100}
          autocomplete="username"
          defaultValue={before.peek()?.name ?? ""}
        />
      </label>
      <label class="field">
        <span>{t("signin.password")}</span>
        <input
          name="password"
          {...asTyped(shown)}
          required
          autocomplete="current-password"
          spellcheck={false}
        />
      </label>
      <label class="tick">
        <input type="checkbox" checked={shown} onChange={(event) => show(event.currentTarget.checked)} />
        {t("signin.show")}
      </label>
      <Wrong error={error} />
      <div class="form-foot">
        {children}
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? t("app.waiting") : submit}
        </button>
      </div>
      {session.value?.oidc && <Elsewhere to={to} />}
    </form>
  );
}

/** The way to sign in with an account of elsewhere. */
function Elsewhere({ to }: { to: string | null }) {
  return (
    <p class="elsewhere">
      <span class="quiet">{to === null ? t("again.tab") : t("signin.or")}</span>
      <a
        class="button"
        id="oidc"
        href={oidcHref(to ?? location.pathname)}
        {...(to === null ? { target: "_blank", rel: "noopener" } : {})}
      >
        {t("signin.oidc")}
      </a>
    </p>
  );
}
