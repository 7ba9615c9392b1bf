/** The map on the page: the element that Leaflet fills, and its buttons. */

import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef } from "preact/hooks";
import { t } from "../state";
import { startMap } from "./drive";
import { MapButtons } from "./MapButtons";
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
          <MapButtons
            label={t("panel.map")}
            nearer={t("map.zoomin")}
            farther={t("map.zoomout")}
            whole={t("map.fit")}
            zoom={(step) => stage.current?.zoom(step)}
            showAll={() => stage.current?.showAll()}
            inset="right"
          />
        ),
        scale: <div class="scale" ref={hostScale} aria-hidden="true" />,
      })}
    </div>
  );
}

/** The parts of the map that stand among the panels. */
export interface MapControls {
  readonly buttons: ComponentChildren;
  readonly scale: ComponentChildren;
}
