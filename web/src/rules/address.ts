/** Where a rule's page is, and what it was opened from. Addresses are relative to the application's root. */

import { formatView, parseView, type View } from "../model/address";

export type Opened = Pick<View, "layout" | "lang"> & Partial<Pick<View, "stage">>;

/** The code in the path of a rule's page; null on the list of all rules. */
export function codeOf(pathname: string): string | null {
  const code = /\/rules\/([^/]+)$/.exec(pathname)?.[1];
  if (code === undefined) return null;
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}

/** The page of a rule, or of all rules; it remembers what it was opened from. */
export const ruleHref = (code: string | null, from: Opened): string =>
  `rules${code === null ? "" : `/${encodeURIComponent(code)}`}${hashOf({ ...from, finding: null })}`;

/** The map with a layout open, at a finding where one is given. */
export const mapHref = (from: Opened, finding: string | null = null): string =>
  `./${hashOf({ ...from, finding })}`;

/** The map with a layout open, at a feature. */
export const featureHref = (from: Opened, feature: string): string =>
  `./${formatView({ ...parseView(""), ...from, feature })}`;

/** The stage at which the map shows a rule's findings: the open one where the rule runs at it, else all stages. */
export const stageFor = (open: string | null, standard: string, runs: readonly string[]): string | null =>
  open === "all" || runs.includes(open ?? standard) ? open : "all";

const hashOf = (view: Opened & Pick<View, "finding">): string => formatView({ ...parseView(""), ...view });
