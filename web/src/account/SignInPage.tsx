/** Signing in; afterwards one is back where one came from. */

import { roleName, session } from "../stores/person";
import { wayBack } from "./address";
import { Command } from "./Parts";
import { SignInForm } from "./SignInForm";
import { leave } from "./signOut";
import { t } from "./words";

export function SignInPage() {
  const now = session.value;
  const back = wayBack(location.hash, location);
  return (
    <div class="narrow-page">
      <h1>{t("signin.title")}</h1>
      {now?.person ? (
        <Already name={now.person.name} role={roleName(now.person.role)} back={back} />
      ) : now?.claimed === false ? (
        <Unclaimed />
      ) : (
        <>
          <p class="lead">{t("signin.lead")}</p>
          <SignInForm submit={t("signin.do")} to={back} done={() => location.replace(back)} />
          <p class="quiet">{t("signin.lost")}</p>
        </>
      )}
    </div>
  );
}

function Already({ name, role, back }: { name: string; role: string; back: string }) {
  return (
    <>
      <p class="lead">{t("signin.already", { name, role })}</p>
      <p class="form-foot">
        <button type="button" class="button" onClick={() => void leave()}>
          {t("account.signout")}
        </button>
        <a class="button primary" href={back}>
          {t("signin.on")}
        </a>
      </p>
    </>
  );
}

/** Said where nobody could sign in, for there is nobody. */
export function Unclaimed() {
  return (
    <div class="remark-box">
      <p>{t("signin.unclaimed")}</p>
      <Command>yuantu db claim</Command>
    </div>
  );
}
