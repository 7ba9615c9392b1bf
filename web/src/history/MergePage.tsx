/** Merges a scenario back, or takes a revision back: clean changes, conflicts one by one, findings, then a revision. */

import { useEffect } from "preact/hooks";
import { Failed, Loading } from "../panels/Loading";
import { Words } from "../panels/Words";
import * as app from "../state";
import { lang, say } from "../state";
import { CleanChanges } from "./CleanChanges";
import { ConflictPart } from "./ConflictPart";
import { LandPart } from "./LandPart";
import * as merging from "./merging";
import { historyHref, listOf } from "./model/route";
import { inPage } from "./RevisionPage";
import { StaleNotice } from "./StaleNotice";
import { w } from "./say";
import * as state from "./state";

export function MergePage() {
  const info = state.layout.value;
  const { merge, revert } = state.route.value;
  const task: merging.Task | null = !info
    ? null
    : merge
      ? { how: "merge", into: info.id, from: merge }
      : revert
        ? { how: "revert", into: info.id, revision: revert }
        : null;
  const key = JSON.stringify(task);
  useEffect(() => {
    if (task) void merging.begin(task);
  }, [key]);
  if (!task || !info) return null;
  const { value: look } = merging.look;
  return (
    <>
      <div class="page-head">
        <h1>{task.how === "merge" ? w("merge") : w("revert.of", { n: task.revision })}</h1>
        <a class="button" href={historyHref(listOf(info.id, lang.value))} onClick={inPage(info.id)}>
          {w("back")}
        </a>
      </div>
      {look.state === "loading" && <Loading text={w("merge.loading")} />}
      {look.state === "failed" && (
        <Failed text={w("merge.failed")} error={look.error} retry={() => void merging.begin(task)} />
      )}
      {look.state === "ready" && (
        <>
          <Lead task={task} look={look.value} />
          {task.how === "revert" && <WhatItDid task={task} />}
          <StaleNotice />
          {look.value.nothing ? (
            <p>
              {task.how === "merge" ? w("merge.nothing") : w("revert.nothing", { revision: task.revision })}
            </p>
          ) : (
            <>
              <CleanChanges look={look.value} />
              <ConflictPart task={task} />
              <LandPart task={task} />
            </>
          )}
        </>
      )}
    </>
  );
}

/** The way to what the revision that is taken back has changed. */
function WhatItDid({ task }: { task: { readonly into: string; readonly revision: number } }) {
  const at = (revision: number) => ({ layout: task.into, revision });
  const change = { from: at(task.revision - 1), to: at(task.revision), revert: null };
  return (
    <p>
      <button type="button" class="button" onClick={() => state.go(change)}>
        {w("revert.see", { n: task.revision })}
      </button>
    </p>
  );
}

function Lead({ task, look }: { task: merging.Task; look: merging.Look }) {
  const values = { into: titleOf(task.into), n: look.into.revision };
  return (
    <p class="lead">
      <Words
        text={
          task.how === "revert"
            ? w("revert.lead", { ...values, revision: task.revision })
            : w("merge.lead", {
                ...values,
                from: titleOf(look.from?.layout ?? task.from),
                m: look.from?.revision ?? 0,
                base: look.base ? titleOf(look.base.layout) : "–",
                b: look.base?.revision ?? 0,
              })
        }
      />
    </p>
  );
}

/** What a layout is called. */
function titleOf(id: string): string {
  const { value: list } = app.layouts;
  const info = list.state === "ready" ? list.value.find((one) => one.id === id) : undefined;
  return info ? say(info.title) : id;
}
