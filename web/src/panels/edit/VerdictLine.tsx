/** "Fixes 1, introduces 2": what the service says of the edits so far, grey as long as it speaks of an earlier state. */

import type { EditAnswer } from "../../api/edits";
import type { Finding } from "../../api/types";
import { t } from "../../edit/say";
import { verdict } from "../../edit/verdict";
import { explain, say } from "../../state";
import { Words } from "../Words";

export function VerdictLine() {
  const now = verdict.value;
  if (now.state === "none") return null;
  const answer = now.state === "here" ? now.answer : now.state === "asked" ? now.last : null;
  const tone = now.state !== "here" ? "stale" : toneOf(now.answer);
  return (
    <div class={`edit-verdict ${tone}`} data-testid="edit-verdict" aria-busy={now.state === "asked"}>
      <p role="status">
        {now.state === "failed"
          ? t("verdict.failed", { why: explain(now.error) })
          : now.state === "asked"
            ? t("verdict.asked")
            : sentence(now.answer)}
      </p>
      {answer && (answer.findings.added.length > 0 || answer.findings.resolved.length > 0) && (
        <details>
          <summary>{t("verdict.mine")}</summary>
          <List title={t("verdict.added")} findings={answer.findings.added} />
          <List title={t("verdict.fixed")} findings={answer.findings.resolved} />
        </details>
      )}
    </div>
  );
}

function toneOf({ findings, refused }: EditAnswer): "worse" | "better" | "same" {
  if (findings.added.length || refused.length) return "worse";
  return findings.resolved.length ? "better" : "same";
}

function sentence({ findings, refused }: EditAnswer): string {
  const counts = { fixed: findings.resolved.length, added: findings.added.length };
  const changed = counts.fixed || counts.added ? t("verdict.delta", counts) : t("verdict.same");
  return refused.length ? `${t("verdict.refused", { n: refused.length })} · ${changed}` : changed;
}

function List({ title, findings }: { title: string; findings: readonly Finding[] }) {
  if (!findings.length) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {findings.map((finding) => (
          <li key={finding.id}>
            <code>{finding.rule}</code> <Words text={say(finding.message)} />
          </li>
        ))}
      </ul>
    </>
  );
}
