/** The values of an indicator as a table; what was entered can be taken back. */

import type { Indicator } from "../api/register";
import { plain } from "../model/indicators";
import { Words } from "../panels/Words";
import { bothNames, lang, say } from "../state";
import { opened } from "./IndicatorPage";
import { t } from "./words";

export function ValueTable({ item }: { item: Indicator }) {
  return (
    <details class="values">
      <summary>{t("indicator.table", { n: item.values.length })}</summary>
      <div class="values-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t("indicators.scope")}</th>
              <th scope="col">{t("indicator.year")}</th>
              <th scope="col" class="number">
                {item.unit[lang.value]
                  ? t("enter.value.unit", { unit: item.unit[lang.value] })
                  : t("indicator.value")}
              </th>
              <th scope="col">{t("indicator.source")}</th>
            </tr>
          </thead>
          <tbody>
            {item.values.map((value) => (
              <tr key={`${value.scope} ${value.year}`}>
                <td>
                  <Words text={scopeName(item, value.scope)} />
                </td>
                <td>{value.year}</td>
                <td class="number">{plain(value.value)}</td>
                <td>
                  <span class="quiet">{t(`origin.${value.origin}`)}</span> <Words text={value.source} />
                  {value.author && (
                    <span class="quiet">
                      {" "}
                      <Words text={value.author} />
                    </span>
                  )}
                  {value.origin === "entered" && (
                    <button
                      type="button"
                      class="link"
                      aria-label={t("enter.back.label", {
                        scope: scopeName(item, value.scope),
                        year: value.year,
                      })}
                      onClick={() => {
                        opened.value = { item, back: value };
                      }}
                    >
                      {t("enter.back")}
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** A value's scope: the indicator's own in the page's language, a member by its names. */
const scopeName = (item: Indicator, scope: string): string =>
  scope === item.scope.zh ? say(item.scope) : bothNames(scope);
