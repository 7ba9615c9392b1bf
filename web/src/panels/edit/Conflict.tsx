/** Someone else was faster: both versions side by side, and what becomes of them. Escape means later. */

import { useEffect, useRef } from "preact/hooks";
import * as actions from "../../actions";
import type { ApiError } from "../../api/client";
import type { Change } from "../../api/types";
import {
  fetchNewer,
  keepBoth,
  type Newer,
  newer,
  type Rival,
  takeMine,
  takeTheirs,
} from "../../edit/conflict";
import { saving } from "../../edit/save";
import { t } from "../../edit/say";
import * as session from "../../edit/session";
import { LOCALE } from "../../i18n/translate";
import { nameOf } from "../../model/edit/words";
import * as state from "../../state";
import { explain, lang, say } from "../../state";
import { AuthorField } from "../Form";
import { useSend } from "../useSend";
import { Words } from "../Words";

export function Conflict({ error, later }: { error: ApiError; later: () => void }) {
  const box = useRef<HTMLElement>(null);
  const leave = () => {
    saving.value = { state: "idle" };
    later();
  };
  useEffect(() => {
    session.paused.value = true;
    box.current?.focus();
    fetchNewer(error.problem).then(
      (found) => {
        newer.value = found;
      },
      // The service is gone: what is drawn stays, and the next try asks again.
      leave,
    );
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      event.stopPropagation();
      leave();
    };
    addEventListener("keydown", onEscape, { capture: true });
    return () => {
      removeEventListener("keydown", onEscape, { capture: true });
      newer.value = null;
      session.paused.value = false;
    };
  }, []);
  const found = newer.value;
  const take = (choice: (newer: Newer) => void) => () => {
    if (found) choice(found);
    saving.value = { state: "idle" };
  };
  return (
    <section
      ref={box}
      class="edit-conflict"
      role="alertdialog"
      aria-label={t("conflict.title")}
      tabIndex={-1}
    >
      <p class="refusal">{t("save.conflict")}</p>
      <div class="conflict-sides">
        <Mine />
        <Theirs changes={found?.changes ?? error.problem?.changes ?? []} />
      </div>
      {found && <Both rivals={found.both} />}
      <div class="conflict-both">
        <button type="button" class="button primary" disabled={!found} onClick={take(takeMine)}>
          {t("conflict.mine")}
        </button>
        <button type="button" class="button" disabled={!found} onClick={take(takeTheirs)}>
          {t("conflict.theirs")}
        </button>
        <button type="button" class="button" onClick={leave}>
          {t("conflict.later")}
        </button>
      </div>
      <KeepBoth />
    </section>
  );
}

function Mine() {
  const patch = session.patch.value;
  const n = patch ? patch.put.length + patch.delete.length : 0;
  const last = session.history.value?.done.at(-1);
  return (
    <div class="conflict-side mine">
      <h3>{t("conflict.side.mine")}</h3>
      <p>{t("conflict.mine.from", { n, revision: session.base.value?.revision ?? "" })}</p>
      {last && <p class="quiet">{t("conflict.mine.last", { what: say(last.title) })}</p>}
    </div>
  );
}

function Theirs({ changes }: { changes: readonly Change[] }) {
  const when = (created: string) =>
    new Date(created).toLocaleString(LOCALE[lang.value], { dateStyle: "short", timeStyle: "short" });
  return (
    <div class="conflict-side theirs">
      <h3>{t("conflict.side.theirs")}</h3>
      <ul>
        {changes.map((change) => (
          <li key={change.revision}>
            <b>{t("conflict.revision", { revision: change.revision })}</b> <Words text={change.author} />{" "}
            <time dateTime={change.created}>{when(change.created)}</time>
            <br />
            <Words text={change.message || t("conflict.silent")} />{" "}
            <span class="quiet">
              {t("conflict.counts", { put: change.put.length, deleted: change.deleted.length })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What both have changed; each a way to its place on the map, where theirs is dashed. */
function Both({ rivals }: { rivals: readonly Rival[] }) {
  if (!rivals.length) return <p>{t("conflict.both.none")}</p>;
  return (
    <div class="conflict-both">
      <span>{t("conflict.both", { n: rivals.length })}</span>
      {rivals.map((rival) => {
        const feature = rival.mine ?? rival.theirs ?? rival.before;
        const gone =
          rival.mine === null ? t("conflict.gone.mine") : rival.theirs === null ? t("conflict.gone") : "";
        return (
          <button
            key={rival.id}
            type="button"
            class="link"
            onClick={() => rival.mine && actions.selectFeature(rival.id, true)}
          >
            <Words text={(feature ? nameOf(feature) : rival.id) + gone} />
          </button>
        );
      })}
    </div>
  );
}

/** Mine under a name of its own. */
function KeepBoth() {
  const title = state.current.value ? say(state.current.value.title) : "";
  const { error, busy, send } = useSend(async ({ text }) => {
    await keepBoth(text("title"), text("author"));
    saving.value = { state: "idle" };
  });
  return (
    <form class="conflict-keep" onSubmit={send}>
      <label>
        <span>{t("conflict.keep.title")}</span>
        <input name="title" required maxLength={200} defaultValue={t("conflict.keep.name", { title })} />
      </label>
      <AuthorField label={t("save.author")} />
      <button type="submit" class="button" disabled={busy}>
        {t("conflict.keep")}
      </button>
      <p class="quiet">{t("conflict.keep.hint")}</p>
      {error && (
        <p role="alert" class="refusal">
          {explain(error)}
        </p>
      )}
    </form>
  );
}
