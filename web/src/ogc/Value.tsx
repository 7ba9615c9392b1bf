/** The value of a property, as people read it. */

import type { Key } from "../i18n/translate";
import { zh } from "../i18n/zh";
import { fixed } from "../model/format";
import { FeatureName } from "../panels/FeatureName";
import { termText } from "../panels/TermName";
import { Words } from "../panels/Words";
import * as app from "../state";
import { empty } from "./fields";
import { t } from "./words";
import type { Key as OwnKey } from "./zh";

/** Values of findings that are words of the service. */
const WORDS: Readonly<Record<string, OwnKey>> = {
  "status.open": "status.open",
  "status.waived": "status.waived",
  "status.cannot-tell": "status.cannot-tell",
  "status.crashed": "status.crashed",
  "basis.ellipsoidal, CGCS2000": "basis.ellipsoidal",
};

export function Value({ name, value }: { name: string; value: unknown }) {
  if (empty(value))
    return (
      <span class="quiet" role="img" aria-label={t("item.empty")}>
        –
      </span>
    );
  if (name === "name") return <FeatureName name={String(value)} />;
  return <Words text={textOf(name, value)} />;
}

/** The value as plain text. */
export function textOf(name: string, value: unknown): string {
  if (empty(value)) return "–";
  if (Array.isArray(value))
    return value.map((v) => textOf(name, v)).join(app.lang.value === "zh" ? "、" : ", ");
  if (typeof value === "number") return name.endsWith("_km2") ? `${fixed(value)} km²` : String(value);
  if (typeof value === "object") {
    const { zh, en } = value as { zh?: string; en?: string };
    return zh && en ? app.say({ zh, en }) : JSON.stringify(value);
  }
  const term = WORDS[`${name}.${String(value)}`];
  if (term) return t(term);
  if (name === "district") return districtText(String(value));
  const word = `${name}.${String(value)}`;
  if (word in zh) return app.t(word as Key);
  return typeof value === "string" ? termText(value) : String(value);
}

/** Districts in the page's language; a feature on a border names several in one text. */
function districtText(value: string): string {
  const known = app.districts.value.state === "ready" ? app.districts.value.value.features : [];
  const names = value.split(";").map((name) => {
    const found = app.lang.value === "en" && known.find((d) => d.properties.name === name);
    return found ? found.properties.name_en : name;
  });
  return names.join(app.lang.value === "zh" ? "、" : ", ");
}
