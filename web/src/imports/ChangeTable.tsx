/** Every feature that an import touches: what becomes of it, what it is matched with, what it states and measures. */

import { useEffect, useMemo, useState } from "preact/hooks";
import { getFeatures } from "../api/client";
import { fixed, signed } from "../model/format";
import { idOf } from "../model/layout";
import { Words } from "../panels/Words";
import { say } from "../state";
import { onMap } from "./ChangesMap";
import { CHANGES, partnersOf, type Row, rowsOf, withPair } from "./model/changes";
import type { Change, Preview } from "./model/shapes";
import { Scroll } from "./Scroll";
import { w } from "./say";
import * as session from "./session";

const AT_ONCE = 100;
const AREA_DIGITS = 4;
/** What the service found itself, before anybody set a pair. */
const found = new Map<string, string | null>();

export function ChangeTable({ preview }: { preview: Preview }) {
  const [only, setOnly] = useState<Change | null>(null);
  const [most, setMost] = useState(AT_ONCE);
  const rows = useMemo(() => rowsOf(preview), [preview]);
  const existing = useExisting(preview.layout);
  const shown = only ? rows.filter((row) => row.change === only) : rows;
  const features = useMemo(
    () => new Map([...preview.features.features, ...preview.removed.features].map((f) => [String(f.id), f])),
    [preview],
  );
  return (
    <section aria-labelledby="import-changes">
      <h3 id="import-changes">{w("changes.title")}</h3>
      <fieldset class="segmented">
        <legend>{w("changes.show")}</legend>
        {[null, ...CHANGES].map((change) => (
          <label key={change}>
            <input
              type="radio"
              name="import-only"
              checked={only === change}
              onChange={() => {
                setOnly(change);
                setMost(AT_ONCE);
              }}
            />
            <span>
              {w(change ? `change.${change}` : "changes.all")}{" "}
              {change ? preview.changes[change] : rows.length}
            </span>
          </label>
        ))}
      </fieldset>
      {!shown.length ? (
        <p class="quiet">{w("changes.none")}</p>
      ) : (
        <Scroll label={w("changes.title")}>
          <table class="import-table">
            <thead>
              <tr>
                <th scope="col">{w("row.feature")}</th>
                <th scope="col">{w("row.change")}</th>
                {preview.layout !== null && <th scope="col">{w("row.match")}</th>}
                <th scope="col">{w("row.stated")}</th>
                <th scope="col">{w("row.measured")}</th>
                <th scope="col">{w("row.difference")}</th>
              </tr>
            </thead>
            <tbody>
              {shown.slice(0, most).map((row) => (
                <ChangeRow
                  key={`${row.change} ${row.id}`}
                  row={row}
                  partners={preview.layout === null ? null : partnersOf(rows, existing, row)}
                  go={() => {
                    const feature = features.get(row.id);
                    if (feature) onMap.peek()?.to(feature);
                  }}
                />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {shown.length > most && (
        <button type="button" class="button" onClick={() => setMost(most + AT_ONCE)}>
          {w("changes.more", { n: Math.min(AT_ONCE, shown.length - most) })}
        </button>
      )}
    </section>
  );
}

interface Partner {
  readonly id: string;
  readonly name: string | null;
}

/** What the layout holds now; none where it is new. */
function useExisting(layout: string | null): readonly Partner[] {
  const [list, setList] = useState<readonly Partner[]>([]);
  useEffect(() => {
    setList([]);
    if (layout === null) return;
    const leaving = new AbortController();
    getFeatures(layout, leaving.signal).then(
      ({ features }) => setList(features.map((f) => ({ id: idOf(f), name: f.properties.name }))),
      () => undefined,
    );
    return () => leaving.abort();
  }, [layout]);
  return list;
}

interface RowProps {
  readonly row: Row;
  readonly partners: readonly Partner[] | null;
  readonly go: () => void;
}

function ChangeRow({ row, partners, go }: RowProps) {
  const { area } = row;
  return (
    <tr>
      <th scope="row">
        <button type="button" class="link" lang="zh-CN" onClick={go}>
          {row.name ?? row.id}
        </button>
        {row.name !== null && <code class="quiet">{row.id}</code>}
      </th>
      <td>
        <span class="import-fate">
          <i class={`import-key ${row.change}`} />
          {w(`change.${row.change}`)}
        </span>
      </td>
      {partners && <td>{row.change === "removed" ? "–" : <PairField row={row} partners={partners} />}</td>}
      <td class="number">{km2(area?.stated_km2)}</td>
      <td class="number">{km2(area?.measured_km2)}</td>
      <td class="number">
        {area?.difference_share == null ? "–" : `${signed(area.difference_share * 100, 1)}%`}
        {area?.hint && (
          <span class="import-hint">
            <Words text={say(area.hint)} />
          </span>
        )}
      </td>
    </tr>
  );
}

const km2 = (value: number | null | undefined): string =>
  value == null ? "–" : `${fixed(value, AREA_DIGITS)} km²`;

/** What a feature is in the layout: as it was found, or as a person says. */
function PairField({ row, partners }: { row: Row; partners: readonly Partner[] }) {
  const pairs = session.pairs.value;
  const byHand = row.id in pairs;
  const was = row.match?.was ?? null;
  if (!byHand) found.set(row.id, was);
  const own = was !== null && !partners.some(({ id }) => id === was) ? [{ id: was, name: null }] : [];
  return (
    <div class="import-pair">
      <select
        aria-label={w("match.of", { name: row.name ?? row.id })}
        value={was ?? ""}
        onChange={(event) => {
          const to = event.currentTarget.value || null;
          session.pairs.value = withPair(pairs, row.id, to, found.get(row.id) ?? null);
        }}
      >
        <option value="">{w("match.none")}</option>
        {[...own, ...partners].map(({ id, name }) => (
          <option key={id} value={id}>
            {name === null || name === id ? id : `${name} (${id})`}
          </option>
        ))}
      </select>
      <span class="quiet">
        {byHand ? w("match.hand") : row.match ? `${w(`match.${row.match.by}`)}${shareOf(row)}` : ""}
      </span>
      {byHand && (
        <button
          type="button"
          class="link"
          onClick={() => {
            const { [row.id]: _, ...others } = pairs;
            session.pairs.value = others;
          }}
        >
          {w("match.reset")}
        </button>
      )}
    </div>
  );
}

const shareOf = ({ match }: Row): string =>
  match?.by === "overlap" && match.share !== null
    ? ` (${w("match.share", { share: Math.round(match.share * 100) })})`
    : "";
