/** The revisions of a layout: who, when, why, how much, what was started from them, and what can be done with each. */

import { signal } from "@preact/signals";
import { LOCALE } from "../i18n/translate";
import { Failed, Loading } from "../panels/Loading";
import { Words } from "../panels/Words";
import { mapHref } from "../rules/address";
import * as app from "../state";
import { lang, say } from "../state";
import { BranchDialog } from "./BranchDialog";
import { BranchTree } from "./BranchTree";
import { ComparePick, langOf } from "./ComparePick";
import { MergePick } from "./MergePick";
import type { Line } from "./model/revisions";
import { historyHref, listOf } from "./model/route";
import { BranchSign, RevisionSign } from "./RevisionSign";
import { w } from "./say";
import * as state from "./state";

/** The revision that a scenario is about to be started from. */
const branching = signal<number | null>(null);

export function RevisionPage() {
  const info = state.layout.value;
  if (!info) return null;
  const { value: past } = state.past;
  const close = () => {
    branching.value = null;
  };
  return (
    <>
      <div class="page-head">
        <h1>
          {w("title.of")} <Words text={say(info.title)} />
        </h1>
        <LayoutPick />
      </div>
      <p class="lead">{w("lead")}</p>
      {past.state === "loading" && <Loading text={w("loading")} />}
      {past.state === "failed" && (
        <Failed text={w("failed")} error={past.error} retry={() => void state.reload()} />
      )}
      {past.state === "ready" && (
        <div class="history-columns">
          <section aria-labelledby="revisions-title">
            <h2 id="revisions-title">{w("revisions", { n: state.lines.value.length })}</h2>
            <ol class="revisions" reversed>
              {state.lines.value.map((line) => (
                <RevisionLine key={line.revision.revision} line={line} layout={info.id} />
              ))}
            </ol>
          </section>
          <aside class="history-side">
            <ComparePick key={info.id} />
            <MergePick key={`${info.id} merge`} />
            <BranchTree />
            <p>
              <a class="button" href={mapHref({ layout: info.id, lang: lang.value })}>
                {w("tomap")}
              </a>
            </p>
          </aside>
        </div>
      )}
      {branching.value !== null && <BranchDialog info={info} revision={branching.value} close={close} />}
    </>
  );
}

function RevisionLine({ line, layout }: { line: Line; layout: string }) {
  const { revision, kind, publication } = line;
  const n = revision.revision;
  return (
    <li class={`revision ${kind}`} data-revision={n}>
      <RevisionSign kind={kind} />
      <div class="revision-body">
        <div class="revision-head">
          <h3>{w("revision", { n })}</h3>
          <span class="revision-kind">{w(`kind.${kind}`)}</span>
          {line.newest && <span class="tag">{w("newest")}</span>}
          {publication && (
            <span class="tag published">
              {w("published", { n: publication.number, date: publication.created.slice(0, 10) })}
            </span>
          )}
        </div>
        <p class="revision-why">
          {revision.message ? <Words text={revision.message} /> : <span class="quiet">{w("silent")}</span>}
        </p>
        <p class="quiet revision-who">
          <Words text={revision.author} /> · <time dateTime={revision.created}>{when(revision.created)}</time>{" "}
          · {w("counts", { put: revision.put, deleted: revision.deleted })}
        </p>
        {kind === "branch" && <Origin />}
        {line.branches.map((branch) => (
          <p key={branch.id} class="revision-branch">
            <BranchSign /> {w("branched")}{" "}
            <a href={historyHref(listOf(branch.id, lang.value))} onClick={inPage(branch.id)}>
              <Words text={say(branch.title)} />
            </a>
          </p>
        ))}
        <Actions line={line} layout={layout} />
      </div>
    </li>
  );
}

function Actions({ line, layout }: { line: Line; layout: string }) {
  const n = line.revision.revision;
  const newest = state.lines.value[0]?.revision.revision;
  return (
    <div class="revision-acts">
      {n > 1 && (
        <button
          type="button"
          class="button"
          aria-label={w("compare.previous.label", { n, before: n - 1 })}
          onClick={() => state.go({ from: { layout, revision: n - 1 }, to: { layout, revision: n } })}
        >
          {w("compare.previous")}
        </button>
      )}
      {newest !== undefined && n < newest && (
        <button
          type="button"
          class="button"
          aria-label={w("compare.newest.label", { n, newest })}
          onClick={() => state.go({ from: { layout, revision: n }, to: { layout, revision: newest } })}
        >
          {w("compare.newest")}
        </button>
      )}
      {n > 1 && (
        <button
          type="button"
          class="button"
          aria-label={w("revert.label", { n })}
          onClick={() => state.go({ revert: n })}
        >
          {w("revert")}
        </button>
      )}
      <button
        type="button"
        class="button"
        aria-label={w("branch.label", { n })}
        onClick={() => {
          branching.value = n;
        }}
      >
        {w("branch")}
      </button>
    </div>
  );
}

/** Where the layout itself was started. */
function Origin() {
  const from = state.layout.value?.from;
  const { value: list } = app.layouts;
  if (!from || list.state !== "ready") return null;
  const origin = list.value.find(({ id }) => id === from.layout);
  return (
    <p class="revision-branch">
      <BranchSign /> {w("origin")}{" "}
      <a href={historyHref(listOf(from.layout, lang.value))} onClick={inPage(from.layout)}>
        <Words text={origin ? say(origin.title) : from.layout} />
      </a>{" "}
      {w("revision", { n: from.revision })}
    </p>
  );
}

/** A click that changes the view without leaving the page; with a key held it is the browser's. */
export const inPage = (layout: string) => (event: MouseEvent) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  state.goToList(layout);
};

const when = (created: string): string =>
  new Date(created).toLocaleString(LOCALE[lang.value], { dateStyle: "medium", timeStyle: "short" });

function LayoutPick() {
  const { value: list } = app.layouts;
  if (list.state !== "ready") return null;
  return (
    <label class="pick">
      <span class="quiet">{w("layout")}</span>
      <select
        id="layout"
        value={state.layout.value?.id ?? ""}
        onChange={(event) => state.goToList(event.currentTarget.value)}
      >
        {list.value.map((info) => (
          <option key={info.id} value={info.id} lang={langOf(say(info.title))}>
            {say(info.title)}
          </option>
        ))}
      </select>
    </label>
  );
}
