/** The editor's tools, what they say at the moment, and the way to save. */

import { openAid } from "../../aids/slot";
import { waiting } from "../../edit/form";
import { chooseTool, deleteChosen } from "../../edit/keys";

import { offered } from "../../edit/resume";
import { asking, saving } from "../../edit/save";
import { t } from "../../edit/say";
import * as session from "../../edit/session";
import { sketch } from "../../edit/sketch";
import { cutOut, mergeFeatures } from "../../model/edit/cut";
import { nameOf } from "../../model/edit/words";
import { fixed } from "../../model/format";
import * as state from "../../state";
import { say } from "../../state";
import { Coordinates } from "./Coordinates";
import { DraftOffer } from "./DraftOffer";
import { OpenForm } from "./form/OpenForm";
import { KindPicker } from "./KindPicker";
import { More } from "./More";
import { ExactArea, Numbers } from "./Numbers";
import { Leave, SaveForm } from "./SaveForm";
import { Sign, type SignName } from "./Sign";
import { VerdictLine } from "./VerdictLine";

export function EditBar() {
  const ask = (what: typeof asking.value) => {
    asking.value = what;
  };
  const done = () => ask(null);
  if (offered.value) return <DraftOffer draft={offered.value} />;
  return (
    <section
      class="edit-bar panel"
      aria-label={t("title")}
      aria-busy={session.paused.value && saving.value.state !== "failed"}
    >
      <div class="edit-tools" role="toolbar" aria-label={t("tools")}>
        {session.TOOLS.map((name, i) => (
          <ToolButton key={name} name={name} number={i + 1} />
        ))}
        <span class="edit-gap" />
        <PastButtons />
        <Operations />
        <button
          type="button"
          class="tool act"
          aria-label={t("keys")}
          title={`${t("keys")} (?)`}
          aria-haspopup="dialog"
          onClick={() => void openAid("help")}
        >
          ?
        </button>
        <div class="edit-end">
          <button
            type="button"
            class="button primary"
            disabled={!session.dirty.value}
            aria-expanded={asking.value === "save"}
            onClick={() => ask("save")}
          >
            {t("save")}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => (session.dirty.peek() || waiting.peek() ? ask("leave") : session.finish())}
          >
            {t("leave")}
          </button>
        </div>
      </div>
      {asking.value === "save" && <SaveForm done={done} />}
      {asking.value === "leave" && <Leave done={done} />}
      <Hint />
      <Numbers />
      <div class="edit-row">
        <ExactArea />
        <OpenForm />
        <More />
      </div>
      <VerdictLine />
    </section>
  );
}

function ToolButton({ name, number }: { name: session.Tool; number: number }) {
  const label = t(`tool.${name}`);
  return (
    <button
      type="button"
      class="tool"
      aria-pressed={session.tool.value === name}
      aria-keyshortcuts={String(number)}
      aria-label={label}
      title={`${label} (${number})`}
      data-tool={name}
      onClick={() => chooseTool(name)}
    >
      <Sign name={name} />
      <span class="tool-name">{label}</span>
    </button>
  );
}

function PastButtons() {
  const done = session.history.value?.done.at(-1);
  const undone = session.history.value?.undone.at(-1);
  const undoLabel = done ? t("undo.what", { what: say(done.title) }) : t("undo");
  const redoLabel = undone ? t("redo.what", { what: say(undone.title) }) : t("redo");
  return (
    <>
      <Act name="undo" label={undoLabel} keys="Control+Z" off={!done} act={session.undo} />
      <Act name="redo" label={redoLabel} keys="Control+Shift+Z" off={!undone} act={session.redo} />
    </>
  );
}

/** The kinds of which two never cover the same ground, as the rulebook's rule on overlaps names them. */
function siblingsOf(kind: string): ReadonlySet<string> {
  const coverages = state.book.peek()?.rules.find((rule) => rule.name === "overlap")?.params.coverages;
  const own = Array.isArray(coverages) ? coverages.filter((kinds) => kinds.includes(kind)).flat() : [];
  return new Set(own.length ? own : [kind]);
}

/** What can be done with the selection. */
function Operations() {
  const count = session.chosen.value.length;
  const single = session.single.value;
  const locked = session.locked.value !== null;
  const merge = () => {
    const document = session.now.peek();
    if (document) session.perform(mergeFeatures(document, session.chosen.peek()));
  };
  const overlap = () => {
    const document = session.now.peek();
    const [id] = session.chosen.peek();
    const kind = single?.properties.kind;
    if (document && id && kind) session.perform(cutOut(document, id, { kinds: siblingsOf(kind) }));
  };
  return (
    <>
      <Act name="merge" label={t("merge")} off={count < 2 || locked} act={merge} />
      <Act name="overlap" label={t("overlap")} off={!single || locked} act={overlap} />
      <Act name="delete" label={t("delete")} keys="Delete" off={!count || locked} act={deleteChosen} />
    </>
  );
}

interface ActProps {
  readonly name: SignName;
  readonly label: string;
  readonly keys?: string;
  readonly off: boolean;
  readonly act: () => void;
}

function Act({ name, label, keys, off, act }: ActProps) {
  return (
    <button
      type="button"
      class="tool act"
      data-act={name}
      aria-label={label}
      title={label}
      disabled={off}
      onClick={act}
      {...(keys ? { "aria-keyshortcuts": keys } : {})}
    >
      <Sign name={name} />
    </button>
  );
}

/** What the tool waits for, or why the last edit was refused. */
function Hint() {
  const refusal = session.refusal.value ?? session.locked.value;
  const tool = session.tool.value;
  const size = sketch.size.value;
  return (
    <div class="edit-hint">
      <p role={refusal ? "alert" : undefined} class={refusal ? "refusal" : ""}>
        {refusal ? say(refusal) : hintText(tool)}
      </p>
      {tool === "draw" && <KindPicker />}
      {session.penDown.value && (
        <>
          {size && (
            <p class="edit-size" data-testid="sketch-size">
              {t("length", { n: lengthText(size.length_m) })}
              {size.area_km2 !== null && ` · ${t("area")} ${fixed(size.area_km2, 4)} km²`}
            </p>
          )}
          <Coordinates />
          {tool !== "measure" && (
            <button
              type="button"
              class="button primary"
              disabled={!sketch.ready.value}
              onClick={sketch.finish}
            >
              {t("finish")}
            </button>
          )}
        </>
      )}
    </div>
  );
}

const lengthText = (length_m: number): string =>
  length_m < 1000 ? `${fixed(length_m, 1)} m` : `${fixed(length_m / 1000, 3)} km`;

function hintText(tool: session.Tool): string {
  const single = session.single.value;
  const count = session.chosen.value.length;
  if (tool === "split" || tool === "cut")
    return single ? t(`hint.${tool}`, { name: nameOf(single) }) : t("hint.choose");
  if (sketch.isPoint.value) return t("hint.point");
  if (tool !== "select") return t(`hint.${tool}`);
  if (count > 1) return t("hint.select.many", { n: count });
  if (single?.geometry?.type === "Point") return t("hint.select.point");
  return t(count ? "hint.select.one" : "hint.select.none");
}
