/** People: who may sign in, as what and where. For administrators. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { getDistricts } from "../api/client";
import { getPeople, type Member, type MemberLinked } from "../api/people";
import { Dialog } from "../panels/Dialog";
import { Failed, Loading } from "../panels/Loading";
import * as app from "../state";
import { LOADING, type Loaded } from "../state";
import { Copied } from "./Parts";
import { PersonCard } from "./PersonCard";
import { PersonDialog } from "./PersonDialog";
import * as state from "./state";
import { t } from "./words";

const people = signal<Loaded<readonly Member[]>>(LOADING);
/** The person who is being changed, or "new". */
const open = signal<Member | "new" | null>(null);
/** A link that has just been made. */
const told = signal<{ readonly name: string; readonly link: string } | null>(null);

const reload = () => state.load(people, getPeople);

/** Shows what became of somebody, and the link where one was made. */
function changed(member: MemberLinked, sentence: string): void {
  open.value = null;
  state.done.value = sentence;
  if (member.link) told.value = { name: member.name, link: new URL(member.link, document.baseURI).href };
  void reload();
}

export function PeoplePage() {
  useEffect(() => {
    void reload();
    void state.load(app.districts, getDistricts);
  }, []);
  return (
    <>
      <div class="page-head">
        <h1>{t("people.title")}</h1>
        <button
          type="button"
          class="button primary"
          id="add-person"
          onClick={() => {
            open.value = "new";
          }}
        >
          {t("people.add")}
        </button>
      </div>
      <p class="lead">{t("people.lead")}</p>
      <List />
      {open.value && (
        <PersonDialog
          key={open.value === "new" ? "new" : open.value.key}
          member={open.value === "new" ? null : open.value}
          changed={changed}
          close={() => {
            open.value = null;
          }}
        />
      )}
      {told.value && <LinkDialog {...told.value} />}
    </>
  );
}

function List() {
  const { value: loaded } = people;
  if (loaded.state === "loading") return <Loading text={t("app.loading")} />;
  if (loaded.state === "failed")
    return <Failed text={t("app.failed")} error={loaded.error} retry={() => void reload()} />;
  const all = loaded.value;
  return (
    <>
      <p class="quiet" role="status">
        {t("people.shown", { n: all.length, active: all.filter((member) => member.active).length })}
      </p>
      <ul class="cards" id="people-list">
        {all.map((member) => (
          <PersonCard
            key={member.key}
            member={member}
            change={() => {
              open.value = member;
            }}
            changed={changed}
          />
        ))}
      </ul>
    </>
  );
}

function LinkDialog({ name, link }: { name: string; link: string }) {
  const title = t("people.link.title", { name });
  const close = () => {
    told.value = null;
  };
  return (
    <Dialog title={title} close={close} closeLabel={t("app.close")}>
      <div class="form">
        <p>{t("people.link.lead")}</p>
        <Copied text={link} label={title} />
        <div class="form-foot">
          <button type="button" class="button primary" onClick={close}>
            {t("app.close")}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
