/** The revisions of a layout as the page lists them: what kind of write each was, and whether it is published. */

import type { Revision } from "../../api/register";
import type { LayoutInfo, Publication } from "../../api/types";

export const REVISION_KINDS = ["first", "branch", "import", "merge", "revert", "edit"] as const;
export type RevisionKind = (typeof REVISION_KINDS)[number];

export interface Line {
  readonly revision: Revision;
  readonly kind: RevisionKind;
  readonly publication: Publication | null;
  /** What was started from it. */
  readonly branches: readonly LayoutInfo[];
  readonly newest: boolean;
}

/** What kind of write a revision was; `imported` are the revisions that imports made. */
export function kindOf(revision: Revision, info: LayoutInfo, imported: ReadonlySet<number>): RevisionKind {
  const told = REVISION_KINDS.find((kind) => kind === revision.kind);
  if (told && told !== "edit") return told;
  if (imported.has(revision.revision)) return "import";
  if (revision.revision === 1) return info.from ? "branch" : "first";
  return "edit";
}

export function linesOf(
  revisions: readonly Revision[],
  info: LayoutInfo,
  imported: ReadonlySet<number>,
  publications: readonly Publication[],
  branches: readonly LayoutInfo[],
): Line[] {
  return revisions.map((revision) => ({
    revision,
    kind: kindOf(revision, info, imported),
    publication: publications.find((p) => p.revision === revision.revision) ?? null,
    branches: branches.filter((branch) => branch.from?.revision === revision.revision),
    newest: revision.revision === revisions[0]?.revision,
  }));
}
