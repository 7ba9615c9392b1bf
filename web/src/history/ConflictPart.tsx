/** The conflicts, one at a time: base, mine and theirs side by side, chosen by pointer or keys. */

import { useEffect, useRef, useState } from "preact/hooks";
import type { MergeConflict } from "../api/scenarios";
import { Words } from "../panels/Words";
import { book, say } from "../state";
import { ConflictMaps, hasPlace } from "./ConflictMaps";
import { Value } from "./DifferenceTable";
import * as merging from "./merging";
import { keyOf, nextOpen, TAKES } from "./model/decisions";
import { titleOf } from "./model/values";
import { w } from "./say";

export function ConflictPart({ task }: { task: merging.Task }) {
  const conflicts = merging.conflicts.value;
  const [at, go] = useState(0);
  if (!conflicts.length) return null;
  const conflict = conflicts[Math.min(at, conflicts.length - 1)] as MergeConflict;
  const done = merging.done.value;
  const card = useRef<HTMLFieldSetElement>(null);
  const seen = useRef(at);
  useEffect(() => {
    // Keys go on choosing in the conflict that is on show now.
    if (seen.current !== at) card.current?.focus();
    seen.current = at;
  }, [at]);
  const next = nextOpen(merging.choices.value, conflicts, at);
  const choose = (take: (typeof TAKES)[number]) => {
    if (offered(conflict, take)) merging.choose(task, conflict, take);
  };
  return (
    <section
      aria-labelledby="conflicts-title"
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const take = TAKES[["1", "2", "3"].indexOf(event.key)];
        if (take) choose(take);
        else if (event.key === "Enter" && !(event.target instanceof HTMLButtonElement) && next !== null)
          go(next);
        else return;
        event.preventDefault();
      }}
    >
      <h2 id="conflicts-title">{w("conflicts", { n: conflicts.length })}</h2>
      <div class="conflict-progress">
        <progress max={conflicts.length} value={done} aria-label={w("conflicts.progress")} />
        <span role="status">{w("conflicts.decided", { done, n: conflicts.length })}</span>
        <button type="button" class="button" onClick={() => merging.chooseRest(task, "mine")}>
          {w(`${task.how}.rest.mine`)}
        </button>
        <button type="button" class="button" onClick={() => merging.chooseRest(task, "theirs")}>
          {w(`${task.how}.rest.theirs`)}
        </button>
      </div>
      <ol class="conflict-list">
        {conflicts.map((one, i) => (
          <li key={keyOf(one)}>
            <button
              type="button"
              class="button"
              aria-current={one === conflict ? "step" : undefined}
              onClick={() => go(i)}
            >
              <span aria-hidden="true">{merging.choices.value.has(keyOf(one)) ? "✓" : "○"}</span>
              <Words text={one.name} /> {partText(one)}
              <span class="unseen">
                {w(merging.choices.value.has(keyOf(one)) ? "conflict.decided" : "conflict.open")}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <fieldset ref={card} class="conflict-card" tabIndex={-1}>
        <Card key={keyOf(conflict)} conflict={conflict} task={task} choose={choose} />
      </fieldset>
      <div class="revision-acts">
        <button
          type="button"
          class="button primary"
          aria-disabled={next === null}
          onClick={() => next !== null && go(next)}
        >
          {next === null ? w("conflicts.all") : w("conflicts.next")}
        </button>
        <span class="quiet">{w("conflicts.keys")}</span>
      </div>
    </section>
  );
}

/** What neither had cannot be taken. */
const offered = (conflict: MergeConflict, take: (typeof TAKES)[number]): boolean =>
  !(take === "base" && conflict.why === "both-added");

const partText = ({ part, kind }: MergeConflict): string => {
  if (part === "geometry" || part === "feature") return w(`part.${part}`);
  const title = titleOf(part, kind, book.value?.kinds ?? []);
  return title ? say(title) : part;
};

interface CardProps {
  readonly conflict: MergeConflict;
  readonly task: merging.Task;
  readonly choose: (take: (typeof TAKES)[number]) => void;
}

function Card({ conflict, task, choose }: CardProps) {
  const chosen = merging.choices.value.get(keyOf(conflict));
  return (
    <>
      <legend>
        <Words text={conflict.name} /> <code class="quiet">{conflict.feature}</code> · {partText(conflict)}
      </legend>
      <p class="quiet">{w(task.how === "revert" ? "revert.why" : `why.${conflict.why}`)}</p>
      <ConflictMaps conflict={conflict} how={task.how} />
      <div class="conflict-sides">
        {TAKES.filter((take) => offered(conflict, take)).map((take) => (
          <label key={take} class={chosen === take ? "conflict-side chosen" : "conflict-side"}>
            <span class="conflict-take">
              <input type="radio" name="take" checked={chosen === take} onChange={() => choose(take)} />{" "}
              {w(`${task.how}.${take}`)} <kbd>{TAKES.indexOf(take) + 1}</kbd>
            </span>
            <Side value={conflict[take]} conflict={conflict} />
          </label>
        ))}
      </div>
    </>
  );
}

/** What a side says: a property, an outline that the map shows, or a whole feature with its properties. */
function Side({ value, conflict }: { value: unknown; conflict: MergeConflict }) {
  if (conflict.part === "geometry") return <span>{w(value ? "side.outline" : "side.nooutline")}</span>;
  if (conflict.part !== "feature") return <Value value={value} />;
  if (value === null) return <b>{w("side.gone")}</b>;
  const { properties } = value as { properties?: Record<string, unknown> };
  const filled = Object.entries(properties ?? {}).filter(
    ([name, one]) => name !== "area_km2" && one !== null && !(Array.isArray(one) && !one.length),
  );
  return (
    <span class="side-feature">
      {hasPlace(value) && <span>{w("side.outline")}</span>}
      {filled.map(([name, one]) => {
        const title = titleOf(name, conflict.kind, book.value?.kinds ?? []);
        return (
          <span key={name}>
            <span class="quiet">{title ? say(title) : name}</span> <Value value={one} />
          </span>
        );
      })}
    </span>
  );
}
