/** Where the pages beside the map are, and what they show. Addresses are relative to the application's root. */

import type { Lang } from "../api/types";

export const PAGES = ["indicators", "notes", "waivers"] as const;
export type PageName = (typeof PAGES)[number];

interface Opened {
  readonly layout: string | null;
  readonly lang: Lang | null;
}

/** The page that a path names. */
export const pageOf = (pathname: string): PageName =>
  PAGES.find((page) => pathname.endsWith(`/${page}`)) ?? "indicators";

/** The page of a layout's revisions, which is built apart from these. */
type Beside = PageName | "history";

/** The address of a page; it remembers the layout and the language that it was opened from, and what to show. */
export function pageHref(page: Beside, from: Opened, show: Record<string, string> = {}): string {
  return `${page}${hashOf(from, show)}`;
}

/** The part after the `#`; empty entries are left out. */
export function hashOf(from: Opened, show: Record<string, string>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries({ layout: from.layout, lang: from.lang, ...show }))
    if (value) params.set(key, value);
  return params.size ? `#${params}` : "";
}

/** What an address asks to be shown, by name. */
export const shownIn = (hash: string): URLSearchParams => new URLSearchParams(hash.replace(/^#/, ""));
