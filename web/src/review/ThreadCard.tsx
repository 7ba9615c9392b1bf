/** One thread: what it is on and what has become of it, what was said, and the ways on. */

import { useState } from "preact/hooks";
import * as actions from "../actions";
import { AuthorField, Field, FormFoot } from "../panels/Form";
import { useSend } from "../panels/useSend";
import { Words } from "../panels/Words";
import * as state from "../state";
import { type Entry, type Follow, follow, type Review, type Thread } from "./http";
import { w, when } from "./say";
import * as own from "./state";

export function ThreadCard({ thread, review }: { thread: Thread; review: Review }) {
  const [asked, ask] = useState<Follow | null>(null);
  const chosen = own.chosen.value === thread.number;
  return (
    <li
      class={`thread${chosen ? " chosen" : ""}${thread.resolved ? " resolved" : ""}`}
      data-thread={thread.number}
    >
      <p class="thread-head">
        <button
          type="button"
          class="comment-number"
          aria-label={w("pin", { number: thread.number })}
          aria-pressed={chosen}
          onClick={() => own.choose(thread)}
        >
          {thread.number}
        </button>
        <About thread={thread} />
        <Since thread={thread} />
        {thread.resolved && <span class="badge">{w("resolved")}</span>}
      </p>
      <Said one={thread} />
      {thread.entries.length > 0 && (
        <ol class="thread-entries">
          {thread.entries.map((entry) => (
            <li key={entry.number}>
              <Said one={entry} />
            </li>
          ))}
        </ol>
      )}
      {asked === null ? (
        <div class="review-ways">
          {(
            [
              "reply",
              thread.resolved ? "reopen" : "resolve",
              ...(thread.hidden ? [] : ["hide" as const]),
            ] as const
          ).map((what) => (
            <button key={what} type="button" class="button" data-what={what} onClick={() => ask(what)}>
              {w(what)}
            </button>
          ))}
        </div>
      ) : (
        <FollowForm key={asked} thread={thread} review={review} what={asked} done={() => ask(null)} />
      )}
    </li>
  );
}

/** What a thread is on, as a way to it. */
function About({ thread }: { thread: Thread }) {
  const { kind, id, rule } = thread.anchor;
  if (kind === "place")
    return (
      <span>
        {w("on.place", { lon: thread.at?.[0].toFixed(5) ?? "", lat: thread.at?.[1].toFixed(5) ?? "" })}
      </span>
    );
  const go = () =>
    kind === "feature" ? actions.selectFeature(id ?? "", true) : actions.selectFinding(id ?? "");
  const feature = state.model.value?.byId.get(id ?? "")?.properties.name;
  const ofFeature = feature ? `${feature} ${id}` : w("on.feature", { id: id ?? "" });
  const name = kind === "feature" ? ofFeature : w("on.finding", { rule: rule ?? "" });
  return thread.since === "gone" ? (
    <span>
      <Words text={name} />
    </span>
  ) : (
    <button type="button" class="link" onClick={go}>
      <Words text={name} />
    </button>
  );
}

function Since({ thread }: { thread: Thread }) {
  if (thread.since === "same") return null;
  const kind = thread.anchor.kind === "finding" ? "finding" : "feature";
  return (
    <span class="badge since" data-testid="since">
      {thread.since === "gone" ? w(`since.gone.${kind}`) : w(`since.${thread.since}`)}
    </span>
  );
}

/** Who said what and when; a hidden text gives way to the reason. Always text, never markup. */
function Said({ one }: { one: Thread | Entry }) {
  const turned = "what" in one && one.what !== "reply" ? one.what : null;
  return (
    <>
      <p class="quiet">
        <Words text={one.author} /> · {when(one.created)}
        {"revision" in one && <> · {w("revision", { revision: (one as Thread).revision })}</>}
        {turned && <> · {w(`what.${turned}`)}</>}
      </p>
      {one.hidden ? (
        <p class="quiet">
          <Words text={w("hidden", { author: one.hidden.author, reason: one.hidden.reason })} />
        </p>
      ) : (
        one.body && (
          <p class="thread-text">
            <Words text={one.body} />
          </p>
        )
      )}
    </>
  );
}

interface FollowProps {
  readonly thread: Thread;
  readonly review: Review;
  readonly what: Follow;
  readonly done: () => void;
}

function FollowForm({ thread, review, what, done }: FollowProps) {
  const { error, busy, send } = useSend(async ({ text }) => {
    const entry = what === "hide" ? 0 : undefined;
    own.changed(await follow(review.layout, thread.number, what, text("author"), text("body"), entry));
    own.chosen.value = thread.number;
    state.announcement.value = w("sent");
    done();
  });
  return (
    <form class="form review-form" onSubmit={send}>
      <Field label={w(what === "hide" ? "reason" : what === "reply" ? "reply" : "message")}>
        <textarea name="body" maxLength={2000} required={what === "reply" || what === "hide"} />
      </Field>
      <AuthorField label={w("author")} />
      <FormFoot
        error={error}
        busy={busy}
        submit={w(what === "hide" ? "hide.do" : what)}
        waiting={w("waiting")}
        cancel={w("cancel")}
        close={done}
      />
    </form>
  );
}
