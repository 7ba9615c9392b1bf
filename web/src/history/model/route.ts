/** What the page of revisions shows, as the part of its address after the `#`: a link reopens the same view. */

import type { Ref } from "../../api/scenarios";
import type { Lang } from "../../api/types";

export const MODES = ["overlay", "swipe"] as const;
export type Mode = (typeof MODES)[number];

export interface Route {
  readonly layout: string | null;
  readonly lang: Lang | null;
  /** What is compared; both or neither. */
  readonly from: Ref | null;
  readonly to: Ref | null;
  readonly mode: Mode;
  /** Where the divider stands, in percent of the map's width. */
  readonly divider: number;
  /** The feature that stands out. */
  readonly feature: string | null;
  /** The layout that is merged into this one. */
  readonly merge: string | null;
  /** The revision that is taken back. */
  readonly revert: number | null;
}

export const MIDDLE = 50;

/** `L@N`, as the service writes it. */
export const refText = ({ layout, revision }: Ref): string => `${layout}@${revision}`;

export function parseRef(text: string | null): Ref | null {
  const found = /^(.+)@([1-9]\d{0,8})$/.exec(text ?? "");
  return found?.[1] ? { layout: found[1], revision: Number(found[2]) } : null;
}

/** Reads an address; what is missing or makes no sense is left at its default. */
export function parseRoute(hash: string): Route {
  const params = new URLSearchParams(hash.replace(/^#/, ""));
  const lang = params.get("lang");
  const [from, to] = [parseRef(params.get("from")), parseRef(params.get("to"))];
  const divider = Number(params.get("divider") ?? MIDDLE);
  const revert = params.get("revert");
  return {
    layout: params.get("layout") || null,
    lang: lang === "zh" || lang === "en" ? lang : null,
    from: to && from,
    to: from && to,
    mode: MODES.find((mode) => mode === params.get("mode")) ?? "overlay",
    divider: divider >= 0 && divider <= 100 ? Math.round(divider) : MIDDLE,
    feature: params.get("feature") || null,
    merge: params.get("merge") || null,
    revert: /^[1-9]\d{0,8}$/.test(revert ?? "") ? Number(revert) : null,
  };
}

/** Writes an address; defaults are left out. */
export function formatRoute(route: Route): string {
  const params = new URLSearchParams();
  if (route.layout) params.set("layout", route.layout);
  if (route.lang) params.set("lang", route.lang);
  if (route.from && route.to) {
    params.set("from", refText(route.from));
    params.set("to", refText(route.to));
    if (route.mode !== "overlay") params.set("mode", route.mode);
    if (route.divider !== MIDDLE) params.set("divider", String(route.divider));
    if (route.feature) params.set("feature", route.feature);
  }
  if (route.merge) params.set("merge", route.merge);
  if (route.revert) params.set("revert", String(route.revert));
  return params.size ? `#${params}` : "";
}

/** The list of revisions of a layout: nothing compared, merged or reverted. */
export const listOf = (layout: string | null, lang: Lang | null): Route => ({
  ...parseRoute(""),
  layout,
  lang,
});

/** The address of the page, relative to the application's root. */
export const historyHref = (route: Route): string => `history${formatRoute(route)}`;
