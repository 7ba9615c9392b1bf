/** The map of a comparison: one layout over the other with what differs, or side by side at a divider. */

import { useEffect, useMemo, useRef } from "preact/hooks";
import { MapButtons } from "../map/MapButtons";
import { say } from "../state";
import type { Compared } from "./ComparePage";
import { Key } from "./Key";
import { moved, within } from "./model/divider";
import { MODES } from "./model/route";
import { MARK_NAMES, type Spot, spotsOf } from "./model/spots";
import { onMap, showDifference } from "./onmap";
import { w } from "./say";
import * as state from "./state";

export function CompareMap({ found }: { found: Compared }) {
  const host = useRef<HTMLDivElement>(null);
  const { comparison, before, after } = found;
  const { mode, divider } = state.route.value;
  const spots = useMemo(() => spotsOf(comparison.features), [comparison]);
  useEffect(() => {
    let gone = false;
    const tell = (spot: Spot): readonly [string, string] => [
      comparison.features.find(({ id }) => id === spot.id)?.name ?? spot.id,
      w(`mark.${spot.mark}`),
    ];
    const choose = (id: string) => {
      state.go({ feature: id }, true);
      const row = document.querySelector(`[data-difference="${CSS.escape(id)}"]`);
      row?.scrollIntoView({ block: "center" });
    };
    void import("../map/compared").then(({ startCompared }) => {
      if (gone || !host.current) return;
      onMap.value = startCompared(host.current, { before, after, spots }, { tell, choose });
      const { mode, divider, feature } = state.route.peek();
      onMap.peek()?.swipe(mode === "swipe" ? divider : null);
      const asked = comparison.features.find(({ id }) => id === feature);
      if (asked) showDifference(asked);
    });
    return () => {
      gone = true;
      onMap.peek()?.stop();
      onMap.value = null;
    };
  }, [found]);
  useEffect(() => onMap.peek()?.swipe(mode === "swipe" ? divider : null), [mode, divider]);
  const slide = (to: number) => state.go({ divider: to }, true);
  return (
    <section aria-label={w("map")}>
      <fieldset class="segmented">
        <legend class="unseen">{w("map.mode")}</legend>
        {MODES.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="mode"
              checked={mode === one}
              onChange={() => state.go({ mode: one }, true)}
            />
            <span>{w(`mode.${one}`)}</span>
          </label>
        ))}
      </fieldset>
      <div class="compare-map">
        <div ref={host} class="map" role="application" aria-label={w("map")} />
        {mode === "swipe" && (
          <>
            <span class="side-name left">{sideText(found, "from")}</span>
            <span class="side-name right">{sideText(found, "to")}</span>
            <Divider at={divider} slide={slide} />
          </>
        )}
        <MapButtons
          label={w("map")}
          nearer={w("map.zoomin")}
          farther={w("map.zoomout")}
          whole={w("map.fit")}
          zoom={(step) => onMap.peek()?.zoom(step)}
          showAll={() => onMap.peek()?.showAll()}
        />
      </div>
      <ul class="compare-key">
        {MARK_NAMES.map((mark) => (
          <li key={mark}>
            <Key mark={mark} /> {w(`mark.${mark}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

const sideText = ({ comparison }: Compared, side: "from" | "to"): string => {
  const { title, layout, revision } = comparison[side];
  return `${w(side)} · ${title ? say(title) : layout} · ${w("revision", { n: revision })}`;
};

/** What parts the two sides: drawn along with the pointer, or moved by keys. */
function Divider({ at, slide }: { at: number; slide: (to: number) => void }) {
  const follow = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement;
    if (!handle.hasPointerCapture(event.pointerId)) return;
    const box = handle.parentElement?.getBoundingClientRect();
    if (box) slide(within(((event.clientX - box.left) / box.width) * 100));
  };
  return (
    <div
      class="divider"
      role="slider"
      tabIndex={0}
      aria-label={w("divider")}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={at}
      aria-valuetext={w("divider.at", { before: at, after: 100 - at })}
      style={{ left: `${at}%` }}
      onPointerDown={(event) => (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)}
      onPointerMove={follow}
      onKeyDown={(event) => {
        const to = moved(at, event.key);
        if (to === null) return;
        event.preventDefault();
        slide(to);
      }}
    />
  );
}
