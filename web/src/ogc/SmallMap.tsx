/** A map on a page of text, with its buttons. */

import type { Feature } from "geojson";
import { useEffect, useRef } from "preact/hooks";
import { MapButtons } from "../map/MapButtons";
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
      <MapButtons
        label={label}
        nearer={t("map.zoomin")}
        farther={t("map.zoomout")}
        whole={t("map.fit")}
        zoom={(step) => running.current?.zoom(step)}
        showAll={() => running.current?.fit()}
      />
      <Basis />
    </div>
  );
}

/** Whether there is anything that a map could show. */
export const hasPlace = (features: readonly Feature[]): boolean => features.some((f) => f.geometry !== null);
