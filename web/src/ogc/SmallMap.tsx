/** A map on a page of text, with its buttons. */

import type { Feature } from "geojson";
import { useEffect, useRef } from "preact/hooks";
import type { Shown, startPlain } from "../map/plain";
import { Basis } from "../panels/Notice";
import { t } from "./words";

export type Running = ReturnType<typeof startPlain>;

interface Props extends Shown {
  readonly label: string;
  /** Where the running map is put for those who steer it. */
  readonly take?: (map: Running | null) => void;
}

export function SmallMap({ label, features, tooltip, choose, take }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const running = useRef<Running | null>(null);
  useEffect(() => {
    let gone = false;
    // The text is read first; Leaflet comes after it.
    void import("../map/plain").then(({ startPlain }) => {
      if (gone || !host.current) return;
      running.current = startPlain(host.current, {
        features,
        ...(tooltip ? { tooltip } : {}),
        ...(choose ? { choose } : {}),
      });
      take?.(running.current);
      performance.mark("yuantu:drawn");
    });
    return () => {
      gone = true;
      take?.(null);
      running.current?.stop();
      running.current = null;
    };
  }, [features]);
  return (
    <div class="small-map">
      <div ref={host} class="map" role="application" aria-label={label} />
      <div class="map-buttons" role="toolbar" aria-label={label}>
        <MapButton label={t("map.zoomin")} sign="M8 3v10M3 8h10" act={() => running.current?.zoom(1)} />
        <MapButton label={t("map.zoomout")} sign="M3 8h10" act={() => running.current?.zoom(-1)} />
        <MapButton label={t("map.fit")} sign={FRAME} act={() => running.current?.fit()} />
      </div>
      <Basis />
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

/** Whether there is anything that a map could show. */
export const hasPlace = (features: readonly Feature[]): boolean => features.some((f) => f.geometry !== null);
