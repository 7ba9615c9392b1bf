/** Publish the stored revision, or read what stands in the way. Saving is never refused for it, publishing is. */

import { useEffect, useState } from "preact/hooks";
import * as actions from "../actions";
import { getReport } from "../api/client";
import { publish } from "../api/layouts";
import type { Finding } from "../api/types";
import { LOCALE } from "../i18n/translate";
import * as state from "../state";
import { say, t } from "../state";
import { Dialog } from "./Dialog";
import { AuthorField, Field, FormFoot } from "./Form";
import { Loading } from "./Loading";
import { published, remember } from "./Publish";
import { asApiError, useSend } from "./useSend";
import { Words } from "./Words";

/** What the service refuses to publish for: errors that are open, and rules that crashed. */
const blocks = (finding: Finding): boolean =>
  finding.status === "crashed" || (finding.status === "open" && finding.severity === "error");

export function PublishDialog({ close }: { close: () => void }) {
  const info = state.current.value;
  // After saving, the list of layouts still tells of the revision before.
  const revision = state.model.value?.revision ?? info?.revision ?? null;
  const stage = state.book.value?.stages?.at(-1);
  const [against, setAgainst] = useState<readonly Finding[] | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  useEffect(() => {
    if (!info || revision === null) return;
    getReport(info.id, undefined, { stage: stage?.id ?? "all", revision }).then(
      (report) => setAgainst(report.findings.filter(blocks)),
      (error) => setFailed(state.explain(asApiError(error))),
    );
  }, [revision]);
  if (!info || revision === null) return null;
  const done = published.value?.revision === revision;
  return (
    <Dialog title={t("publish.title", { revision })} close={close} closeLabel={t("app.close")}>
      <div class="form">
        <p class="form-about">
          <Words text={say(info.title)} />
        </p>
        {state.unsaved.value && <p class="form-error">{t("publish.unsaved")}</p>}
        {failed !== null && (
          <p class="form-error" role="alert">
            {failed}
          </p>
        )}
        {done ? (
          <p>{t("publish.already")}</p>
        ) : !against ? (
          failed === null && <Loading text={t("publish.checking")} />
        ) : state.unsaved.value ? null : against.length ? (
          <Blocked against={against} close={close} stage={stage?.id ?? null} />
        ) : (
          <Sign layout={info.id} revision={revision} close={close} />
        )}
        <History />
      </div>
    </Dialog>
  );
}

/** Each finding in the way, as a way to it. */
function Blocked({
  against,
  close,
  stage,
}: {
  against: readonly Finding[];
  close: () => void;
  stage: string | null;
}) {
  const go = (finding: Finding) => {
    close();
    // The finding may be one of a later stage than the one on the page.
    if (state.findings.peek()?.findings.some((f) => f.id === finding.id)) actions.selectFinding(finding.id);
    else {
      state.selectedFinding.value = finding.id;
      actions.chooseStage(stage);
      state.flights.value++;
    }
  };
  return (
    <section aria-label={t("publish.blocked", { n: against.length })}>
      <p class="form-error">{t("publish.blocked", { n: against.length })}</p>
      <ul class="publish-blocks">
        {against.map((finding) => (
          <li key={finding.id}>
            <button type="button" class="link" onClick={() => go(finding)}>
              <code>{finding.rule}</code> <Words text={say(finding.message)} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sign({ layout, revision, close }: { layout: string; revision: number; close: () => void }) {
  const { error, busy, send } = useSend(async ({ text }) => {
    remember(layout, await publish(layout, revision, text("author"), text("message")));
    state.announcement.value = t("publish.done", { revision });
    close();
  });
  return (
    <form class="publish-form" onSubmit={send}>
      <p>{t("publish.free")}</p>
      <Field label={t("publish.message")}>
        <input name="message" maxLength={200} />
      </Field>
      <AuthorField label={t("publish.author")} />
      <FormFoot
        error={error}
        busy={busy}
        submit={t("publish.do")}
        waiting={t("form.waiting")}
        cancel={t("form.cancel")}
        close={close}
      />
    </form>
  );
}

/** The newest publication. */
function History() {
  const newest = published.value;
  if (!newest) return <p class="quiet">{t("publish.none")}</p>;
  const date = new Date(newest.created).toLocaleDateString(LOCALE[state.lang.value]);
  return (
    <p class="quiet">
      {t("publish.last", { n: newest.number, revision: newest.revision, date })}{" "}
      <Words text={newest.author} /> <code>{newest.rulebook}</code> <Words text={newest.message} />
    </p>
  );
}
