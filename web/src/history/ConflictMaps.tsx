/** Base, mine and theirs of an outline on three maps that show the same ground. */

import type { Feature, Geometry } from "geojson";
import { useEffect, useRef } from "preact/hooks";
import type { MergeConflict } from "../api/scenarios";
import type { Group } from "../map/imported";
import { TAKES } from "./model/decisions";
import { w } from "./say";

/** The outline that a side of a conflict speaks of. */
function outlineOf(part: string, value: unknown): Geometry | null {
  if (value === null || typeof value !== "object") return null;
  if (part === "geometry") return value as Geometry;
  return part === "feature" ? (value as Feature).geometry : null;
}

export const hasPlace = (value: unknown): boolean => outlineOf("feature", value) !== null;

interface MapsProps {
  readonly conflict: MergeConflict;
  readonly how: "merge" | "revert";
}

export function ConflictMaps({ conflict, how }: MapsProps) {
  const outlines = TAKES.map((take) => outlineOf(conflict.part, conflict[take]));
  if (!outlines.some(Boolean)) return null;
  return (
    <div class="conflict-maps">
      {TAKES.map((take, i) => (
        <figure key={take}>
          <SideMap
            own={outlines[i] ?? null}
            others={outlines.filter((_, k) => k !== i)}
            label={w(`${how}.side.${take}`)}
          />
          <figcaption>
            {w(`${how}.side.${take}`)}
            {outlines[i] ? "" : ` · ${w("side.nooutline")}`}
          </figcaption>
        </figure>
      ))}
    </div>
  );
}

interface Props {
  readonly own: Geometry | null;
  readonly others: readonly (Geometry | null)[];
  readonly label: string;
}

function SideMap({ own, others, label }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let stop: (() => void) | null = null;
    let gone = false;
    void import("../map/imported").then(({ startImported }) => {
      if (gone || !host.current) return;
      const map = startImported(host.current, () => [label, ""]);
      stop = map.stop;
      const groups: Group[] = [
        { fate: "same", features: others.map(featureOf) },
        { fate: "added", features: [featureOf(own)] },
      ];
      map.show(groups, true);
    });
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  return <div ref={host} class="map" role="application" aria-label={label} />;
}

const featureOf = (geometry: Geometry | null): Feature<Geometry | null> => ({
  type: "Feature",
  geometry,
  properties: {},
});
