/** One entry of the audit, and what was before and is after, field by field. */

import type { AuditEntry } from "../api/audit";
import { type Difference, differences } from "../model/audit";
import { timeOf } from "./state";
import { t } from "./words";
import { type Key, zh } from "./zh";

export function AuditCard({ entry }: { entry: AuditEntry }) {
  const rows = differences(entry.before, entry.after);
  return (
    <li class="audit-entry" data-number={entry.number}>
      <p class="audit-line">
        <time dateTime={entry.at}>{timeOf(entry.at)}</time>
        <b>{whoOf(entry)}</b>
        <span>
          {[wordOf("action", entry.action), wordOf("table", entry.table)].filter(Boolean).join(" ")}{" "}
          {entry.key && <code title={entry.table}>{entry.key}</code>}
        </span>
        <span class="quiet">#{entry.number}</span>
      </p>
      <p class="quiet audit-line">
        {entry.address && (
          <span>
            {t("audit.address")} <code>{entry.address}</code>
          </span>
        )}
        {entry.layout && (
          <span>
            {t("audit.layout")} <code>{entry.layout}</code>
          </span>
        )}
        {entry.request && (
          <span>
            {t("audit.request")} <code>{entry.request.slice(0, 8)}</code>
          </span>
        )}
      </p>
      {rows.length > 0 && (
        <details>
          <summary>
            {t("audit.details")} ({rows.length})
          </summary>
          <Table rows={rows} />
        </details>
      )}
    </li>
  );
}

/** Who did it, as readers know them. */
function whoOf({ person, name }: AuditEntry): string {
  if (name) return name;
  if (person === "local" || person === "program" || person === "database") return t(`audit.${person}`);
  return person || t("audit.nobody");
}

/** What readers call an action or a table; its own name where there is no word yet. */
function wordOf(sort: "action" | "table", name: string): string {
  const key = `${sort}.${name}`;
  return key in zh ? t(key as Key) : name;
}

function Table({ rows }: { rows: readonly Difference[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="audit-values" tabIndex={0} aria-label={t("audit.details")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("audit.field")}</th>
            <th scope="col">{t("audit.before")}</th>
            <th scope="col">{t("audit.after")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ field, before, after }) => (
            <tr key={field}>
              <th scope="row">{field}</th>
              <td>{before ?? <span class="quiet">{t("audit.nothing")}</span>}</td>
              <td>{after ?? <span class="quiet">{t("audit.nothing")}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
