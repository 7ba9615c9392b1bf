/** What the import does to the findings of the layout. */

import type { Finding } from "../api/types";
import { Words } from "../panels/Words";
import { say } from "../state";
import type { Preview } from "./model/shapes";
import { w } from "./say";

const MOST = 30;

export function FindingsDelta({ findings }: { findings: Preview["findings"] }) {
  return (
    <section aria-labelledby="import-findings">
      <h3 id="import-findings">{w("findings.title")}</h3>
      {!findings ? (
        <p class="quiet">{w("findings.unknown")}</p>
      ) : !findings.added.length && !findings.resolved.length ? (
        <p class="quiet">{w("findings.none")}</p>
      ) : (
        <>
          <Some what="added" findings={findings.added} />
          <Some what="resolved" findings={findings.resolved} />
        </>
      )}
    </section>
  );
}

function Some({ what, findings }: { what: "added" | "resolved"; findings: readonly Finding[] }) {
  if (!findings.length) return null;
  return (
    <details class="import-fold" open={findings.length < 6}>
      <summary>{w(`findings.${what}`, { n: findings.length })}</summary>
      <ul class="import-evidence">
        {findings.slice(0, MOST).map((finding) => (
          <li key={finding.id}>
            <code>{finding.rule}</code> <Words text={say(finding.message)} />
          </li>
        ))}
        {findings.length > MOST && <li>… {findings.length - MOST}</li>}
      </ul>
    </details>
  );
}
