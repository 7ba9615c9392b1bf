/** A map in the wizard, with its buttons. */

import type { Feature, Geometry } from "geojson";
import { useEffect, useRef } from "preact/hooks";
import type { Fate, Group, Imported } from "../map/imported";
import { MapButtons } from "../map/MapButtons";
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
      <MapButtons
        label={label}
        nearer={w("map.zoomin")}
        farther={w("map.zoomout")}
        whole={w("map.fit")}
        zoom={(step) => map.current?.zoom(step)}
        showAll={() => map.current?.showAll()}
      />
    </div>
  );
}

/** What hovering a feature says. */
function tell(feature: Feature<Geometry | null>, fate: Fate): readonly [string, string] {
  const name = feature.properties?.name;
  return [typeof name === "string" && name ? name : String(feature.id ?? "–"), w(`change.${fate}`)];
}
