/** How many findings there are of each kind; pressing one shows or hides them. */

import { TONES, toneOf } from "./data";
import { Sign } from "./Sign";
import { all, data, hidden, t, toggled } from "./state";

export function Tally() {
  return (
    <fieldset class="tally">
      <legend class="unseen">{t("findings.show")}</legend>
      {TONES.map((tone) => {
        const n = all.filter((finding) => toneOf(finding) === tone).length;
        return (
          <button
            key={tone}
            type="button"
            class={`tile ${tone}`}
            aria-pressed={!hidden.value.has(tone)}
            disabled={n === 0}
            data-tone={tone}
            onClick={() => {
              hidden.value = toggled(hidden.value, tone);
            }}
          >
            <strong>{n}</strong>
            <span class="tile-name">
              <Sign tone={tone} />
              {t(`tone.${tone}`)}
            </span>
          </button>
        );
      })}
      <p class="passed-rules quiet">{t("passed", { n: data.summary.passed })}</p>
    </fieldset>
  );
}
