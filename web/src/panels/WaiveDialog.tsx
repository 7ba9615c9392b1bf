/** Ask for a waiver of a finding: why, by which clause, by whose leave and until when. */

import * as actions from "../actions";
import { askWaiver } from "../api/register";
import type { Finding } from "../api/types";
import { editor } from "../edit/slot";
import * as state from "../state";
import { say, t } from "../state";
import { Dialog } from "./Dialog";
import { Field, FormFoot, lastAuthor } from "./Form";
import { useSend } from "./useSend";
import { Words } from "./Words";

export function WaiveDialog({ finding, close }: { finding: Finding; close: () => void }) {
  const { error, busy, send } = useSend(async ({ text }) => {
    const reason = text("reason");
    const other = text("other") || reason;
    const { number } = await askWaiver(state.layoutId.peek() ?? "", {
      finding: finding.id,
      reason: state.lang.peek() === "zh" ? { zh: reason, en: other } : { zh: other, en: reason },
      clause: text("clause"),
      approver: text("approver"),
      author: text("author"),
      expires: text("expires"),
    });
    state.announcement.value = t("waive.done", { n: number ?? "" });
    const tools = editor.peek();
    await (tools ? tools.waived() : actions.reopen());
    close();
  });
  const today = new Date().toISOString().slice(0, 10);
  return (
    <Dialog title={t("waive.title")} close={close} closeLabel={t("app.close")}>
      <form class="form" onSubmit={send}>
        <p class="form-about">
          <code>{finding.rule}</code> <Words text={say(finding.message)} />
        </p>
        <p class="quiet">{t("waive.lead")}</p>
        {state.unsaved.value && <p class="quiet">{t("waive.stored")}</p>}
        <Field label={t("waive.reason")}>
          <textarea name="reason" required />
        </Field>
        <Field label={t("waive.other")}>
          <input name="other" lang={state.lang.value === "zh" ? "en" : "zh-CN"} />
        </Field>
        <Field label={t("finding.waiver.clause")}>
          <input
            name="clause"
            required
            lang="zh-CN"
            defaultValue={`${finding.clause.document} ${finding.clause.locator}`}
          />
        </Field>
        <div class="field-row">
          <Field label={t("finding.approver")}>
            <input name="approver" required />
          </Field>
          <Field label={t("finding.expires")}>
            <input name="expires" type="date" required min={today} />
          </Field>
        </div>
        <Field label={t("waive.author")}>
          <input name="author" required defaultValue={lastAuthor()} autocomplete="name" />
        </Field>
        <FormFoot
          error={error}
          busy={busy}
          submit={t("waive.ask")}
          waiting={t("form.waiting")}
          cancel={t("form.cancel")}
          close={close}
        />
      </form>
    </Dialog>
  );
}
