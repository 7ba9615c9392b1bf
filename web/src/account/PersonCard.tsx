/** One person in the list, and what an administrator can do about them. */

import { changePerson, type Member, type MemberLinked } from "../api/people";
import { person, roleName } from "../stores/person";
import { districtsOf } from "./AccountPage";
import { Sure } from "./Sure";
import * as state from "./state";
import { t } from "./words";

interface Props {
  readonly member: Member;
  readonly change: () => void;
  readonly changed: (member: MemberLinked, sentence: string) => void;
}

export function PersonCard({ member, change, changed }: Props) {
  const { key, name, role, districts, active } = member;
  const me = person.value?.key === key;
  return (
    <li class={active ? "card person-card" : "card person-card over"} data-person={name}>
      <h2>
        {name}
        {me && <span class="quiet">{t("people.me")}</span>}{" "}
        <span class={`badge role-${role}`}>{roleName(role)}</span>{" "}
        {!active && <span class="badge">{t("people.inactive")}</span>}
      </h2>
      <p class="quiet">
        {t(`role.${role}`)}
        {role === "planner" && ` · ${t("people.districts")} ${districtsOf(districts)}`}
      </p>
      <p class="quiet">
        {t("people.created")} {state.dayOf(member.created)}
        {active && !member.has_password && ` · ${t("people.waiting")}`}
      </p>
      <div class="card-foot">
        <button
          type="button"
          class="button"
          aria-label={t("people.edit.label", { name })}
          aria-haspopup="dialog"
          onClick={change}
        >
          {t("people.edit")}
        </button>
        {active && <NewLink member={member} changed={changed} />}
        {!me && <Activity member={member} changed={changed} />}
      </div>
    </li>
  );
}

function NewLink({ member, changed }: Pick<Props, "member" | "changed">) {
  const { key, name } = member;
  const make = async () => {
    const next = await changePerson(key, { link: true });
    changed(next, t("people.done.changed", { name }));
  };
  return (
    <Sure
      action={t("people.link")}
      label={t("people.link.label", { name })}
      question={t("people.link.sure", { name })}
      run={make}
    />
  );
}

/** Stops somebody from signing in, or lets them again. */
function Activity({ member, changed }: Pick<Props, "member" | "changed">) {
  const { key, name, active } = member;
  const turn = async () => {
    const next = await changePerson(key, { active: !active });
    changed(next, t("people.done.changed", { name }));
  };
  return active ? (
    <Sure
      action={t("people.stop")}
      label={t("people.stop.label", { name })}
      question={t("people.stop.sure", { name })}
      run={turn}
    />
  ) : (
    <Sure
      action={t("people.start")}
      label={t("people.start.label", { name })}
      question={t("people.start.sure", { name })}
      run={turn}
    />
  );
}
