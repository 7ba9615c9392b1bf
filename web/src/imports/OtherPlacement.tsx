/** A coordinate system that nobody proposed: typed in, with the order of its axes and its shift. */

import { Field } from "../panels/Form";
import { chosenCandidate, chosenValue } from "./model/decide";
import { AXES, type Placement, type Proposal, SHIFTS } from "./model/shapes";
import { w } from "./say";
import * as session from "./session";

export function OtherPlacement({ proposal }: { proposal: Proposal }) {
  const now = session.decisions.value;
  const value = now ? (chosenValue(now, proposal) as Placement | undefined) : undefined;
  if (!now || !value) return null;
  const own = chosenCandidate(now, proposal) === undefined;
  const take = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const crs = String(form.get("crs") ?? "").trim();
    if (!crs) return;
    const axes = AXES.find((one) => one === form.get("axes")) ?? "xy";
    const shift = SHIFTS.find((one) => one === form.get("shift")) ?? "none";
    session.choose(proposal, { crs: /^\d+$/.test(crs) ? `EPSG:${crs}` : crs, axes, shift });
  };
  return (
    <details class="import-fold" open={own}>
      <summary>{w("placement.other")}</summary>
      <form class="import-other" onSubmit={take}>
        <Field label={w("placement.crs")}>
          <input name="crs" defaultValue={value.crs} required autocomplete="off" />
        </Field>
        <Field label={w("placement.axes")}>
          <select name="axes" defaultValue={value.axes}>
            {AXES.map((axes) => (
              <option key={axes} value={axes}>
                {w(`axes.${axes}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field label={w("placement.shift")}>
          <select name="shift" defaultValue={value.shift}>
            {SHIFTS.map((shift) => (
              <option key={shift} value={shift}>
                {w(`shift.${shift}`)}
              </option>
            ))}
          </select>
        </Field>
        <button type="submit" class="button">
          {w("placement.apply")}
        </button>
      </form>
    </details>
  );
}
