/** The audit: who did what, when and from where. For administrators. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type AuditEntry, auditHref, getAudit, NO_AUDIT_FILTER } from "../api/audit";
import type { ApiError } from "../api/client";
import { Failed, Loading } from "../panels/Loading";
import { asApiError } from "../panels/useSend";
import { AuditCard } from "./AuditCard";
import { AuditFields, filter } from "./AuditFields";
import { t } from "./words";

const entries = signal<readonly AuditEntry[]>([]);
const next = signal<number | null>(null);
const asked = signal<"asked" | "here" | ApiError>("asked");

let running = new AbortController();

/** Fetches the newest entries that fit, or with a cursor those before. */
async function fetchEntries(cursor: number | null): Promise<void> {
  running.abort();
  running = new AbortController();
  const { signal } = running;
  asked.value = "asked";
  try {
    const page = await getAudit(filter.peek(), cursor, signal);
    if (signal.aborted) return;
    entries.value = cursor === null ? page.entries : [...entries.peek(), ...page.entries];
    next.value = page.next;
    asked.value = "here";
  } catch (error) {
    if (!signal.aborted) asked.value = asApiError(error);
  }
}

export function AuditPage() {
  useEffect(() => void fetchEntries(null), [filter.value]);
  return (
    <>
      <h1>{t("audit.title")}</h1>
      <p class="lead">{t("audit.lead")}</p>
      <AuditFields />
      <p class="audit-export">
        <span class="quiet">{t("audit.export")}</span>
        <a class="button" download="" href={auditHref(filter.value, "csv")}>
          CSV
        </a>
        <a class="button" download="" href={auditHref(filter.value, "jsonl")}>
          JSON Lines
        </a>
      </p>
      <Entries />
    </>
  );
}

function Entries() {
  const { value: how } = asked;
  const list = entries.value;
  if (typeof how === "object")
    return <Failed text={t("app.failed")} error={how} retry={() => void fetchEntries(null)} />;
  if (how === "asked" && !list.length) return <Loading text={t("app.loading")} />;
  if (!list.length)
    return (
      <p class="empty-note" role="status">
        {t("audit.none")}
        {filter.value !== NO_AUDIT_FILTER && (
          <button
            type="button"
            class="button"
            onClick={() => {
              filter.value = NO_AUDIT_FILTER;
            }}
          >
            {t("audit.reset")}
          </button>
        )}
      </p>
    );
  const cursor = next.value;
  return (
    <>
      <p class="quiet" role="status">
        {t(cursor === null ? "audit.shown.all" : "audit.shown", { n: list.length })}
      </p>
      <ol class="audit-list" aria-busy={how === "asked"}>
        {list.map((entry) => (
          <AuditCard key={entry.number} entry={entry} />
        ))}
      </ol>
      {cursor !== null && (
        <button
          type="button"
          class="button"
          id="audit-more"
          disabled={how === "asked"}
          onClick={() => void fetchEntries(cursor)}
        >
          {t("audit.more")}
        </button>
      )}
    </>
  );
}
