/** The import itself: what it comes to in a sentence, who does it and why. */

import { Field, lastAuthor } from "../panels/Form";
import { useSend } from "../panels/useSend";
import { Words } from "../panels/Words";
import * as state from "../state";
import { explain, say } from "../state";
import { isWhole } from "./model/target";
import { w } from "./say";
import * as session from "./session";

const STALE = 409;

export function LandStep() {
  const preview = session.compared.value;
  const file = session.upload.value?.name ?? "";
  const target = session.target.value;
  const fresh = session.fresh.value;
  const { error, busy, send } = useSend(({ text }) =>
    session.land({
      layout: target ?? fresh.id,
      ...(target === null ? { title: { zh: fresh.zh.trim(), en: fresh.en.trim() } } : {}),
      revision: target === null ? null : (preview?.revision ?? null),
      author: text("author"),
      message: text("message"),
    }),
  );
  if (!preview) return <LookAgain />;
  const { added, changed, removed } = preview.changes;
  const quarantined = preview.quarantine.features.length;
  const layout = target === null ? fresh[state.lang.value] : titleOf(target);
  return (
    <form class="import-land" onSubmit={send}>
      <p class="form-about">
        <Words text={w("land.what", { file, layout, added, changed, removed, quarantined })} />
      </p>
      <p class="quiet">{w("land.once")}</p>
      <Field label={w("land.author")}>
        <input name="author" required maxLength={100} defaultValue={lastAuthor()} autocomplete="name" />
      </Field>
      <Field label={w("land.message")}>
        <input name="message" required maxLength={200} defaultValue={w("land.first", { file })} />
      </Field>
      {error &&
        (error.status === STALE ? (
          <Stale />
        ) : (
          <p class="form-error" role="alert">
            <Words text={explain(error)} />
          </p>
        ))}
      <div class="import-foot">
        <Back />
        <button type="submit" class="button primary" disabled={busy || (target === null && !isWhole(fresh))}>
          {w(busy ? "land.waiting" : "land.do")}
        </button>
      </div>
    </form>
  );
}

const toChanges = () => {
  session.step.value = "changes";
};

function Back() {
  return (
    <button type="button" class="button" onClick={toChanges}>
      {w("back")}
    </button>
  );
}

/** Somebody has stored a revision meanwhile: what would change is worked out anew. */
function Stale() {
  return (
    <div class="form-error" role="alert">
      <p>{w("land.stale")}</p>
      <button type="button" class="button" onClick={toChanges}>
        {w("land.again")}
      </button>
    </div>
  );
}

/** Decisions were changed since the last preview. */
function LookAgain() {
  return (
    <p>
      <button type="button" class="button" onClick={toChanges}>
        {w("land.again")}
      </button>
    </p>
  );
}

function titleOf(layout: string): string {
  const { value: list } = state.layouts;
  const info = list.state === "ready" ? list.value.find(({ id }) => id === layout) : undefined;
  return info ? say(info.title) : layout;
}
