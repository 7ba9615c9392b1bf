/** Picks what is compared: any two revisions, of this layout or of another. */

import { useEffect, useState } from "preact/hooks";
import { getRevisions, type Revision } from "../api/register";
import type { Ref } from "../api/scenarios";
import * as app from "../state";
import { say } from "../state";
import { w } from "./say";
import * as state from "./state";

export function ComparePick() {
  const { from, to } = state.route.value;
  const newest = { layout: state.layout.value?.id ?? "", revision: state.layout.value?.revision ?? 1 };
  const [was, setWas] = useState<Ref>(from ?? { ...newest, revision: Math.max(1, newest.revision - 1) });
  const [now, setNow] = useState<Ref>(to ?? newest);
  const same = was.layout === now.layout && was.revision === now.revision;
  return (
    <form
      class="history-card compare-pick"
      onSubmit={(event) => {
        event.preventDefault();
        if (!same) state.go({ from: was, to: now, feature: null });
      }}
    >
      <h2>{w("compare")}</h2>
      <RefPick label={w("from")} value={was} pick={setWas} />
      <RefPick label={w("to")} value={now} pick={setNow} />
      <div class="revision-acts">
        <button type="submit" class="button primary" aria-disabled={same}>
          {w("compare.go")}
        </button>
        <button
          type="button"
          class="button"
          onClick={() => {
            setWas(now);
            setNow(was);
          }}
        >
          {w("compare.swap")}
        </button>
      </div>
      {same && <p class="quiet">{w("compare.same")}</p>}
    </form>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: Ref;
  readonly pick: (ref: Ref) => void;
}

function RefPick({ label, value, pick }: PickProps) {
  const { value: list } = app.layouts;
  const revisions = useRevisions(value.layout);
  const all = list.state === "ready" ? list.value : [];
  return (
    <fieldset class="ref-pick">
      <legend>{label}</legend>
      <select
        aria-label={w("pick.layout", { side: label })}
        value={value.layout}
        onChange={(event) => {
          const id = event.currentTarget.value;
          pick({ layout: id, revision: all.find((info) => info.id === id)?.revision ?? 1 });
        }}
      >
        {all.map((info) => (
          <option key={info.id} value={info.id} lang={langOf(say(info.title))}>
            {say(info.title)}
          </option>
        ))}
      </select>
      <select
        aria-label={w("pick.revision", { side: label })}
        value={String(value.revision)}
        onChange={(event) => pick({ ...value, revision: Number(event.currentTarget.value) })}
      >
        {revisions.length === 0 && (
          <option value={String(value.revision)}>{w("revision", { n: value.revision })}</option>
        )}
        {revisions.map((revision) => (
          <option key={revision.revision} value={String(revision.revision)} lang={langOf(revision.message)}>
            {`${w("revision", { n: revision.revision })} ${revision.created.slice(0, 10)} ${revision.message}`}
          </option>
        ))}
      </select>
    </fieldset>
  );
}

/** The revisions of a layout; none as long as they are not here. */
function useRevisions(layout: string): readonly Revision[] {
  const [list, setList] = useState<readonly Revision[]>([]);
  useEffect(() => {
    setList([]);
    const leaving = new AbortController();
    getRevisions(layout, leaving.signal).then(setList, () => undefined);
    return () => leaving.abort();
  }, [layout]);
  return list;
}

/** An option holds no markup: the whole of it is marked as Chinese where part of it is. */
export const langOf = (text: string): string | undefined =>
  /\p{Script=Han}/u.test(text) ? "zh-CN" : undefined;
