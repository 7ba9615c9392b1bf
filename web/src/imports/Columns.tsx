/** The columns of a layer: what each becomes, with samples, units and how sure that is. */

import { Words } from "../panels/Words";
import { say } from "../state";
import { chosenValue, decide, keyOf, withColumn, withLayer } from "./model/decide";
import type { ColumnSeen, LayerSeen, Proposal } from "./model/shapes";
import { UNITS } from "./model/shapes";
import { properties } from "./properties";
import { Certainty, Confirm } from "./Question";
import { Scroll } from "./Scroll";
import { w } from "./say";
import * as session from "./session";

export function Columns({ layer }: { layer: LayerSeen }) {
  const questions = session.questions.value;
  if (!questions || !layer.columns.length) return null;
  const ofTable = (p: Proposal) => (p.about === "column" || p.about === "unit") && isOf(p, layer.name);
  const asks = questions.asking.some(ofTable);
  return (
    <details class="import-fold" open={asks} data-columns={layer.name}>
      <summary>
        {!asks && <span class="import-tick">✓</span>} <Words text={w("columns", { layer: layer.name })} />
      </summary>
      <p class="quiet">{w("columns.lead")}</p>
      <Scroll label={w("columns", { layer: layer.name })}>
        <table class="import-table import-stack">
          <thead>
            <tr>
              <th scope="col">{w("column.name")}</th>
              <th scope="col">{w("column.property")}</th>
              <th scope="col">{w("column.sure")}</th>
            </tr>
          </thead>
          <tbody>
            {layer.columns.map((column) => (
              <ColumnRow key={column.name} layer={layer.name} column={column} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </details>
  );
}

/** Whether a proposal speaks of a layer; one without a name speaks of the only one. */
export const isOf = (proposal: Proposal, layer: string): boolean =>
  proposal.layer === null || proposal.layer === layer;

interface RowProps {
  readonly layer: string;
  readonly column: ColumnSeen;
}

function ColumnRow({ layer, column }: RowProps) {
  const now = session.decisions.value;
  const read = now?.layers[layer];
  const inspection = session.inspection.value;
  if (!now || !read || !inspection) return null;
  const of = (about: "column" | "unit") =>
    inspection.proposals.find((p) => p.about === about && p.column === column.name && isOf(p, layer));
  const property = read.columns[column.name] ?? null;
  const what = of("column");
  const unit = property === "stated_area_km2" ? of("unit") : undefined;
  const take = (to: string | null) => {
    if (what) session.choose(what, to);
    else session.decisions.value = withLayer(now, layer, (it) => withColumn(it, column.name, to));
  };
  const open = [what, unit].some((p) => p?.asks && !session.answered.value.has(keyOf(p)));
  return (
    <tr {...(open ? { "data-open": "", tabIndex: -1, class: "open" } : {})}>
      <th scope="row" lang="zh-CN">
        {column.name}
        <span class="quiet" lang="">
          {w("column.filled", { n: column.filled })}
        </span>
        <span class="quiet">{column.samples.slice(0, 3).join("、")}</span>
      </th>
      <td>
        <select
          aria-label={w("column.property.of", { name: column.name })}
          value={property ?? ""}
          onChange={(event) => take(event.currentTarget.value || null)}
        >
          <option value="">{w("column.none")}</option>
          {properties().map(({ name, title }) => (
            <option key={name} value={name}>
              {title}
            </option>
          ))}
        </select>
        {property === "stated_area_km2" && <UnitField layer={layer} column={column.name} proposal={unit} />}
      </td>
      <td>
        {what && <Told proposal={what} />}
        {unit && <Told proposal={unit} />}
      </td>
    </tr>
  );
}

/** How sure it is, why, and, where it asks, the button to agree. */
export function Told({ proposal, what }: { proposal: Proposal; what?: string }) {
  const now = session.decisions.value;
  const chosen = now
    ? proposal.candidates.find(
        ({ value }) => JSON.stringify(value) === JSON.stringify(chosenValue(now, proposal)),
      )
    : undefined;
  return (
    <div class="import-told">
      {chosen && <Certainty confidence={chosen.confidence} />}
      {chosen?.evidence.map((sentence) => (
        <p key={sentence.en} class="quiet">
          <Words text={say(sentence)} />
        </p>
      ))}
      {proposal.asks && <Confirm proposal={proposal} what={what ?? say(proposal.title)} />}
    </div>
  );
}

interface UnitProps {
  readonly layer: string;
  readonly column: string;
  readonly proposal: Proposal | undefined;
}

function UnitField({ layer, column, proposal }: UnitProps) {
  const now = session.decisions.value;
  if (!now) return null;
  const asked: Proposal = proposal ?? { ...NOBODYS, layer, column };
  return (
    <select
      aria-label={w("column.unit.of", { name: column })}
      value={String(chosenValue(now, asked) ?? "km2")}
      onChange={(event) => {
        const unit = event.currentTarget.value;
        if (proposal) session.choose(proposal, unit);
        else session.decisions.value = decide(now, asked, unit);
      }}
    >
      {UNITS.map((unit) => (
        <option key={unit} value={unit}>
          {w(`unit.${unit}`)}
        </option>
      ))}
    </select>
  );
}

/** A unit that nobody proposed: the column became an area by hand. */
const NOBODYS: Proposal = {
  about: "unit",
  title: { zh: "", en: "" },
  layer: null,
  column: null,
  word: null,
  asks: false,
  converts: false,
  declared: false,
  candidates: [],
};
