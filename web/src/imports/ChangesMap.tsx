/** The layout as it would be, drawn by what changes; its legend switches what is drawn. */

import { signal } from "@preact/signals";
import { useMemo, useState } from "preact/hooks";
import type { Fate, Imported } from "../map/imported";
import { MapView } from "./MapView";
import { CHANGES } from "./model/changes";
import type { Preview } from "./model/shapes";
import { w } from "./say";

const FROM_BELOW: readonly Fate[] = ["same", "removed", "changed", "added", "quarantine"];

/** The map of the moment, for those who point at it. */
export const onMap = signal<Imported | null>(null);

export function ChangesMap({ preview }: { preview: Preview }) {
  const [hidden, hide] = useState<ReadonlySet<Fate>>(new Set());
  const all = useMemo(() => groupsOf(preview), [preview]);
  const groups = useMemo(() => all.filter(({ fate }) => !hidden.has(fate)), [all, hidden]);
  const count = (fate: Fate) => all.find((group) => group.fate === fate)?.features.length ?? 0;
  const toggle = (fate: Fate) => {
    const next = new Set(hidden);
    if (!next.delete(fate)) next.add(fate);
    hide(next);
  };
  return (
    <section class="import-place" aria-label={w("preview.map")}>
      <MapView
        label={w("preview.map")}
        groups={groups}
        place={`${preview.layout} ${preview.revision}`}
        take={(map) => {
          onMap.value = map;
        }}
      />
      <fieldset class="import-legend">
        <legend class="unseen">{w("changes.show")}</legend>
        {[...CHANGES, "quarantine" as const].map((fate) => (
          <label key={fate}>
            <input type="checkbox" checked={!hidden.has(fate)} onChange={() => toggle(fate)} />
            <i class={`import-key ${fate}`} />
            {w(`change.${fate}`)} {count(fate)}
          </label>
        ))}
      </fieldset>
    </section>
  );
}

const groupsOf = ({ features, removed, quarantine }: Preview) =>
  FROM_BELOW.map((fate) => ({
    fate,
    features:
      fate === "removed"
        ? removed.features
        : fate === "quarantine"
          ? quarantine.features
          : features.features.filter((f) => (f.change ?? "added") === fate),
  }));
