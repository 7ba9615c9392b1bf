/** What comes without a question: counted, and listed for whoever wants to see. */

import { CHANGES } from "../api/scenarios";
import { idOf } from "../model/layout";
import { Words } from "../panels/Words";
import * as app from "../state";
import { DifferenceTable } from "./DifferenceTable";
import type { Look } from "./merging";
import { w } from "./say";

export function CleanChanges({ look }: { look: Look }) {
  const n = look.put.length + look.delete.length;
  return (
    <section aria-labelledby="clean-title">
      <h2 id="clean-title">{w("clean", { n })}</h2>
      {n === 0 && <p class="quiet">{w("clean.none")}</p>}
      {look.features.length > 0 && (
        <>
          <p>
            {CHANGES.map((change) => ({
              change,
              n: look.features.filter((one) => one.change === change).length,
            }))
              .filter((one) => one.n)
              .map((one) => `${w(`change.${one.change}`)} ${one.n}`)
              .join(" · ")}
          </p>
          <details>
            <summary>{w("clean.list")}</summary>
            <DifferenceTable features={look.features} same={null} />
          </details>
        </>
      )}
      {look.features.length === 0 && n > 0 && <Names look={look} />}
    </section>
  );
}

/** Of a revert only ids are told; the layout on show has their names. */
function Names({ look }: { look: Look }) {
  const features = app.model.value?.features ?? [];
  const name = (id: string) => features.find((f) => idOf(f) === id)?.properties.name ?? id;
  return (
    <ul class="clean-names">
      {look.put.map((id) => (
        <li key={id}>
          {w("clean.put")} <Words text={name(id)} /> <code class="quiet">{id}</code>
        </li>
      ))}
      {look.delete.map((id) => (
        <li key={id}>
          {w("clean.deleted")} <Words text={name(id)} /> <code class="quiet">{id}</code>
        </li>
      ))}
    </ul>
  );
}
