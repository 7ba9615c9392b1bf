/** The areas of parks and what belongs to them, on the ellipsoid. */

import { area, signed } from "../model/format";
import { Marked } from "../panels/Marked";
import { type AreaRow, areaRows, totalOf } from "./areas";
import { data, features, lang, nameOf, say, t } from "./state";

const rows = areaRows(features);
const TOTALS = (["park", "group", "reserve", "small", "parcel"] as const)
  .map((kind) => ({ kind, ...totalOf(features, kind) }))
  .filter(({ count }) => count > 0);
const stated = rows.some((row) => row.stated_km2 !== null);

export function Areas() {
  if (!rows.length) return null;
  return (
    <section class="areas" aria-labelledby="areas">
      <h2 id="areas">{t("areas")}</h2>
      <p class="quiet" data-testid="basis">
        <Marked text={say(data.basis)} lang={lang.value} />
      </p>
      <div class="table-frame">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("areas.name")}</th>
              <th scope="col" class="wide-only">
                {t("areas.kind")}
              </th>
              <th scope="col" class="number">
                {t("areas.area")} <span class="quiet">km²</span>
              </th>
              {stated && (
                <>
                  <th scope="col" class="number wide-only">
                    {t("areas.stated")} <span class="quiet">km²</span>
                  </th>
                  <th scope="col" class="number">
                    {t("areas.difference")} <span class="quiet">km²</span>
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
          <tfoot>
            {TOTALS.map(({ kind, count, area_km2 }) => (
              <tr key={kind}>
                <th scope="row">{t("areas.total", { kind: t(`kind.${kind}`), n: count })}</th>
                <td class="wide-only" />
                <td class="number">{area(area_km2)}</td>
                {stated && (
                  <>
                    <td class="wide-only" />
                    <td />
                  </>
                )}
              </tr>
            ))}
          </tfoot>
        </table>
      </div>
    </section>
  );
}

function Row({ row }: { row: AreaRow }) {
  const kind = t(`kind.${row.kind}`);
  const name = row.name === null ? null : nameOf(row.name);
  return (
    <tr class={`depth-${row.depth} ${row.kind}`}>
      <th scope="row">
        {name ? <span lang={name.lang}>{name.text}</span> : t("areas.several", { kind, n: row.count })}
      </th>
      <td class="wide-only quiet">{name ? kind : ""}</td>
      <td class="number">{area(row.area_km2)}</td>
      {stated && (
        <>
          <td class="number wide-only">{row.stated_km2 === null ? "" : area(row.stated_km2)}</td>
          <td class="number">{row.stated_km2 === null ? "" : signed(row.area_km2 - row.stated_km2)}</td>
        </>
      )}
    </tr>
  );
}
