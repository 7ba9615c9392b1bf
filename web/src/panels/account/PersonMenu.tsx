/** What whoever is signed in can go to; on a machine that nobody has claimed, how that would be done. */

import { Command } from "../../account/Parts";
import { leave } from "../../account/signOut";
import { t } from "../../account/words";
import { unsaved } from "../../state";
import { may, person, roleName } from "../../stores/person";
import "../../styles/person.css";

export function PersonMenu({ close }: { close: () => void }) {
  const me = person.value;
  const out = async () => {
    await leave();
    close();
  };
  return (
    <div class="person-menu panel">
      {me ? (
        <p>
          <b>{me.name}</b> <span class="quiet">{roleName(me.role)}</span>
        </p>
      ) : (
        <Local />
      )}
      <nav aria-label={t("menu.label")}>
        {me && <a href="account">{t("menu.account")}</a>}
        {me && may("administer") && <a href="people">{t("menu.people")}</a>}
        {may("administer") && <a href="audit">{t("menu.audit")}</a>}
      </nav>
      {me && (
        <button type="button" class="menu-item" id="menu-sign-out" onClick={() => void out()}>
          {t("menu.signout")}
        </button>
      )}
      {me && unsaved.value && <p class="quiet">{t("menu.kept")}</p>}
    </div>
  );
}

function Local() {
  return (
    <>
      <p>
        <b>{t("menu.local")}</b>
      </p>
      <p class="quiet">{t("menu.local.lead")}</p>
      <Command>yuantu db claim</Command>
    </>
  );
}
