/** Adding somebody, or changing what they are: name, role, and for planners the districts. */

import { useState } from "preact/hooks";
import { addPerson, changePerson, type Member, type MemberLinked } from "../api/people";
import { ROLES, type Role } from "../api/session";
import { Dialog } from "../panels/Dialog";
import { FormFoot } from "../panels/Form";
import { useSend } from "../panels/useSend";
import * as app from "../state";
import { roleName } from "../stores/person";
import { t } from "./words";

interface Props {
  /** Null for somebody new. */
  readonly member: Member | null;
  readonly changed: (member: MemberLinked, sentence: string) => void;
  readonly close: () => void;
}

export function PersonDialog({ member, changed, close }: Props) {
  const [role, setRole] = useState<Role>(member?.role ?? "planner");
  const { error, busy, send } = useSend(async ({ form, text }) => {
    const some = role === "planner" && form.get("where") === "some";
    const districts = some ? form.getAll("district").map(String) : null;
    if (member) {
      const next = await changePerson(member.key, { role, districts });
      changed(next, t("people.done.changed", { name: member.name }));
    } else
      changed(await addPerson(text("name"), role, districts), t("people.done.added", { name: text("name") }));
  });
  const title = member ? t("people.edit.title", { name: member.name }) : t("people.add.title");
  return (
    <Dialog title={title} close={close} closeLabel={t("app.close")}>
      <form class="form" id="person-form" onSubmit={send}>
        {!member && (
          <label class="field">
            <span>{t("people.name")}</span>
            <input name="name" required maxLength={100} autocomplete="off" />
          </label>
        )}
        <fieldset class="choices">
          <legend>{t("people.role")}</legend>
          {ROLES.map((name) => (
            <label key={name} class="tick">
              <input
                type="radio"
                name="role"
                value={name}
                checked={role === name}
                onChange={() => setRole(name)}
              />
              <span>
                {roleName(name)} <span class="quiet">{t(`role.${name}`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {role === "planner" && <Districts chosen={member?.districts ?? null} />}
        <FormFoot
          error={error}
          busy={busy}
          submit={t(member ? "people.save" : "people.add")}
          waiting={t("app.waiting")}
          cancel={t("app.cancel")}
          close={close}
        />
      </form>
    </Dialog>
  );
}

/** Where a planner may draw: everywhere, or in the districts that are ticked. */
function Districts({ chosen }: { chosen: readonly string[] | null }) {
  const [some, limit] = useState(chosen !== null);
  const [ticked, tick] = useState<ReadonlySet<string>>(new Set(chosen ?? []));
  const { value: loaded } = app.districts;
  const known = loaded.state === "ready" ? loaded.value.features.map((f) => f.properties.name) : [];
  // A district that was renamed stays to be seen, and to be unticked.
  const names = [...new Set([...known, ...(chosen ?? [])])];
  const toggle = (name: string) => {
    const next = new Set(ticked);
    if (!next.delete(name)) next.add(name);
    tick(next);
  };
  return (
    <fieldset class="choices">
      <legend>{t("people.districts")}</legend>
      <label class="tick">
        <input type="radio" name="where" value="all" checked={!some} onChange={() => limit(false)} />
        {t("people.districts.all")}
      </label>
      <label class="tick">
        <input
          type="radio"
          name="where"
          value="some"
          checked={some}
          onChange={() => limit(true)}
          ref={(input) => input?.setCustomValidity(some && !ticked.size ? t("people.districts.none") : "")}
        />
        {t("people.districts.some")}
      </label>
      {some && (
        <div class="district-ticks">
          {names.map((name) => (
            <label key={name} class="tick" lang="zh-CN">
              <input
                type="checkbox"
                name="district"
                value={name}
                checked={ticked.has(name)}
                onChange={() => toggle(name)}
              />
              {name}
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
