/** What became of the findings: resolved, new, told otherwise, still there; each leads to its place on the map. */

import type { FindingsDelta, Ref } from "../api/scenarios";
import type { Finding } from "../api/types";
import { SectionIcon } from "../panels/Icon";
import { Words } from "../panels/Words";
import { mapHref, ruleHref } from "../rules/address";
import { lang, say } from "../state";
import { onMap, showPlace } from "./onmap";
import { w } from "./say";

export function FindingsPart({ findings, to }: { findings: FindingsDelta | null; to: Ref | null }) {
  return (
    <section aria-labelledby="delta-title">
      <h2 id="delta-title">{w("delta")}</h2>
      {!findings ? (
        <p class="quiet">{w("delta.unknown")}</p>
      ) : (
        <>
          <p class="delta-counts">
            {w("delta.counts", {
              resolved: findings.resolved.length,
              added: findings.added.length,
              kept: findings.kept + findings.changed.length,
            })}{" "}
            {to && <a href={mapHref({ layout: to.layout, lang: lang.value })}>{w("delta.all")}</a>}
          </p>
          {!findings.same_rules && <p class="quiet">{w("delta.rules")}</p>}
          <FindingGroup what="added" findings={findings.added} />
          <FindingGroup what="resolved" findings={findings.resolved} />
          <FindingGroup what="changed" findings={findings.changed.map(({ after }) => after)} />
        </>
      )}
    </section>
  );
}

interface GroupProps {
  readonly what: "added" | "resolved" | "changed";
  readonly findings: readonly Finding[];
}

export function FindingGroup({ what, findings }: GroupProps) {
  if (!findings.length) return null;
  return (
    <details class={`delta-group ${what}`} open={findings.length < 9}>
      <summary>{w(`delta.${what}`, { n: findings.length })}</summary>
      <ul>
        {findings.map((finding) => (
          <li key={finding.id}>
            <SectionIcon section={finding.severity === "error" ? "must" : "should"} />{" "}
            <a href={ruleHref(finding.rule, { layout: null, lang: lang.value })}>{finding.rule}</a>{" "}
            <Words text={say(finding.message)} />{" "}
            {finding.evidence && onMap.value && (
              <button
                type="button"
                class="link"
                aria-label={w("delta.place.of", { rule: finding.rule })}
                onClick={() => showPlace([finding.evidence])}
              >
                {w("delta.place")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
