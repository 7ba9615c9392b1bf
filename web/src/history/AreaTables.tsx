/** How much ground each park and class has before and after, and which ground changed hands. */

import type { Comparison, Flow, Place } from "../api/scenarios";
import type { Kind } from "../api/types";
import { fixed, signed } from "../model/format";
import { TermName } from "../panels/TermName";
import { book, say } from "../state";
import { Scroll } from "./DifferenceTable";
import { type KindTotals, km2, moves, totalsByKind } from "./model/values";
import { w } from "./say";

const DIGITS = 4;
const area = (m2: number): string => fixed(km2(m2), DIGITS);

export function AreaTables({ areas }: { areas: Comparison["areas"] }) {
  const totals = totalsByKind(areas.totals);
  const flows = moves(areas.flows);
  return (
    <section aria-labelledby="areas-title">
      <h2 id="areas-title">{w("areas")}</h2>
      {totals.length === 0 && flows.length === 0 ? (
        <p class="quiet">{w("areas.none")}</p>
      ) : (
        <>
          {totals.length > 0 && (
            <Scroll label={w("areas")}>
              <table class="compare-table">
                <thead>
                  <tr>
                    <th scope="col">{w("areas.place")}</th>
                    <th scope="col" class="number">
                      {w("areas.before")}
                    </th>
                    <th scope="col" class="number">
                      {w("areas.after")}
                    </th>
                    <th scope="col" class="number">
                      {w("areas.difference")}
                    </th>
                  </tr>
                </thead>
                {totals.map((one) => (
                  <Totals key={one.kind} totals={one} />
                ))}
              </table>
            </Scroll>
          )}
          {flows.length > 0 && (
            <details class="area-flows" open={flows.length < 9}>
              <summary>{w("flows", { n: flows.length })}</summary>
              <Scroll label={w("flows", { n: flows.length })}>
                <table class="compare-table">
                  <thead>
                    <tr>
                      <th scope="col">{w("from")}</th>
                      <th scope="col">{w("to")}</th>
                      <th scope="col" class="number">
                        {w("areas.moved")}
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {flows.map((flow, i) => (
                      <FlowRow key={i} flow={flow} />
                    ))}
                  </tbody>
                </table>
              </Scroll>
            </details>
          )}
          <p class="quiet">{w("areas.basis")}</p>
        </>
      )}
    </section>
  );
}

function Totals({ totals: { kind, rows, before_m2, after_m2 } }: { totals: KindTotals }) {
  return (
    <tbody>
      {rows.map((row) => (
        <tr key={`${row.park} ${row.class}`}>
          <th scope="row">
            <PlaceName place={row} kind={kind} />
          </th>
          <Numbers before_m2={row.before_m2} after_m2={row.after_m2} />
        </tr>
      ))}
      <tr class="sum">
        <th scope="row">{w("areas.sum", { kind: kindText(kind) })}</th>
        <Numbers before_m2={before_m2} after_m2={after_m2} />
      </tr>
    </tbody>
  );
}

function Numbers({ before_m2, after_m2 }: { before_m2: number; after_m2: number }) {
  return (
    <>
      <td class="number">{area(before_m2)}</td>
      <td class="number">{area(after_m2)}</td>
      <td class="number">{signed(km2(after_m2 - before_m2), DIGITS)}</td>
    </>
  );
}

function FlowRow({ flow }: { flow: Flow }) {
  return (
    <tr>
      <td>{flow.from ? <PlaceName place={flow.from} kind={flow.kind} /> : w("flows.uncovered")}</td>
      <td>{flow.to ? <PlaceName place={flow.to} kind={flow.kind} /> : w("flows.uncovered")}</td>
      <td class="number">{area(flow.area_m2)}</td>
    </tr>
  );
}

function PlaceName({ place, kind }: { place: Place; kind: Kind }) {
  return (
    <>
      {place.park ? <TermName name={place.park} /> : w("areas.nopark")}
      {place.class && (
        <>
          {" · "}
          <TermName name={place.class} />
        </>
      )}{" "}
      <span class="quiet">{kindText(kind)}</span>
    </>
  );
}

export const kindText = (kind: Kind): string => {
  const form = book.value?.kinds?.find((one) => one.kind === kind);
  return form ? say(form.title) : kind;
};
