/** The findings that are gone, new, or still there since the earlier report. */

import { SINCE } from "../model/delta";
import * as state from "../state";
import { t } from "../state";
import * as compare from "../stores/compare";
import { FindingCard } from "./FindingCard";

export function SinceList() {
  const key = compare.since.value;
  const delta = compare.delta.value;
  if (!key || !delta || !SINCE.includes(key)) return null;
  const list = delta[key];
  return (
    <section class="section-panel" aria-label={t(`compare.${key}`, { n: list.length })}>
      {list.length ? (
        <ol class="finding-list">
          {list.map((finding) => (
            <FindingCard
              key={finding.id}
              finding={finding}
              chosen={finding.id === state.selectedFinding.value}
            />
          ))}
        </ol>
      ) : (
        <p class="empty">{t(`compare.${key}.empty`)}</p>
      )}
    </section>
  );
}
