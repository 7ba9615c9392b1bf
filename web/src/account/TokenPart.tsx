/** Personal tokens: which there are, a new one that is shown once, and taking one back. */

import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { getTokens, makeToken, revokeToken, type Token, type TokenMade } from "../api/people";
import type { Ability } from "../api/session";
import { Failed, Loading } from "../panels/Loading";
import { useSend } from "../panels/useSend";
import { LOADING, type Loaded } from "../state";
import { session } from "../stores/person";
import { Copied, Part, Send } from "./Parts";
import { Sure } from "./Sure";
import * as state from "./state";
import { t } from "./words";

const tokens = signal<Loaded<readonly Token[]>>(LOADING);
const made = signal<TokenMade | null>(null);
const reload = () => state.load(tokens, getTokens);

const DAYS = [7, 30, 90, 365] as const;
const USUAL_DAYS = 90;
/** What a token may do besides looking at what is public. */
const SCOPES = ["read", "comment", "edit", "review", "publish", "administer"] as const;

export function TokenPart() {
  useEffect(() => void reload(), []);
  return (
    <Part title={t("tokens.title")}>
      <p class="quiet">{t("tokens.lead")}</p>
      {made.value && <Made token={made.value} />}
      <TokenList />
      <TokenForm />
    </Part>
  );
}

function Made({ token }: { token: TokenMade }) {
  return (
    <div class="remark-box told-once" role="status">
      <h3>{t("tokens.made", { label: token.label })}</h3>
      <p>{t("tokens.made.lead")}</p>
      <Copied text={token.token} label={t("tokens.made", { label: token.label })} />
    </div>
  );
}

function TokenList() {
  const { value: loaded } = tokens;
  if (loaded.state === "loading") return <Loading text={t("app.loading")} />;
  if (loaded.state === "failed")
    return <Failed text={t("app.failed")} error={loaded.error} retry={() => void reload()} />;
  if (!loaded.value.length) return <p class="quiet">{t("tokens.none")}</p>;
  return (
    <ul class="cards" id="tokens">
      {loaded.value.map((token) => (
        <TokenCard key={token.number} token={token} />
      ))}
    </ul>
  );
}

function TokenCard({ token }: { token: Token }) {
  const over = token.revoked ? t("tokens.was.revoked") : isPast(token.expires) ? t("tokens.expired") : null;
  const revoke = async () => {
    await revokeToken(token.number);
    if (made.peek()?.number === token.number) made.value = null;
    state.done.value = t("tokens.revoked", { label: token.label });
    await reload();
  };
  return (
    <li class={over ? "card over" : "card"}>
      <h3>
        {token.label} {over && <span class="badge">{over}</span>}
      </h3>
      <p class="quiet">
        {token.scopes === null
          ? t("tokens.scopes.all")
          : token.scopes.map((scope) => t(`ability.${scope}`)).join(" · ")}
      </p>
      <p class="quiet">
        {t("tokens.created")} {state.dayOf(token.created)} · {t("tokens.expires")}{" "}
        {state.dayOf(token.expires)} · {t("tokens.used")}{" "}
        {token.used ? state.timeOf(token.used) : t("app.never")}
      </p>
      {!over && (
        <Sure
          action={t("tokens.revoke")}
          label={t("tokens.revoke.label", { label: token.label })}
          question={t("tokens.revoke.sure")}
          run={revoke}
        />
      )}
    </li>
  );
}

const isPast = (when: string): boolean => new Date(when).getTime() < Date.now();

function TokenForm() {
  const mine = session.value?.abilities ?? [];
  const scopes = SCOPES.filter((scope) => mine.includes(scope));
  const [round, setRound] = useState(0);
  const { error, busy, send } = useSend(async ({ form, text }) => {
    const chosen = form.getAll("scope").map(String) as Ability[];
    made.value = await makeToken(text("label"), chosen, Number(text("days")));
    setRound(round + 1);
    await reload();
  });
  return (
    <form class="form" id="token-form" key={round} onSubmit={send}>
      <label class="field">
        <span>{t("tokens.label")}</span>
        <input
          name="label"
          required
          maxLength={100}
          placeholder={t("tokens.label.hint")}
          autocomplete="off"
        />
      </label>
      <fieldset class="ticks">
        <legend>{t("tokens.scopes")}</legend>
        {scopes.map((scope) => (
          <label key={scope} class="tick">
            <input type="checkbox" name="scope" value={scope} defaultChecked={scope === "read"} />
            {t(`ability.${scope}`)}
          </label>
        ))}
      </fieldset>
      <label class="field">
        <span>{t("tokens.days")}</span>
        <select name="days" defaultValue={String(USUAL_DAYS)}>
          {DAYS.map((n) => (
            <option key={n} value={n}>
              {t("tokens.days.n", { n })}
            </option>
          ))}
        </select>
      </label>
      <Send error={error} busy={busy}>
        {t("tokens.make")}
      </Send>
    </form>
  );
}
