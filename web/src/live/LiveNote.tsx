/** What others have done, over the map: quiet, until it is read. What is said for screen readers is said elsewhere. */

import { Words } from "../panels/Words";
import { changed, type Revision } from "./model";
import { w } from "./say";
import { listed, type Note, nameOf, note } from "./state";

export function LiveNote() {
  const said = note.value;
  if (!said) return null;
  return (
    <section class={`live-note ${said.kind}`} aria-label={w("note.label")} data-testid="live-note">
      <Said said={said} />
      <div class="live-note-foot">
        {said.kind === "draft" && <Act label={w("note.rebase")} act={said.merge} primary />}
        {said.kind === "held" && (
          <>
            <Act label={w("held.take")} act={said.take} primary />
            <Act label={w("held.undo")} act={said.undo} />
          </>
        )}
        {said.kind !== "held" && <Act label={w("note.close")} act={close} />}
      </div>
    </section>
  );
}

const close = () => {
  note.value = null;
};

function Act({ label, act, primary = false }: { label: string; act: () => void; primary?: boolean }) {
  return (
    <button type="button" class={primary ? "button primary" : "button"} onClick={act}>
      {label}
    </button>
  );
}

function Said({ said }: { said: Note }) {
  if (said.kind === "published") return <Line text={w("note.published", { revision: said.revision })} />;
  if (said.kind === "lost")
    return <Line text={w("held.lost", { name: said.who, feature: nameOf(said.feature) })} />;
  if (said.kind === "held")
    return (
      <>
        <Line text={w("held.title", { name: said.who, features: listed(said.features) })} strong />
        <Line text={w("held.ask", { name: said.who })} />
      </>
    );
  const newest = said.revisions.at(-1);
  return (
    <>
      <Line text={newest ? saved(newest) : w("note.revision.plain", { revision: said.revision })} strong />
      {said.kind === "loaded" && <Line text={w("note.loaded")} />}
      {said.kind === "draft" && (
        <Line
          text={
            newest ? w("note.draft", { features: listed(changed(said.revisions)) }) : w("note.draft.plain")
          }
        />
      )}
      {said.kind === "draft" && said.both.length > 0 && (
        <Line text={w("note.both", { features: listed(said.both) })} />
      )}
    </>
  );
}

function Line({ text, strong = false }: { text: string; strong?: boolean }) {
  return (
    <p class={strong ? "strong" : ""}>
      <Words text={text} />
    </p>
  );
}

const saved = ({ author, revision, message }: Revision): string =>
  w("note.revision", { name: author, revision, message: message || w("note.silent") });
