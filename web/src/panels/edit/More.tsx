/** Operations on the selected feature that take exact numbers. */

import { useState } from "preact/hooks";
import { t } from "../../edit/say";
import * as session from "../../edit/session";
import { anchorOf } from "../../model/anchor";
import type { Outcome } from "../../model/edit/change";
import type { EditDocument } from "../../model/edit/document";
import { copyFeature, moveFeatures, removeHole, rotateFeatures } from "../../model/edit/features";

import type { Ring } from "../../model/edit/grid";
import { multiPolygon, polygonsOf } from "../../model/edit/shape";

/** How far a copy lies from what it was copied from, so that both can be seen. */
const COPY_SHIFT_M = [150, -150] as const;

export function More() {
  const single = session.single.value;
  if (!single || session.tool.value !== "select" || session.trial.value) return null;
  return (
    <details class="edit-more">
      <summary>{t("more")}</summary>
      <Placing />
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
