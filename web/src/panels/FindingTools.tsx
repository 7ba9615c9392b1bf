/** What can be done about an open finding: look at repairs, or ask for a waiver; and what else is known of it. */

import { useState } from "preact/hooks";
import type { Finding } from "../api/types";
import { notesOfFinding } from "../model/notes";
import { pageHref } from "../register/address";
import { CommentButton } from "../review/ReviewSlot";
import * as state from "../state";
import { say, t } from "../state";
import * as fixes from "../stores/fixes";
import { barring, refuses } from "../stores/person";
import { FixPanel } from "./FixPanel";
import { WaiveDialog } from "./WaiveDialog";
import { Words } from "./Words";

export function FindingTools({ finding }: { finding: Finding }) {
  const [asking, setAsking] = useState(false);
  const here = state.findings.value?.findings.some((f) => f.id === finding.id) ?? false;
  // A file that is only looked at is not stored: nothing of it can be repaired or waived.
  const open = finding.status === "open" && here && !state.guest.value;
  // A waiver stands against what is stored: what the edits have only brought is saved first.
  const brought = state.mine.value.has(finding.id);
  const previewing = fixes.finding.value === finding.id;
  return (
    <>
      <NoteLinks finding={finding} />
      {finding.waiver && (
        <p>
          <a class="rule-link" href={pageHref("waivers", from(), { show: finding.id })}>
            {t("finding.register")}
          </a>
        </p>
      )}
      {open && !previewing && (
        <div class="finding-tools">
          {finding.fixes.length > 0 && (
            <button
              type="button"
              class="button"
              disabled={state.stale.value}
              onClick={() => void fixes.preview(finding)}
            >
              {t("fix.preview")}
            </button>
          )}
          <button
            type="button"
            class="button"
            disabled={brought}
            {...barring("edit")}
            onClick={() => refuses("edit") || setAsking(true)}
          >
            {t("waive.ask")}
          </button>
          {!brought && <CommentButton finding={finding.id} />}
          {brought && <p class="quiet">{t("waive.save")}</p>}
        </div>
      )}
      {previewing && <FixPanel />}
      {asking && <WaiveDialog finding={finding} close={() => setAsking(false)} />}
    </>
  );
}

const from = () => ({ layout: state.layoutId.value, lang: state.lang.value });

/** The contradictions of the documents that a finding has to do with. */
function NoteLinks({ finding }: { finding: Finding }) {
  const notes = notesOfFinding(state.book.value?.notes ?? [], finding);
  if (!notes.length) return null;
  return (
    <ul class="note-links">
      {notes.map((note) => (
        <li key={note.number}>
          <a class="rule-link" href={pageHref("notes", from(), { show: String(note.number) })}>
            {t("note.link", { n: note.number })}
          </a>{" "}
          <Words text={say(note.topic)} />
        </li>
      ))}
    </ul>
  );
}
