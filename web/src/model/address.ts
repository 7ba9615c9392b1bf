/** What the page is looking at, as the part of its address after the `#`: a link reopens the same view. */

import type { Lang } from "../api/types";
import type { FindingFilter } from "./findingFilter";
import { COLOUR_MODES, type ColourMode } from "./grouping";

export interface View {
  readonly layout: string | null;
  readonly lang: Lang | null;
  readonly colour: ColourMode;
  readonly industry: string | null;
  readonly finding: string | null;
  readonly feature: string | null;
  readonly at: Camera | null;
  /** The stage whose rules run; null: the rulebook's default. */
  readonly stage: string | null;
  /** The earlier revision that the findings are held against. */
  readonly against: number | null;
  /** What of the findings is listed; what an edit has brought is for this visit only. */
  readonly filter: Pick<FindingFilter, "only" | "hidden" | "park" | "inView">;
}

export interface Camera {
  readonly lat: number;
  readonly lon: number;
  readonly zoom: number;
}

/** Reads an address; what is missing or makes no sense is left at its default. */
export function parseView(hash: string): View {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const lang = params.get("lang");
  return {
    layout: params.get("layout") || null,
    lang: lang === "zh" || lang === "en" ? lang : null,
    colour: COLOUR_MODES.find((m) => m === params.get("colour")) ?? "class",
    industry: params.get("industry") || null,
    finding: params.get("finding") || null,
    feature: params.get("feature") || null,
    at: parseCamera(params.get("at")),
    stage: params.get("stage") || null,
    against: parseRevision(params.get("against")),
    filter: {
      only: params.get("rule") || null,
      hidden: new Set((params.get("hide") ?? "").split(".").filter(Boolean)),
      park: params.get("park") || null,
      inView: params.get("inview") === "1",
    },
  };
}

/** Writes an address; defaults are left out. */
export function formatView(view: View): string {
  const params = new URLSearchParams();
  if (view.layout) params.set("layout", view.layout);
  if (view.lang) params.set("lang", view.lang);
  if (view.colour !== "class") params.set("colour", view.colour);
  if (view.industry) params.set("industry", view.industry);
  if (view.finding) params.set("finding", view.finding);
  if (view.feature) params.set("feature", view.feature);
  if (view.stage) params.set("stage", view.stage);
  if (view.against !== null) params.set("against", String(view.against));
  const { only, hidden, park, inView } = view.filter;
  if (only) params.set("rule", only);
  if (hidden.size) params.set("hide", [...hidden].sort().join("."));
  if (park) params.set("park", park);
  if (inView) params.set("inview", "1");
  if (view.at) params.set("at", [view.at.lat.toFixed(5), view.at.lon.toFixed(5), view.at.zoom].join("_"));
  return params.size ? `#${params.toString()}` : "";
}

const parseRevision = (text: string | null): number | null =>
  /^[1-9]\d{0,8}$/.test(text ?? "") ? Number(text) : null;

function parseCamera(text: string | null): Camera | null {
  const [lat, lon, zoom, ...rest] = (text ?? "").split("_").map(Number);
  if (lat === undefined || lon === undefined || zoom === undefined || rest.length) return null;
  const sane = Math.abs(lat) <= 85 && Math.abs(lon) <= 180 && zoom >= 0 && zoom <= 22;
  return sane ? { lat, lon, zoom } : null;
}
