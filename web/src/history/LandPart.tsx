/** What the result brings in findings, before it lands; then who lands it, and why. */

import { AuthorField, Field } from "../panels/Form";
import { Failed, Loading } from "../panels/Loading";
import { useSend } from "../panels/useSend";
import { Words } from "../panels/Words";
import { explain, say } from "../state";
import { FindingGroup } from "./FindingsPart";
import * as merging from "./merging";
import { w } from "./say";
import * as state from "./state";

export function LandPart({ task }: { task: merging.Task }) {
  const { value: trial } = merging.trial;
  return (
    <section aria-labelledby="land-title">
      <h2 id="land-title">{w("land")}</h2>
      {trial === null && <p class="quiet">{w("land.open")}</p>}
      {trial?.state === "loading" && <Loading text={w("land.checking")} />}
      {trial?.state === "failed" && (
        <Failed text={w("land.failed")} error={trial.error} retry={() => void merging.tryOut(task)} />
      )}
      {trial?.state === "ready" && (
        <>
          <p class="delta-counts">
            {w("land.counts", {
              put: trial.value.put.length,
              deleted: trial.value.delete.length,
              added: trial.value.findings.added.length,
              resolved: trial.value.findings.resolved.length,
            })}
          </p>
          <FindingGroup what="added" findings={trial.value.findings.added} />
          <FindingGroup what="resolved" findings={trial.value.findings.resolved} />
          {trial.value.refused.length > 0 && (
            <div class="form-error" role="alert">
              {trial.value.refused.map((one) => (
                <p key={one.feature}>
                  <code>{one.feature}</code>{" "}
                  <Words text={one.reason ? say(one.reason) : one.message ? say(one.message) : ""} />
                </p>
              ))}
            </div>
          )}
          <LandForm task={task} />
        </>
      )}
    </section>
  );
}

function LandForm({ task }: { task: merging.Task }) {
  const { error, busy, send } = useSend(async ({ text }) => {
    const answer = await merging.land(task, text("message"), text("author"));
    if (!answer) return;
    await state.open();
    await state.reload();
    state.done.value = w("land.done", { n: answer.revision });
    state.goToList(task.into);
  });
  const revision = task.how === "revert" ? task.revision : 0;
  return (
    <form class="land-form" onSubmit={send}>
      <Field label={w("land.message")}>
        <input
          name="message"
          required
          maxLength={500}
          defaultValue={task.how === "revert" ? w("land.message.revert", { n: revision }) : ""}
        />
      </Field>
      <AuthorField label={w("author")} />
      {error && (
        <p class="form-error" role="alert">
          <Words text={explain(error)} />
        </p>
      )}
      <button type="submit" class="button primary" disabled={busy}>
        {busy ? w("waiting") : w(task.how === "revert" ? "land.revert" : "land.merge")}
      </button>
    </form>
  );
}
