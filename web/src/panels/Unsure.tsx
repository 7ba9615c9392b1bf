/** What could not be told, by what is missing: one line for all rules that wait for the same thing. */

import type { Finding } from "../api/types";
import { byMessage } from "../model/findings";
import * as state from "../state";
import { say, t } from "../state";
import { FindingCard } from "./FindingCard";
import { Words } from "./Words";

export function Unsure({ findings }: { findings: readonly Finding[] }) {
  const chosen = state.selectedFinding.value;
  return (
    <>
      <p class="section-note">{t("section.unsure.note")}</p>
      <ol class="finding-list">
        {byMessage(findings).map(([first, ...others]) =>
          others.length ? (
            <li key={first.id} class="missing">
              <details open={[first, ...others].some((f) => f.id === chosen)}>
                <summary>
                  <Words text={say(first.message)} />
                  <span class="badge unsure">{t("missing.rules", { n: others.length + 1 })}</span>
                </summary>
                <ol class="finding-list">
                  {[first, ...others].map((f) => (
                    <FindingCard key={f.id} finding={f} chosen={f.id === chosen} />
                  ))}
                </ol>
              </details>
            </li>
          ) : (
            <FindingCard key={first.id} finding={first} chosen={first.id === chosen} />
          ),
        )}
      </ol>
    </>
  );
}
