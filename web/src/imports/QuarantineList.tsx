/** The features that cannot enter a layout, with their reasons. */

import { Words } from "../panels/Words";
import { say } from "../state";
import { onMap } from "./ChangesMap";
import { codeName } from "./Faults";
import type { QuarantinedFeature } from "./model/shapes";
import { w } from "./say";

const MOST = 100;

export function QuarantineList({ features }: { features: readonly QuarantinedFeature[] }) {
  if (!features.length) return <p class="import-tick">✓ {w("quarantine.none")}</p>;
  return (
    <>
      <p>{w("quarantine.lead", { n: features.length })}</p>
      <ul class="import-kept" data-testid="to-quarantine">
        {features.slice(0, MOST).map((feature) => {
          const { layer, row, code, reason, name } = feature.properties;
          const label =
            typeof name === "string" && name
              ? name
              : row === null
                ? layer
                : w("quarantine.row", { layer, row: row + 1 });
          return (
            <li key={`${layer} ${row}`}>
              {feature.geometry ? (
                <button type="button" class="link" lang="zh-CN" onClick={() => onMap.peek()?.to(feature)}>
                  {label}
                </button>
              ) : (
                <span lang="zh-CN">{label}</span>
              )}{" "}
              <span class="badge import-unsure">{codeName(code)}</span> <Words text={say(reason)} />
            </li>
          );
        })}
        {features.length > MOST && <li>… {features.length - MOST}</li>}
      </ul>
    </>
  );
}
