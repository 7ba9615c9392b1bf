/** The sign of a kind of write, on the line that joins the revisions. Each differs in shape; the word stands beside it. */

import type { RevisionKind } from "./model/revisions";

const LINES: Record<RevisionKind, string> = {
  first: "M8 4v8M4 8h8",
  branch: "M5 13V3M5 9c0-3 6-1.5 6-6",
  import: "M8 3v7M5 7.5L8 10.5l3-3M3.5 13h9",
  merge: "M5 3v10M11 3c0 4-6 3-6 6.5",
  revert: "M6 4L3 7l3 3M3 7h6a3.5 3.5 0 0 1 0 7H7",
  edit: "M3.5 12.5l.7-3L10.7 3l2.3 2.3-6.5 6.5z",
};

export function RevisionSign({ kind }: { kind: RevisionKind }) {
  return (
    <svg class="revision-sign" viewBox="-4 -4 24 24" width="24" height="24" aria-hidden="true">
      <circle cx="8" cy="8" r="11" />
      <path d={LINES[kind]} />
    </svg>
  );
}

/** A twig, beside the name of what was started. */
export function BranchSign() {
  return (
    <svg class="branch-sign" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={LINES.branch} />
    </svg>
  );
}
