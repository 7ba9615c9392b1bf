/** Attributes of the selection, and operations that take exact numbers. */

import { useState } from "preact/hooks";
import type { FeatureProperties, Term } from "../../api/types";
import { t } from "../../edit/say";
import * as session from "../../edit/session";
import { anchorOf } from "../../model/anchor";
import type { Outcome } from "../../model/edit/change";
import type { EditDocument } from "../../model/edit/document";
import {
  copyFeature,
  moveFeatures,
  removeHole,
  rotateFeatures,
  setAttributes,
} from "../../model/edit/features";
import type { Ring } from "../../model/edit/grid";
import { multiPolygon, polygonsOf } from "../../model/edit/shape";
import * as state from "../../state";

/** How far a copy lies from what it was copied from, so that both can be seen. */
const COPY_SHIFT_M = [150, -150] as const;

export function More() {
  const count = session.chosen.value.length;
  const single = session.single.value;
  if (!count || session.tool.value !== "select" || session.trial.value) return null;
  return (
    <details class="edit-more">
      <summary>{t("more")}</summary>
      <Attributes key={session.chosen.value.join()} />
      {single && <Placing />}
      {single && (
        <div class="edit-field">
          <button
            type="button"
            class="button"
            onClick={() => act((now, id) => copyFeature(now, id, COPY_SHIFT_M))}
          >
            {t("copy")}
          </button>
          {polygonsOf(single.geometry)
            .flatMap((rings) => rings.slice(1))
            .map((hole, i) => (
              <button key={hole.join()} type="button" class="button" onClick={() => fill(hole)}>
                {t("fill", { n: i + 1 })}
              </button>
            ))}
        </div>
      )}
    </details>
  );
}

/** Performs an operation on the one selected feature. */
function act(operation: (now: EditDocument, id: string) => Outcome): boolean {
  const [now, id] = [session.now.peek(), session.chosen.peek()[0]];
  return now !== null && id !== undefined && session.perform(operation(now, id));
}

function fill(hole: Ring): void {
  const inside = anchorOf(multiPolygon([[hole]]));
  if (inside) act((now, id) => removeHole(now, id, inside));
}

const plainName = (term: Term): string => (typeof term === "string" ? term : term.name);

/** Name, class and park; with several features selected what is set is set for all of them. */
function Attributes() {
  const single = session.single.value;
  const [changes, change] = useState<Partial<FeatureProperties>>({});
  const book = state.book.value;
  const value = (name: "name" | "class" | "park") => changes[name] ?? single?.properties[name] ?? "";
  const set = (name: "name" | "class" | "park") => (event: { currentTarget: { value: string } }) =>
    change({ ...changes, [name]: event.currentTarget.value || null });
  const submit = (event: Event) => {
    event.preventDefault();
    const now = session.now.peek();
    if (now) session.perform(setAttributes(now, session.chosen.peek(), changes));
  };
  const parks = [...(session.now.value?.features.values() ?? [])].filter((f) => f.properties.kind === "park");
  return (
    <form class="edit-field" onSubmit={submit}>
      {single && (
        <label>
          <span>{t("name")}</span>
          <input name="name" value={value("name")} autoComplete="off" onInput={set("name")} />
        </label>
      )}
      <Choice
        name="class"
        label={t("class")}
        value={value("class")}
        of={book?.classes.map(plainName) ?? []}
        set={set("class")}
      />
      <Choice
        name="park"
        label={t("park")}
        value={value("park")}
        of={parks.flatMap((f) => f.properties.name ?? [])}
        set={set("park")}
      />
      <button type="submit" class="button" disabled={!Object.keys(changes).length}>
        {t("apply")}
      </button>
    </form>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly of: readonly string[];
  readonly set: (event: { currentTarget: { value: string } }) => void;
}

function Choice({ name, label, value, of, set }: ChoiceProps) {
  return (
    <label>
      <span>{label}</span>
      <select name={name} value={value} onChange={set}>
        <option value="">–</option>
        {of.map((option) => (
          <option key={option} value={option} lang="zh-CN">
            {option}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Moving by metres and turning by degrees; the neighbours stay where they are. */
function Placing() {
  const [east, setEast] = useState("");
  const [north, setNorth] = useState("");
  const [angle, setAngle] = useState("");
  const numbers = [east, north, angle].map((text) => Number(text.normalize("NFKC") || 0));
  const [dx = 0, dy = 0, turn = 0] = numbers;
  const off = numbers.some(Number.isNaN) || numbers.every((n) => n === 0);
  const submit = (event: Event) => {
    event.preventDefault();
    if ((dx || dy) && !act((now, id) => moveFeatures(now, [id], [dx, dy]))) return;
    if (turn && !act((now, id) => rotateFeatures(now, [id], turn))) return;
    for (const clear of [setEast, setNorth, setAngle]) clear("");
  };
  return (
    <form class="edit-field" onSubmit={submit}>
      <Amount name="east" label={t("move.east")} value={east} set={setEast} />
      <Amount name="north" label={t("move.north")} value={north} set={setNorth} />
      <Amount name="angle" label={t("turn")} value={angle} set={setAngle} />
      <button type="submit" class="button" disabled={off}>
        {t("apply")}
      </button>
    </form>
  );
}

interface AmountProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly set: (text: string) => void;
}

function Amount({ name, label, value, set }: AmountProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        name={name}
        size={5}
        inputMode="decimal"
        autoComplete="off"
        value={value}
        placeholder="0"
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  );
}
