/** Layouts as branches of each other: where each was started, and from which revision. */

import type { LayoutInfo } from "../../api/types";

export interface Branch {
  readonly info: LayoutInfo;
  /** What was started from it, oldest revision first. */
  readonly branches: readonly Branch[];
}

/** What was started from a layout, by revision and then by id. */
export const startedFrom = (all: readonly LayoutInfo[], layout: string): LayoutInfo[] =>
  all
    .filter((info) => info.from?.layout === layout)
    .sort((a, b) => (a.from?.revision ?? 0) - (b.from?.revision ?? 0) || a.id.localeCompare(b.id));

/** A layout's whole family from the first one on; null where there is no such layout. */
export function familyOf(all: readonly LayoutInfo[], layout: string): Branch | null {
  const byId = new Map(all.map((info) => [info.id, info]));
  const seen = new Set<string>();
  let root = byId.get(layout);
  for (let next = root; next && !seen.has(next.id); next = byId.get(next.from?.layout ?? "")) {
    seen.add(next.id);
    root = next;
  }
  return root ? grown(all, root, new Set()) : null;
}

function grown(all: readonly LayoutInfo[], info: LayoutInfo, above: ReadonlySet<string>): Branch {
  const here = new Set([...above, info.id]);
  const children = startedFrom(all, info.id).filter(({ id }) => !here.has(id));
  return { info, branches: children.map((child) => grown(all, child, here)) };
}

/** The other layouts of a family, in the order in which it is drawn. */
export const relativesOf = (family: Branch, layout: string): LayoutInfo[] =>
  [family.info, ...family.branches.flatMap((branch) => relativesOf(branch, ""))].filter(
    (info) => info.id !== layout,
  );
