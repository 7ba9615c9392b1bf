/** The pages about people: signing in, one's own account, who else there is, and what was done. */

import type { FunctionComponent } from "preact";
import type { Ability } from "../api/session";
import { Frame } from "../panels/Frame";
import { Loading } from "../panels/Loading";
import { say } from "../state";
import { barred, person, session } from "../stores/person";
import { AccountPage } from "./AccountPage";
import { AuditPage } from "./AuditPage";
import { type PageName, wayBack } from "./address";
import { ClaimPage } from "./ClaimPage";
import { PeoplePage } from "./PeoplePage";
import { SignInForm } from "./SignInForm";
import { SignInPage, Unclaimed } from "./SignInPage";
import * as state from "./state";
import { t } from "./words";

const SHOWN: Record<PageName, FunctionComponent> = {
  signin: SignInPage,
  claim: ClaimPage,
  account: AccountPage,
  people: PeoplePage,
  audit: AuditPage,
};

/** What whoever looks at a page must be able to do. */
const NEEDS: Partial<Record<PageName, Ability>> = {
  account: "read",
  people: "administer",
  audit: "administer",
};

/** The page, or why it is not for whoever is here. */
function Shown() {
  const Page = SHOWN[state.page];
  const need = NEEDS[state.page];
  const now = session.value;
  if (!need) return <Page />;
  if (!now) return <Loading text={t("app.loading")} />;
  if (!now.claimed && state.page !== "audit") return <Nobody />;
  if (now.claimed && !person.value) return <First />;
  const why = barred(need);
  return why ? <NotForYou why={say(why)} /> : <Page />;
}

/** Where nobody has an account, there is none to show. */
function Nobody() {
  return (
    <div class="narrow-page">
      <h1>{t(`${state.page}.title`)}</h1>
      <Unclaimed />
    </div>
  );
}

/** Signing in on the very page that one wants. */
function First() {
  return (
    <div class="narrow-page">
      <h1>{t("signin.title")}</h1>
      <p class="lead">{state.page === "account" ? t("account.none") : t("people.barred")}</p>
      <SignInForm submit={t("signin.do")} to={location.pathname} done={() => undefined} />
    </div>
  );
}

function NotForYou({ why }: { why: string }) {
  return (
    <div class="narrow-page">
      <h1>{t(`${state.page}.title`)}</h1>
      <p class="lead">{t("people.barred")}</p>
      <p>{why}</p>
      <p>
        <a class="button" href={wayBack("", location)}>
          {t("signin.on")}
        </a>
      </p>
    </div>
  );
}

export function AccountApp() {
  return (
    <>
      <Frame here="people">
        <Shown />
      </Frame>
      <p class={state.done.value ? "done shown" : "done"} role="status" aria-live="polite">
        {state.done.value}
      </p>
    </>
  );
}
