/** What became of the findings since an earlier revision, or since a report that was kept as a file. */

import { SINCE, type Since } from "../model/delta";
import { explain, guest, model, t } from "../state";
import * as compare from "../stores/compare";

const FILE = "file";

export function CompareBar() {
  const now = model.value?.revision;
  // A file has no revisions of its own; those of a stored layout are not its past.
  const older = guest.value ? [] : compare.revisions.value.filter((r) => r.revision !== now);
  const { value: name } = compare.file;
  const value = name !== null ? FILE : String(compare.against.value ?? "");
  return (
    <div class="compare-bar">
      <div class="compare-pick">
        <label>
          <span>{t("compare.title")}</span>
          <select
            id="against"
            value={value}
            onChange={(event) => {
              const { value: picked } = event.currentTarget;
              if (picked !== FILE) compare.compareWith(picked ? Number(picked) : null);
            }}
          >
            <option value="">{t("compare.none")}</option>
            {older.map((r) => (
              <option key={r.revision} value={String(r.revision)}>
                {t("compare.revision", { n: r.revision, date: r.created.slice(0, 10), message: r.message })}
              </option>
            ))}
            {name !== null && <option value={FILE}>{name}</option>}
          </select>
        </label>
        <label class="button file-button">
          {t("compare.file")}
          <input
            type="file"
            class="unseen"
            accept=".json,application/json"
            onChange={(event) => {
              const [chosen] = event.currentTarget.files ?? [];
              if (chosen) void compare.compareWithFile(chosen);
            }}
          />
        </label>
      </div>
      <Outcome />
    </div>
  );
}

function Outcome() {
  const delta = compare.delta.value;
  const earlier = compare.earlier.value;
  if (compare.refused.value)
    return (
      <p class="compare-wrong" role="alert">
        {t("compare.refused")}
      </p>
    );
  if (earlier?.state === "failed")
    return (
      <p class="compare-wrong" role="alert">
        {explain(earlier.error)}
      </p>
    );
  if (!delta) return null;
  const counts: Record<Since, number> = {
    resolved: delta.resolved.length,
    added: delta.added.length,
    remaining: delta.remaining.length,
  };
  return (
    <>
      <fieldset class="delta" data-testid="delta">
        <legend class="unseen">{t("compare.title")}</legend>
        {SINCE.map((key) => (
          <button
            key={key}
            type="button"
            class={`delta-part ${key}`}
            data-since={key}
            aria-pressed={compare.since.value === key}
            onClick={() => {
              compare.since.value = compare.since.value === key ? null : key;
            }}
          >
            {t(`compare.${key}`, { n: counts[key] })}
          </button>
        ))}
      </fieldset>
      {!delta.sameRules && <p class="compare-wrong">{t("compare.rules")}</p>}
    </>
  );
}
