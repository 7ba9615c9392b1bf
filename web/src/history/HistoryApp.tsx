/** The page of a layout's revisions: the list, or what is done with some of them. */

import { Frame } from "../panels/Frame";
import { Failed, Loading } from "../panels/Loading";
import { Words } from "../panels/Words";
import { mapHref } from "../rules/address";
import * as app from "../state";
import { lang, say } from "../state";
import { Lazy } from "./Lazy";
import { RevisionPage } from "./RevisionPage";
import { w } from "./say";
import * as state from "./state";

const MergePage = () => import("./MergePage").then((m) => m.MergePage);
const ComparePage = () => import("./ComparePage").then((m) => m.ComparePage);

export function HistoryApp() {
  const from = { layout: state.layout.value?.id ?? null, lang: lang.value };
  return (
    <>
      <Frame here="history" from={from}>
        <Shown />
      </Frame>
      <p class={state.done.value ? "done shown" : "done"} role="status" aria-live="polite">
        {state.done.value}
      </p>
    </>
  );
}

function Shown() {
  const { value: list } = app.layouts;
  if (list.state === "failed")
    return <Failed text={w("failed")} error={list.error} retry={() => void state.open()} />;
  if (list.state === "loading") return <Loading text={w("loading")} />;
  const info = state.layout.value;
  if (!info)
    return (
      <div class="empty">
        <h1>{w("title")}</h1>
        <p>{list.value.length ? w("unknown", { id: state.route.value.layout ?? "" }) : w("nolayout")}</p>
        <a class="button" href={mapHref({ layout: null, lang: lang.value })}>
          {w("tomap")}
        </a>
      </div>
    );
  return (
    <>
      {info.notice && (
        <p class="notice-line" data-testid="notice">
          <Words text={say(info.notice)} />
        </p>
      )}
      <View />
    </>
  );
}

function View() {
  const { from, to, merge, revert } = state.route.value;
  if (merge || revert) return <Lazy load={MergePage} />;
  if (from && to) return <Lazy load={ComparePage} />;
  return <RevisionPage />;
}
