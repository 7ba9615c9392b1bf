/** A new password, typed twice, or shown and typed with open eyes. */

import { useState } from "preact/hooks";
import { t } from "./words";

/** The service wants at least this many characters. */
export const SHORTEST = 12;

/** The two fields; a browser's own message says what does not fit. */
export function PasswordFields() {
  const [typed, type] = useState("");
  const [repeated, repeat] = useState("");
  const [shown, show] = useState(false);
  const left = SHORTEST - [...typed].length;
  return (
    <>
      <label class="field">
        <span>{t("password.new")}</span>
        <input
          name="password"
          {...asTyped(shown)}
          required
          autocomplete="new-password"
          aria-describedby="password-hint"
          spellcheck={false}
          onInput={(event) => type(event.currentTarget.value)}
          ref={(input) => input?.setCustomValidity(typed && left > 0 ? t("password.short", { n: left }) : "")}
        />
        <small id="password-hint">
          {typed && left > 0 ? t("password.short", { n: left }) : t("password.hint")}
        </small>
      </label>
      <label class="field">
        <span>{t("password.repeat")}</span>
        <input
          name="repeat"
          {...asTyped(shown)}
          required
          autocomplete="new-password"
          spellcheck={false}
          onInput={(event) => repeat(event.currentTarget.value)}
          ref={(input) => input?.setCustomValidity(repeated && repeated !== typed ? t("password.apart") : "")}
        />
      </label>
      <label class="tick">
        <input type="checkbox" checked={shown} onChange={(event) => show(event.currentTarget.checked)} />
        {t("signin.show")}
      </label>
    </>
  );
}

/** What a field for a password is, whose owner may want to see it. */
export const asTyped = (shown: boolean) =>
  shown ? { type: "text" as const } : { type: "password" as const };
