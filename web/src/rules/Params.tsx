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
    if (value.some((item) => typeof item === "object"))
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
          .filter(([, inner]) => inner !== null && !(Array.isArray(inner) && !inner.length))
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
