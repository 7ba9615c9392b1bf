/** Ask for a waiver of a finding: why, by which clause and until when; by whose leave, unless another decides here. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import * as actions from "../actions";
import { askWaiver } from "../api/register";
import type { Finding } from "../api/types";
import { editor } from "../edit/slot";
import { waiverRequest } from "../model/waiving";
import { pageHref } from "../register/address";
import * as state from "../state";
import { say, t } from "../state";
import { office } from "../stores/person";
import { Dialog } from "./Dialog";
import { AuthorField, Field, FormFoot } from "./Form";
import { useSend } from "./useSend";
import { Words } from "./Words";

export function WaiveDialog({ finding, close }: { finding: Finding; close: () => void }) {
  const [asked, setAsked] = useState<number | null>(null);
  return (
    <Dialog title={t("waive.title")} close={close} closeLabel={t("app.close")}>
      {asked === null ? (
        <AskForm finding={finding} close={close} waits={setAsked} />
      ) : (
        <Asked finding={finding.id} number={asked} />
      )}
    </Dialog>
  );
}

/** `waits` takes the number of a waiver that another has to decide on. */
function AskForm({
  finding,
  close,
  waits,
}: {
  finding: Finding;
  close: () => void;
  waits: (number: number) => void;
}) {
  const { error, busy, send } = useSend(async ({ text }) => {
    const request = waiverRequest(finding.id, text, state.lang.peek(), office.peek());
    const { number, state: does } = await askWaiver(state.layoutId.peek() ?? "", request);
    // What is only asked for changes nothing on the map.
    if (does === "asked") return waits(number ?? 0);
    state.announcement.value = t("waive.done", { n: number ?? "" });
    const tools = editor.peek();
    await (tools ? tools.waived() : actions.reopen());
    close();
  });
  const today = new Date().toISOString().slice(0, 10);
  return (
    <form class="form" onSubmit={send}>
      <p class="form-about">
        <code>{finding.rule}</code> <Words text={say(finding.message)} />
      </p>
      <p class="quiet">{t(office.value ? "waive.office" : "waive.lead")}</p>
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
      <div class={office.value ? "" : "field-row"}>
        {!office.value && (
          <Field label={t("finding.approver")}>
            <input name="approver" required />
          </Field>
        )}
        <Field label={t("finding.expires")}>
          <input name="expires" type="date" required min={today} />
        </Field>
      </div>
      <AuthorField label={t("waive.author")} />
      <FormFoot
        error={error}
        busy={busy}
        submit={t("waive.ask")}
        waiting={t("form.waiting")}
        cancel={t("form.cancel")}
        close={close}
      />
    </form>
  );
}

/** Says that the waiver waits, for nothing on the map shows it, and leads to where it is decided on. */
function Asked({ finding, number }: { finding: string; number: number }) {
  const link = useRef<HTMLAnchorElement>(null);
  useLayoutEffect(() => link.current?.focus(), []);
  const from = { layout: state.layoutId.value, lang: state.lang.value };
  return (
    <div class="form">
      <p id="waiver-asked">{t("waive.asked", { n: number })}</p>
      <div class="form-foot">
        <a
          ref={link}
          class="button primary"
          href={pageHref("waivers", from, { show: finding })}
          aria-describedby="waiver-asked"
        >
          {t("finding.register")}
        </a>
      </div>
    </div>
  );
}
