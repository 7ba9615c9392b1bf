/** Where a rule's page is, and what it was opened from. Addresses are relative to the application's root. */

import { formatView, parseView, type View } from "../model/address";

type Opened = Pick<View, "layout" | "lang">;

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

/** The page of a rule, or of all rules; it remembers the layout and the language that it was opened from. */
export const ruleHref = (code: string | null, from: Opened): string =>
  `rules${code === null ? "" : `/${encodeURIComponent(code)}`}${hashOf({ ...from, finding: null })}`;

/** The map with a layout open, at a finding where one is given. */
export const mapHref = (from: Opened, finding: string | null = null): string =>
  `./${hashOf({ ...from, finding })}`;

const hashOf = (view: Opened & Pick<View, "finding">): string => formatView({ ...parseView(""), ...view });
