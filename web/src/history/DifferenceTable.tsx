/** What differs, feature by feature and attribute by attribute; each row leads to its place on the map. */

import { useState } from "preact/hooks";
import { type Attribute, CHANGES, type Change, type Difference } from "../api/scenarios";
import { fixed, signed } from "../model/format";
import { TermName } from "../panels/TermName";
import { Words } from "../panels/Words";
import { book, lang, say } from "../state";
import { Key } from "./Key";
import { km2, titleOf, valueText } from "./model/values";
import { onMap, showDifference } from "./onmap";
import { w } from "./say";
import * as state from "./state";

const AT_ONCE = 100;
const AREA_DIGITS = 4;
const MARK = { added: "added", removed: "removed", moved: "gained", retitled: "retitled" } as const;

interface TableProps {
  readonly features: readonly Difference[];
  /** How many are the same; null where the table is part of something else. */
  readonly same: number | null;
}

export function DifferenceTable({ features, same }: TableProps) {
  const [only, setOnly] = useState<Change | null>(null);
  const [most, setMost] = useState(AT_ONCE);
  const shown = only ? features.filter(({ change }) => change === only) : features;
  const { feature } = state.route.value;
  // What a link leads to is listed, however far down it stands.
  const listed = shown.filter((difference, i) => i < most || difference.id === feature);
  return (
    <section aria-labelledby="differences-title">
      <h2 id="differences-title" class={same === null ? "unseen" : undefined}>
        {w("differences")}
      </h2>
      {same !== null && <p class="quiet">{w("differences.same", { n: features.length, same })}</p>}
      <ChangeFilter features={features} only={only} choose={setOnly} />
      {shown.length > 0 && (
        <Scroll label={w("differences")}>
          <table class="compare-table wide">
            <thead>
              <tr>
                <th scope="col">{w("row.feature")}</th>
                <th scope="col">{w("row.change")}</th>
                <th scope="col">{w("row.attributes")}</th>
                <th scope="col" class="number">
                  {w("row.area")}
                </th>
              </tr>
            </thead>
            <tbody>
              {listed.map((difference) => (
                <Row key={difference.id} difference={difference} chosen={difference.id === feature} />
              ))}
            </tbody>
          </table>
        </Scroll>
      )}
      {shown.length > most && (
        <button type="button" class="button" onClick={() => setMost(most + AT_ONCE)}>
          {w("more", { n: Math.min(AT_ONCE, shown.length - most) })}
        </button>
      )}
    </section>
  );
}

interface FilterProps {
  readonly features: readonly Difference[];
  readonly only: Change | null;
  readonly choose: (only: Change | null) => void;
}

function ChangeFilter({ features, only, choose }: FilterProps) {
  return (
    <fieldset class="segmented">
      <legend class="unseen">{w("differences.show")}</legend>
      {[null, ...CHANGES].map((change) => (
        <label key={change}>
          <input type="radio" name="only" checked={only === change} onChange={() => choose(change)} />
          <span>
            {w(change ? `change.${change}` : "differences.all")}{" "}
            {change ? features.filter((one) => one.change === change).length : features.length}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** A table that is wider than a narrow window scrolls by itself, also by keys. */
export function Scroll({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keys
    <section class="compare-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}

function Row({ difference, chosen }: { difference: Difference; chosen: boolean }) {
  return (
    <tr data-difference={difference.id} class={chosen ? "chosen" : undefined}>
      <th scope="row">
        {onMap.value ? (
          <button type="button" class="link" lang="zh-CN" onClick={() => showDifference(difference)}>
            {difference.name}
          </button>
        ) : (
          <span lang="zh-CN">{difference.name}</span>
        )}{" "}
        <code class="quiet">{difference.id}</code>
      </th>
      <td>
        <span class="with-key">
          <Key mark={MARK[difference.change]} /> {w(`change.${difference.change}`)}
        </span>
      </td>
      <td>
        {difference.attributes.length > 0 && (
          <Attributes
            difference={difference}
            short={difference.change === "added" || difference.change === "removed"}
          />
        )}
      </td>
      <td class="number">
        <AreaOf difference={difference} />
      </td>
    </tr>
  );
}

/** Old and new value of each property; of a feature that is on one side only the list is folded. */
function Attributes({ difference, short }: { difference: Difference; short: boolean }) {
  const list = (
    <dl class="attributes">
      {difference.attributes.map((attribute) => (
        <AttributeLine key={attribute.name} attribute={attribute} difference={difference} />
      ))}
    </dl>
  );
  if (!short) return list;
  return (
    <details>
      <summary>{w("attributes.n", { n: difference.attributes.length })}</summary>
      {list}
    </details>
  );
}

function AttributeLine({ attribute, difference }: { attribute: Attribute; difference: Difference }) {
  const title = titleOf(attribute.name, difference.kind, book.value?.kinds ?? []);
  return (
    <div>
      <dt>{title ? say(title) : attribute.name}</dt>
      <dd>
        <del>
          <Value value={attribute.before} />
        </del>{" "}
        <span aria-hidden="true">→</span>{" "}
        <ins>
          <Value value={attribute.after} />
        </ins>
      </dd>
    </div>
  );
}

/** A value in the page's language; a dash where it says nothing. */
export function Value({ value }: { value: unknown }) {
  const text = valueText(value, lang.value === "zh" ? "、" : ", ");
  if (text === null) return <span class="quiet">{w("empty")}</span>;
  return typeof value === "string" ? <TermName name={text} /> : <Words text={text} />;
}

function AreaOf({ difference }: { difference: Difference }) {
  const { before_m2, after_m2, gained_m2, lost_m2, change } = difference;
  const text = (m2: number | null) => (m2 === null ? "–" : fixed(km2(m2), AREA_DIGITS));
  if (change === "retitled") return <>{`${text(after_m2)} km²`}</>;
  return (
    <>
      {`${text(before_m2)} → ${text(after_m2)} km²`}
      {change === "moved" && (
        <span class="quiet ground">
          {w("ground", {
            gained: signed(km2(gained_m2), AREA_DIGITS),
            lost: signed(-km2(lost_m2), AREA_DIGITS),
          })}
        </span>
      )}
    </>
  );
}
