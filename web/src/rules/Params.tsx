/** A rule's numbers and lists as the rulebook sets them, with their units. */

import type { RulePage } from "../api/rules";
import { Words } from "../panels/Words";
import { lang, say } from "../state";
import { label, plain } from "./label";
import { t, word } from "./words";

export function Params({ rule }: { rule: RulePage }) {
  const params = Object.entries(rule.params);
  return (
    <section aria-labelledby="params">
      <h2 id="params">{t("rule.params")}</h2>
      {params.length ? (
        <>
          {rule.docs.params && (
            <p>
              <Words text={say(rule.docs.params)} />
            </p>
          )}
          <dl class="params">
            {params.map(([name, value]) => (
              <div key={name}>
                <dt>
                  {label(name) !== name && <>{label(name)} </>}
                  <code>{name}</code>
                </dt>
                <dd>
                  <Value value={value} unit={rule.units[name]} units={rule.units} />
                </dd>
              </div>
            ))}
          </dl>
          <p class="quiet">
            <Words
              text={t("rule.params.note", { book: say(rule.rulebook.title), version: rule.rulebook.version })}
            />
          </p>
        </>
      ) : (
        <p class="quiet">{t("rule.params.none")}</p>
      )}
    </section>
  );
}

interface ValueProps {
  readonly value: unknown;
  readonly unit: string | undefined;
  readonly units: RulePage["units"];
}

/** A number with its unit, a word, a list, or a table of such. */
function Value({ value, unit, units }: ValueProps) {
  if (typeof value === "number")
    return (
      <>{`${value.toLocaleString("en", { maximumFractionDigits: 6 })} ${unit ? word(`unit.${unit}`) : ""}`}</>
    );
  if (Array.isArray(value)) {
    if (value.every(isRecord)) return <Table rows={value} units={units} />;
    if (value.some(Array.isArray))
      return (
        <ul class="rows">
          {value.map((item, i) => (
            <li key={i}>
              <Value value={item} unit={unit} units={units} />
            </li>
          ))}
        </ul>
      );
    return <Words text={value.map(plain).join(lang.value === "zh" ? "、" : ", ")} />;
  }
  if (typeof value === "object" && value !== null)
    return (
      <dl class="inner">
        {Object.entries(value)
          .filter(([, inner]) => !isBlank(inner))
          .map(([name, inner]) => (
            <div key={name}>
              <dt>
                <Words text={label(name)} />
              </dt>
              <dd>
                <Value value={inner} unit={units[name]} units={units} />
              </dd>
            </div>
          ))}
      </dl>
    );
  return <Words text={plain(value)} />;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Nothing to show: no value, or an empty list. */
const isBlank = (value: unknown): boolean =>
  value === null || value === undefined || (Array.isArray(value) && !value.length);

/** Entries of the same making, one a row; a column that no entry fills is left out. */
function Table({ rows, units }: { rows: readonly Record<string, unknown>[]; units: RulePage["units"] }) {
  const names = [...new Set(rows.flatMap(Object.keys))];
  const columns = names.filter((name) => rows.some((row) => !isBlank(row[name])));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls by keyboard only if it can have the focus.
    <section class="table" tabIndex={0} aria-label={t("rule.params")}>
      <table>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col">
                <Words text={label(name)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {columns.map((name) => (
                <td key={name}>
                  {!isBlank(row[name]) && <Value value={row[name]} unit={units[name]} units={units} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
