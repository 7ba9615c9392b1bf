/** The import wizard: what is seen in a file, what it would change, and the import itself. */

import { useComputed } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { Dialog } from "../panels/Dialog";
import { announcement } from "../state";
import { ChangesStep } from "./ChangesStep";
import { ChooseFile } from "./ChooseFile";
import { Done } from "./Done";
import { LandStep } from "./LandStep";
import { SeenStep } from "./SeenStep";
import { w } from "./say";
import * as session from "./session";

export function ImportDialog() {
  const [asking, ask] = useState(false);
  useEffect(session.followKept, []);
  const close = () => {
    // What is stored, or was never sent, needs no question.
    if (session.landed.peek() || !session.upload.peek()) session.close(session.landed.peek() !== null);
    else ask(true);
  };
  return (
    <Dialog title={w("title")} close={close} closeLabel={w("close")}>
      <div class="import">
        {asking && <Ask stay={() => ask(false)} />}
        {session.landed.value ? <Done /> : session.upload.value ? <Steps /> : <ChooseFile />}
      </div>
    </Dialog>
  );
}

/** Asks before the window is closed on an import that is not done. */
function Ask({ stay }: { stay: () => void }) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div class="import-ask" role="alertdialog" aria-label={w("close")}>
      <p>{w("close.ask")}</p>
      <button type="button" class="button" ref={first} onClick={stay}>
        {w("close.stay")}
      </button>
      <button type="button" class="button" onClick={() => session.close(false)}>
        {w("close.later")}
      </button>
      <button type="button" class="button danger" onClick={() => session.close(true)}>
        {w("close.discard")}
      </button>
    </div>
  );
}

function Steps() {
  const body = useRef<HTMLElement>(null);
  const step = session.step.value;
  const first = useRef(true);
  useEffect(() => {
    // Who goes on reads from the top of the new step.
    if (!first.current) body.current?.focus();
    first.current = false;
    body.current?.closest("dialog")?.scrollTo(0, 0);
  }, [step]);
  return (
    <>
      <Stepper />
      <section ref={body} class="import-step" tabIndex={-1} aria-label={w(`step.${step}`)}>
        {step === "seen" ? <SeenStep /> : step === "changes" ? <ChangesStep /> : <LandStep />}
      </section>
      {step !== "land" && <Foot body={() => body.current} />}
    </>
  );
}

function Stepper() {
  const at = session.STEPS.indexOf(session.step.value);
  return (
    <ol class="import-steps" aria-label={w("steps")}>
      {session.STEPS.map((step, i) => (
        <li
          key={step}
          class={i < at ? "past" : ""}
          {...(i === at ? { "aria-current": "step" as const } : {})}
        >
          {i < at ? (
            <button type="button" onClick={() => go(step)}>
              <span class="import-number">✓</span> {w(`step.${step}`)}
            </button>
          ) : (
            <span>
              <span class="import-number">{i + 1}</span> {w(`step.${step}`)}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}

function go(step: session.Step): void {
  session.step.value = step;
}

function Foot({ body }: { body: () => HTMLElement | null }) {
  const at = session.STEPS.indexOf(session.step.value);
  const before = session.STEPS[at - 1];
  const after = session.STEPS[at + 1];
  const left = useComputed(() => session.open.value.length).value;
  const next = () => {
    if (left > 0 && after) {
      announcement.value = w("ask.open", { n: left });
      const first = body()?.querySelector<HTMLElement>("[data-open]");
      first?.scrollIntoView({ block: "center" });
      first?.focus();
    } else if (after) {
      const wrong = body()?.querySelector<HTMLInputElement>("input:invalid");
      if (wrong) wrong.reportValidity();
      else go(after);
    }
  };
  return (
    <div class="import-foot">
      {before && (
        <button type="button" class="button" onClick={() => go(before)}>
          {w("back")}
        </button>
      )}
      <span class="quiet" role="status">
        {left > 0 ? w("ask.left", { n: left }) : ""}
      </span>
      {after && (
        <button
          type="button"
          class="button primary"
          onClick={next}
          disabled={after === "land" && !session.compared.value}
        >
          {w("next")}
        </button>
      )}
    </div>
  );
}
