/** The total area against the limit, and what it is made up of. */

import { fixed } from "../model/format";
import { budget, t } from "../state";

/** Half of the last decimal shown: below it the total reads as equal to its limit. */
const SHOWN_KM2 = 0.005;

export function BudgetBar() {
  const now = budget.value;
  if (!now) return null;
  const { total_km2, limit_km2, over_km2, group_km2, reserve_km2, small_km2 } = now;
  const full = Math.max(total_km2, limit_km2, group_km2 + reserve_km2 + small_km2) || 1;
  const share = (value: number) => ({ width: `${(100 * value) / full}%` });
  const over = over_km2 >= SHOWN_KM2;
  const values = { total: fixed(total_km2), limit: fixed(limit_km2) };
  const verdict = over
    ? t("budget.over", { n: fixed(over_km2) })
    : over_km2 <= -SHOWN_KM2
      ? t("budget.spare", { n: fixed(-over_km2) })
      : t("budget.exact");
  return (
    <div class={over ? "budget over" : "budget"}>
      <div class="budget-line">
        <span class="budget-title">{t("budget.title")}</span>
        <span class="budget-value" data-testid="budget">
          {t("budget.of", values)}
        </span>
        <span class="budget-verdict">{verdict}</span>
      </div>
      <div class="budget-bar" role="img" aria-label={`${t("budget.bar", values)} · ${verdict}`}>
        <span class="part group" style={share(group_km2)} />
        <span class="part reserve" style={share(reserve_km2)} />
        <span class="part small" style={share(small_km2)} />
        {over && <span class="part excess" style={{ left: share(limit_km2).width }} />}
        <span class="limit" style={{ left: `${(100 * limit_km2) / full}%` }} />
      </div>
      <ul class="budget-parts">
        <li class="group">
          {t("kind.group")} <b>{fixed(group_km2)}</b>
        </li>
        <li class="reserve">
          {t("kind.reserve")} <b>{fixed(reserve_km2)}</b>
        </li>
        <li class="small">
          {t("kind.small")} <b>{fixed(small_km2)}</b>
        </li>
      </ul>
    </div>
  );
}
