/** What people say of the layout: threads, each with its anchor, and the form that begins one. */

import { useState } from "preact/hooks";
import { AuthorField, Field, FormFoot } from "../panels/Form";
import { useSend } from "../panels/useSend";
import * as state from "../state";
import { comment, type Review } from "./http";
import { w } from "./say";
import { type Anchor, anchor } from "./slot";
import * as own from "./state";
import { ThreadCard } from "./ThreadCard";

export function Threads({ review }: { review: Review }) {
  const [all, showAll] = useState(false);
  const threads = own.threads.value;
  const open = threads.filter((one) => !one.resolved);
  const shown = all ? threads : threads.filter((one) => !one.resolved || one.number === own.chosen.value);
  const on = anchor.value;
  return (
    <section class="review-threads" aria-labelledby="review-comments">
      <h3 id="review-comments">{w("comments", { open: open.length, all: threads.length })}</h3>
      {on ? <NewForm key={JSON.stringify(on)} review={review} on={on} /> : <Pointer />}
      {!threads.length && <p class="quiet">{w("comments.none")}</p>}
      <ol class="thread-list">
        {shown.map((thread) => (
          <ThreadCard key={thread.number} thread={thread} review={review} />
        ))}
      </ol>
      {!all && shown.length < threads.length && (
        <button type="button" class="link" onClick={() => showAll(true)}>
          {w("all.show", { n: threads.length - shown.length })}
        </button>
      )}
    </section>
  );
}

/** The way to comment on a place: by a press on the map, or on its middle. */
function Pointer() {
  if (!own.pointing.value)
    return (
      <button
        type="button"
        class="button"
        data-testid="point"
        onClick={() => {
          own.pointing.value = true;
          state.announcement.value = w("pointing");
        }}
      >
        {w("point")}
      </button>
    );
  return (
    <div class="review-ways">
      <p>{w("pointing")}</p>
      <button
        type="button"
        class="button"
        onClick={() => {
          const place = own.middle.peek()?.();
          own.pointing.value = false;
          if (place) anchor.value = { place };
        }}
      >
        {w("middle")}
      </button>
      <button
        type="button"
        class="button"
        onClick={() => {
          own.pointing.value = false;
        }}
      >
        {w("cancel")}
      </button>
    </div>
  );
}

function nameOf(on: Anchor): string {
  if ("feature" in on) return w("on.feature", { id: on.feature });
  if ("place" in on) return w("on.place", { lon: on.place[0].toFixed(5), lat: on.place[1].toFixed(5) });
  const finding = state.findings.peek()?.findings.find((one) => one.id === on.finding);
  return w("on.finding", { rule: finding?.rule ?? on.finding });
}

function NewForm({ review, on }: { review: Review; on: Anchor }) {
  const { error, busy, send } = useSend(async ({ text }) => {
    const thread = await comment(review.layout, review.revision, on, text("author"), text("body"));
    own.changed(thread);
    own.chosen.value = thread.number;
    anchor.value = null;
    state.announcement.value = w("sent");
  });
  return (
    <form class="form review-form" onSubmit={send} data-testid="new-comment">
      <Field label={w("on", { what: nameOf(on) })}>
        <textarea name="body" required maxLength={2000} autofocus />
      </Field>
      <AuthorField label={w("author")} />
      <FormFoot
        error={error}
        busy={busy}
        submit={w("send")}
        waiting={w("waiting")}
        cancel={w("cancel")}
        close={() => {
          anchor.value = null;
        }}
      />
    </form>
  );
}
