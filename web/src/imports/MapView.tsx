/** A map in the wizard, with its buttons. */

import type { Feature, Geometry } from "geojson";
import { useEffect, useRef } from "preact/hooks";
import type { Fate, Group, Imported } from "../map/imported";
import { w } from "./say";

interface Props {
  readonly label: string;
  readonly groups: readonly Group[];
  /** Where this changes, the map goes to what it shows; else it stays where the reader is. */
  readonly place: string;
  readonly take?: (map: Imported | null) => void;
}

export function MapView({ label, groups, place, take }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const map = useRef<Imported | null>(null);
  const latest = useRef(groups);
  const went = useRef<string | null>(null);
  latest.current = groups;
  const show = () => {
    map.current?.show(latest.current, went.current !== place);
    if (latest.current.some((group) => group.features.length)) went.current = place;
  };
  useEffect(() => {
    let gone = false;
    void import("../map/imported").then(({ startImported }) => {
      if (gone || !host.current) return;
      map.current = startImported(host.current, tell);
      take?.(map.current);
      show();
    });
    return () => {
      gone = true;
      take?.(null);
      map.current?.stop();
      map.current = null;
    };
  }, []);
  useEffect(show, [groups, place]);
  return (
    <div class="import-map">
      <div ref={host} class="map" role="application" aria-label={label} />
      <div class="map-buttons" role="toolbar" aria-label={label}>
        <MapButton label={w("map.zoomin")} sign="M8 3v10M3 8h10" act={() => map.current?.zoom(1)} />
        <MapButton label={w("map.zoomout")} sign="M3 8h10" act={() => map.current?.zoom(-1)} />
        <MapButton label={w("map.fit")} sign={FRAME} act={() => map.current?.showAll()} />
      </div>
    </div>
  );
}

const FRAME = "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3";

function MapButton({ label, sign, act }: { label: string; sign: string; act: () => void }) {
  return (
    <button type="button" class="map-button" aria-label={label} title={label} onClick={act}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={sign} fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" />
      </svg>
    </button>
  );
}

/** What hovering a feature says. */
function tell(feature: Feature<Geometry | null>, fate: Fate): readonly [string, string] {
  const name = feature.properties?.name;
  return [typeof name === "string" && name ? name : String(feature.id ?? "–"), w(`change.${fate}`)];
}
