/** What the import would change: where it goes and how, on a map, in a table, in numbers. */

import { useEffect, useState } from "preact/hooks";
import { Failed, Loading } from "../panels/Loading";
import { Words } from "../panels/Words";
import { say } from "../state";
import { ChangesMap } from "./ChangesMap";
import { ChangeTable } from "./ChangeTable";
import { FindingsDelta } from "./FindingsDelta";
import { differing } from "./model/changes";
import type { Preview } from "./model/shapes";
import { QuarantineList } from "./QuarantineList";
import { w } from "./say";
import * as session from "./session";
import { TargetFields } from "./TargetFields";
import { usePreview } from "./usePreview";

/** Up to here a stated area is rounded, not wrong. */
const ROUNDING_SHARE = 0.01;
const NAMED = 8;

export function ChangesStep() {
  const [again, setAgain] = useState(0);
  const { preview, error, busy } = usePreview(session.asked.value, again);
  useEffect(() => {
    session.compared.value = busy || error ? null : preview;
  }, [preview, error, busy]);
  return (
    <>
      <TargetFields />
      <p class="unseen" role="status">
        {busy ? w("preview.asking") : ""}
      </p>
      {error ? (
        <Failed text={w("preview.failed")} error={error} retry={() => setAgain(again + 1)} />
      ) : preview ? (
        <div class={busy ? "import-changes busy" : "import-changes"} aria-busy={busy}>
          <Changes preview={preview} />
        </div>
      ) : (
        <Loading text={w("preview.asking")} />
      )}
    </>
  );
}

function Changes({ preview }: { preview: Preview }) {
  const { added, changed, removed } = preview.changes;
  const nothing = preview.layout !== null && added + changed + removed === 0;
  return (
    <>
      {nothing && <p class="import-strange">{w("preview.nothing")}</p>}
      {preview.remarks.length > 0 && (
        <ul class="import-evidence">
          {preview.remarks.map((remark) => (
            <li key={remark.en}>
              <Words text={say(remark)} />
            </li>
          ))}
        </ul>
      )}
      {preview.mended.length > 0 && (
        <p>
          {w("preview.mended", {
            n: preview.mended.length,
            ids: preview.mended.slice(0, NAMED).join(", ") + (preview.mended.length > NAMED ? " …" : ""),
          })}
        </p>
      )}
      <ChangesMap preview={preview} />
      <ChangeTable preview={preview} />
      <Areas preview={preview} />
      <section aria-labelledby="import-quarantine">
        <h3 id="import-quarantine">{w("quarantine.title")}</h3>
        <QuarantineList features={preview.quarantine.features} />
      </section>
      <FindingsDelta findings={preview.findings} />
    </>
  );
}

/** How stated areas agree with measured ones, in a sentence. */
function Areas({ preview }: { preview: Preview }) {
  const stated = preview.areas.filter((pair) => pair.difference_share !== null);
  if (!stated.length) return null;
  const [most, ...others] = differing(stated, ROUNDING_SHARE);
  if (!most) return <p class="import-tick">✓ {w("areas.agree")}</p>;
  const share = Math.abs((most.difference_share ?? 0) * 100).toFixed(1);
  return <p class="import-strange">{w("areas.differ", { n: others.length + 1, share })}</p>;
}
