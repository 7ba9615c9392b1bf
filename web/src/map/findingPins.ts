/** The findings on a map: where each one is, in the colour and with the sign of what it is. */

import L from "leaflet";
import { placeOf, type ReportFinding, type Tone, toneOf } from "../report/data";
import { signOf } from "../report/sign";
import * as state from "../report/state";

/** Above this many, dots on one canvas stand for the signs: an element each would be slow. */
const MANY = 400;
const COLOURS: Record<Tone, string> = {
  must: "--must",
  should: "--should",
  advice: "--chart",
  waived: "--waived",
  unsure: "--unsure",
};

export class FindingPins {
  private readonly group = L.layerGroup();
  private readonly canvas = L.canvas({ pane: "evidence" });

  constructor(
    private readonly map: L.Map,
    private readonly choose: (finding: ReportFinding, at: L.LatLng) => void,
  ) {
    this.group.addTo(map);
  }

  /** Shows these findings, the gravest on top. */
  show(findings: readonly ReportFinding[], _ground: unknown): void {
    this.group.clearLayers();
    const tones = coloursOf(this.map.getContainer());
    const many = findings.length > MANY;
    const base: L.PathOptions = many ? { renderer: this.canvas } : { pane: "evidence" };
    for (const finding of [...findings].reverse()) {
      const box = placeOf(finding, state.byId);
      if (!box) continue;
      const colour = tones[toneOf(finding)];
      const style = { ...base, color: colour, weight: 2, fillColor: colour, fillOpacity: 0.18 };
      const take = (event: L.LeafletMouseEvent) => {
        L.DomEvent.stopPropagation(event);
        this.choose(finding, event.latlng);
      };
      if (finding.evidence && finding.evidence.type !== "Point")
        L.geoJSON(finding.evidence, { ...base, style, pointToLayer: (_, at) => L.circleMarker(at, style) })
          .on("click", take)
          .addTo(this.group);
      const at = L.latLng((box[1] + box[3]) / 2, (box[0] + box[2]) / 2);
      const pin = many
        ? L.circleMarker(at, { ...style, radius: 5, fillOpacity: 0.9 })
        : L.marker(at, { icon: iconOf(finding), keyboard: false, zIndexOffset: weight(finding) });
      pin.on("click", take).addTo(this.group);
    }
  }
}

const weight = (finding: ReportFinding): number => (toneOf(finding) === "must" ? 1000 : 0);

function iconOf(finding: ReportFinding): L.DivIcon {
  const html = document.createElement("span");
  html.append(signOf(toneOf(finding)));
  return L.divIcon({ html, className: `pin ${toneOf(finding)}`, iconSize: [24, 24] });
}

/** The style sheet's colours as a canvas takes them. */
function coloursOf(within: HTMLElement): Record<Tone, string> {
  const probe = document.createElement("span");
  within.append(probe);
  const found = Object.entries(COLOURS).map(([tone, name]) => {
    probe.style.color = `var(${name})`;
    return [tone, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(found) as Record<Tone, string>;
}
