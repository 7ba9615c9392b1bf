/** How far the review is, the steps that may be taken or why not, what stands against publishing, and the history. */

import { useState } from "preact/hooks";
import * as actions from "../actions";
import { AuthorField, Field, FormFoot } from "../panels/Form";
import { useSend } from "../panels/useSend";
import { Words } from "../panels/Words";
import * as state from "../state";
import { say } from "../state";
import { type Review, type Taken, take } from "./http";
import { w, when } from "./say";
import * as own from "./state";

const STATES = ["draft", "in-review", "approved", "published"] as const;

export function Steps({ review }: { review: Review }) {
  const [asked, ask] = useState<Taken | null>(null);
  const here = (STATES as readonly string[]).indexOf(review.state);
  const offered = review.next.filter((next) => next.may && next.step !== "publish");
  const publishing = review.next.find((next) => next.step === "publish");
  return (
    <div class="review-steps">
      <ol class="review-states" aria-label={w("states")}>
        {STATES.map((name, i) => (
          <li key={name} class={i <= here ? "past" : ""} {...(i === here ? { "aria-current": "step" } : {})}>
            {w(`state.${name}`)}
          </li>
        ))}
      </ol>
      {review.stale && (
        <p class="review-stale">
          <Words text={say(review.stale.why)} />
        </p>
      )}
      {state.unsaved.value && <p class="quiet">{w("unsaved")}</p>}
      {asked === null ? (
        <div class="review-ways">
          {offered.map(({ step }) => (
            <button
              key={step}
              type="button"
              class={step === "submit" || step === "approve" ? "button primary" : "button"}
              data-step={step}
              disabled={state.unsaved.value}
              onClick={() => ask(step as Taken)}
            >
              {w(`step.${step}`)}
            </button>
          ))}
        </div>
      ) : (
        <TakeForm key={asked} review={review} step={asked} done={() => ask(null)} />
      )}
      {publishing?.why && review.state !== "published" && (
        <p class="quiet">
          {w("step.publish")}: <Words text={say(publishing.why)} />
        </p>
      )}
      <Against review={review} />
      <History review={review} />
    </div>
  );
}

function TakeForm({ review, step, done }: { review: Review; step: Taken; done: () => void }) {
  const { error, busy, send } = useSend(async ({ text }) => {
    const { layout, revision } = review;
    own.review.value = await take(layout, revision, step, text("author"), text("message"));
    state.announcement.value = w(`done.${step}`, { revision });
    done();
  });
  return (
    <form class="form review-form" onSubmit={send}>
      <Field label={w(step === "return" ? "reason" : "message")}>
        <textarea name="message" maxLength={2000} required={step === "return"} />
      </Field>
      <AuthorField label={w("author")} />
      <FormFoot
        error={error}
        busy={busy}
        submit={w(`step.${step}`)}
        waiting={w("waiting")}
        cancel={w("cancel")}
        close={done}
      />
    </form>
  );
}

/** The findings that stand against publishing, each a way to its place. */
function Against({ review }: { review: Review }) {
  if (!review.against.length || review.state === "published") return null;
  return (
    <details class="review-against">
      <summary>{w("against", { n: review.against.length })}</summary>
      <ul>
        {review.against.map((finding) => (
          <li key={finding.id}>
            <button type="button" class="link" onClick={() => actions.selectFinding(finding.id)}>
              <code>{finding.rule}</code> <Words text={say(finding.message)} />
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}

function History({ review }: { review: Review }) {
  if (!review.history.length) return null;
  return (
    <details class="review-history">
      <summary>{w("history", { n: review.history.length })}</summary>
      <ol>
        {review.history.map((step) => (
          <li key={`${step.created}${step.step}`}>
            <span class="quiet">
              {when(step.created)} · {w("revision", { revision: step.revision })}
            </span>{" "}
            <Words text={step.author} /> {w(`past.${step.step}`, { number: step.number ?? "" })}
            {step.superseded_by !== null && <> · {w("superseded", { number: step.superseded_by })}</>}
            {step.message && (
              <p>
                <Words text={step.message} />
              </p>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
