/** The map on the page: the element that Leaflet fills, and its buttons. */

import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { t } from "../state";
import { startMap } from "./drive";
import { definePatterns } from "./patterns";

/** `children` stand over the map: panels, notice, legend. */
export function Stage({ children }: { children: (controls: MapControls) => ComponentChildren }) {
  const host = useRef<HTMLDivElement>(null);
  const stage = useRef<ReturnType<typeof startMap> | null>(null);
  const scaleHost = useRef<HTMLDivElement | null>(null);
  // The scale bar is Leaflet's; the place where it stands changes with the width of the window.
  const hostScale = useCallback((element: HTMLDivElement | null) => {
    scaleHost.current = element;
    if (element && stage.current) element.append(stage.current.scale);
  }, []);
  useEffect(() => {
    if (!host.current) return;
    definePatterns(document);
    stage.current = startMap(host.current);
    scaleHost.current?.append(stage.current.scale);
    return stage.current.stop;
  }, []);
  return (
    <div class="stage">
      {/* Leaflet makes this element focusable and moves the map by keyboard. */}
      <div ref={host} id="map" class="map" role="application" aria-label={t("map.label")} />
      {children({
        buttons: (
          <div class="map-buttons" data-inset="right" role="toolbar" aria-label={t("panel.map")}>
            <MapButton label={t("map.zoomin")} sign="M8 3v10M3 8h10" act={() => stage.current?.zoom(1)} />
            <MapButton label={t("map.zoomout")} sign="M3 8h10" act={() => stage.current?.zoom(-1)} />
            <MapButton label={t("map.fit")} sign={FRAME} act={() => stage.current?.showAll()} />
          </div>
        ),
        scale: <div class="scale" ref={hostScale} aria-hidden="true" />,
      })}
    </div>
  );
}

const FRAME = "M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3";

/** The parts of the map that stand among the panels. */
export interface MapControls {
  readonly buttons: ComponentChildren;
  readonly scale: ComponentChildren;
}

function MapButton({ label, sign, act }: { label: string; sign: string; act: () => void }) {
  return (
    <button type="button" class="map-button" aria-label={label} title={label} onClick={act}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={sign} fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" />
      </svg>
    </button>
  );
}
