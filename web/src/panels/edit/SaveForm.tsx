/** Saving with a message, and leaving with or without what was edited. */

import { useState } from "preact/hooks";
import { dropDraft } from "../../edit/drafts";
import { save, saving } from "../../edit/save";
import { t } from "../../edit/say";
import * as session from "../../edit/session";
import { explain } from "../../state";
import { askAgain, person } from "../../stores/person";
import { lastAuthor, rememberAuthor } from "../Form";
import { Conflict } from "./Conflict";

const CONFLICT = 409;

export function SaveForm({ done }: { done: () => void }) {
  const [message, type] = useState("");
  const { value: state } = saving;
  const failed = state.state === "failed" ? state.error : null;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const author = String(form.get("author") ?? "").trim();
    if (author) rememberAuthor(author);
    if (await save(message.trim(), author)) done();
  };
  // Kept as it was typed: whoever decides for mine saves with the same message.
  return (
    <>
      <form class="edit-ask" onSubmit={(event) => void submit(event)} hidden={failed?.status === CONFLICT}>
        <label>
          <span>{t("save.message")}</span>
          <input
            name="message"
            value={message}
            placeholder={t("save.hint")}
            maxLength={200}
            autoComplete="off"
            ref={(input) => {
              if (input && document.activeElement === document.body) input.focus();
            }}
            onInput={(event) => type(event.currentTarget.value)}
          />
        </label>
        {!person.value && (
          <label class="edit-author">
            <span>{t("save.author")}</span>
            <input name="author" defaultValue={lastAuthor()} maxLength={100} autoComplete="name" />
          </label>
        )}
        <button type="submit" class="button primary" disabled={state.state === "running" || !message.trim()}>
          {t(state.state === "running" ? "save.running" : "save.do")}
        </button>
        <button type="button" class="button" onClick={done}>
          {t("save.cancel")}
        </button>
        {failed && failed.status !== CONFLICT && (
          <p role="alert" class="refusal">
            {explain(failed)}
          </p>
        )}
        {(failed?.status === 401 || failed?.status === 403) && (
          <button type="button" class="button" onClick={() => void askAgain()}>
            {t("save.again")}
          </button>
        )}
      </form>
      {failed?.status === CONFLICT && <Conflict error={failed} later={done} />}
    </>
  );
}

/** Leaves for good: the draft goes too. */
function leave(): void {
  const layout = session.base.peek()?.layout;
  session.finish();
  if (layout !== undefined) void dropDraft(layout);
}

/** Asks before edits are lost. */
export function Leave({ done }: { done: () => void }) {
  return (
    <div class="edit-ask" role="alertdialog" aria-label={t("leave")}>
      <p>{t("leave.ask")}</p>
      <button type="button" class="button" onClick={done}>
        {t("leave.stay")}
      </button>
      <button type="button" class="button danger" onClick={leave}>
        {t("leave.do")}
      </button>
    </div>
  );
}
