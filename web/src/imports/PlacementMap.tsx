/** Where a layer lies under the chosen coordinate system, and where under the next likely reading. */

import { useState } from "preact/hooks";
import { Words } from "../panels/Words";
import { explain, say } from "../state";
import { MapView } from "./MapView";
import { chosenValue } from "./model/decide";
import { plainOf } from "./model/questions";
import type { Decisions, Placement, Proposal } from "./model/shapes";
import { w } from "./say";
import * as session from "./session";
import { usePreview } from "./usePreview";

const WAYS = ["after", "before", "both"] as const;
type Way = (typeof WAYS)[number];

export function PlacementMap({ proposal }: { proposal: Proposal }) {
  const [way, setWay] = useState<Way>("both");
  const now = session.decisions.value;
  const value = now ? (chosenValue(now, proposal) as Placement | undefined) : undefined;
  const other = now ? plainOf(proposal, value) : null;
  const after = usePreview(now && value ? bodyOf(now, proposal, value) : null);
  const before = usePreview(now && other ? bodyOf(now, proposal, other.value) : null);
  if (!value) return null;
  const groups = [
    {
      fate: "changed" as const,
      features: way === "after" || !other ? [] : (before.preview?.features.features ?? []),
    },
    {
      fate: "added" as const,
      features: way === "before" && other ? [] : (after.preview?.features.features ?? []),
    },
  ];
  return (
    <div class="import-place">
      {other && (
        <fieldset class="segmented">
          <legend>{w("map.view")}</legend>
          {WAYS.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name={`way-${proposal.layer}`}
                checked={way === one}
                onChange={() => setWay(one)}
              />
              <span>
                {one !== "both" && <i class={`import-key ${one === "after" ? "added" : "changed"}`} />}
                {w(`map.${one}`)}
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <MapView label={w("map.label")} groups={groups} place={JSON.stringify(value)} />
      <p class="quiet" role="status">
        {after.busy ? (
          w("map.drawing")
        ) : after.error ? (
          <Words text={explain(after.error)} />
        ) : after.preview && !after.preview.features.features.length ? (
          w("map.none")
        ) : other?.title && way !== "after" ? (
          <>
            {w("map.before")}: <Words text={say(other.title)} />
          </>
        ) : null}
      </p>
    </div>
  );
}

/** Only this layer, placed like that, as if into an empty layout. */
function bodyOf(now: Decisions, { layer }: Proposal, placement: Placement) {
  const [name] = layer === null ? Object.keys(now.layers) : [layer];
  const own = name === undefined ? null : now.layers[name];
  const others = Object.fromEntries(Object.keys(now.layers).map((other) => [other, null]));
  return {
    layout: null,
    mode: "replace" as const,
    decisions: { ...now, layers: { ...others, [name ?? ""]: own ? { ...own, placement } : null } },
  };
}
