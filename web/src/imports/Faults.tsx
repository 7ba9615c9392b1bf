/** Single features that something is wrong with, by what is wrong. */

import { Words } from "../panels/Words";
import { say } from "../state";
import type { Fault } from "./model/shapes";
import { w } from "./say";
import { type Key, zh } from "./words";

const MOST = 50;

export function Faults({ faults }: { faults: readonly Fault[] }) {
  if (!faults.length) return null;
  const codes = [...new Set(faults.map((fault) => fault.code))];
  return (
    <section aria-labelledby="import-faults" data-testid="faults">
      <h3 id="import-faults">{w("faults", { n: faults.length })}</h3>
      <p class="quiet">{w("faults.lead")}</p>
      {codes.map((code) => (
        <OneCode key={code} code={code} faults={faults.filter((fault) => fault.code === code)} />
      ))}
    </section>
  );
}

function OneCode({ code, faults }: { code: string; faults: readonly Fault[] }) {
  const mends = faults.filter((fault) => fault.mends).length;
  return (
    <details class="import-fold">
      <summary>
        <strong>{codeName(code)}</strong> {faults.length}
        {mends > 0 && <span class="badge import-sure">{w("faults.mends", { n: mends })}</span>}
      </summary>
      <ul class="import-evidence">
        {faults.slice(0, MOST).map((fault) => (
          <li key={`${fault.layer} ${fault.row}`}>
            {w("faults.row", { row: fault.row + 1 })} {fault.id && <code>{fault.id}</code>}{" "}
            <Words text={say(fault.reason)} />
          </li>
        ))}
        {faults.length > MOST && <li>… {faults.length - MOST}</li>}
      </ul>
    </details>
  );
}

/** A code in words. */
export function codeName(code: string): string {
  const key = `code.${code}`;
  return key in zh ? w(key as Key) : code;
}
