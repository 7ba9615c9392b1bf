/** Somebody saved meanwhile: who, what and why, and that what was chosen is still chosen. */

import { Words } from "../panels/Words";
import * as merging from "./merging";
import { w } from "./say";

export function StaleNotice() {
  const told = merging.stale.value;
  if (!told) return null;
  return (
    <div class="stale-notice" role="alert">
      <p>
        <strong>{w("stale")}</strong> {told.lost ? w("stale.lost", { n: told.lost }) : w("stale.kept")}
      </p>
      <ul>
        {told.changes.map((change) => (
          <li key={change.revision}>
            {w("revision", { n: change.revision })} · <Words text={change.author} /> ·{" "}
            <Words text={change.message || w("silent")} />{" "}
            <span class="quiet">
              {w("counts", { put: change.put.length, deleted: change.deleted.length })}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
