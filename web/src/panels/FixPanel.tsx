/** The repairs of a finding: what each one moves and does to other rules, seen on the map before it is made. */

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import * as actions from "../actions";
import type { Fix, Fixes, FixShare } from "../api/fixes";
import type { Finding } from "../api/types";
import { editor } from "../edit/slot";
import { measure } from "../model/format";
import * as state from "../state";
import { say, t } from "../state";
import { compareWith } from "../stores/compare";
import * as fixes from "../stores/fixes";
import { Field, FormFoot, lastAuthor, rememberAuthor } from "./Form";
import { Failed, Loading } from "./Loading";
import { useSend } from "./useSend";
import { Words } from "./Words";

export function FixPanel() {
  const { value: offer } = fixes.offer;
  if (offer.state === "loading") return <Loading text={t("fix.loading")} />;
  if (offer.state === "failed")
    return <Failed text={t("fix.failed")} error={offer.error} retry={fixes.close} />;
  return <Offered offer={offer.value} />;
}

function Offered({ offer }: { offer: Fixes }) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => panel.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <section ref={panel} class="fix-panel" aria-label={t("fix.preview")}>
      <Choices offer={offer} />
      {fixes.fix.value && <Chosen fix={fixes.fix.value} />}
      {!fixes.fix.value && (
        <button type="button" class="button" onClick={fixes.close}>
          {t("form.cancel")}
        </button>
      )}
    </section>
  );
}

function Choices({ offer }: { offer: Fixes }) {
  const able = offer.fixes.some((f) => f.disabled_reason === null);
  return (
    <fieldset class="fix-choices">
      <legend>{t("fix.choose")}</legend>
      {offer.ambiguous && <p class="fix-why">{t(able ? "fix.ambiguous" : "fix.none")}</p>}
      {offer.fixes.map((fix) => (
        <label key={fix.id} class={fix.disabled_reason ? "disabled" : ""}>
          <input
            type="radio"
            name="fix"
            value={fix.id}
            disabled={fix.disabled_reason !== null}
            checked={fix.id === fixes.chosen.value}
            onChange={() => {
              fixes.chosen.value = fix.id;
            }}
          />
          <span>
            <Words text={say(fix.title)} />
            {fix.clear && <span class="badge passed">{t("fix.clear")}</span>}
            {fix.disabled_reason && (
              <span class="fix-disabled">
                <Words text={say(fix.disabled_reason)} />
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

const area = (area_m2: number): string => measure(area_m2, "m2", state.lang.value);

function Chosen({ fix }: { fix: Fix }) {
  return (
    <>
      <fieldset class="segmented">
        <legend>{t("fix.way")}</legend>
        {fixes.WAYS.map((way) => (
          <label key={way}>
            <input
              type="radio"
              name="way"
              value={way}
              checked={fixes.way.value === way}
              onChange={() => {
                fixes.way.value = way;
              }}
            />
            <span>{t(`fix.way.${way}`)}</span>
          </label>
        ))}
      </fieldset>
      <dl class="fix-facts">
        <dt>{t("fix.moved")}</dt>
        <dd data-testid="moved">{area(fix.area_moved_m2)}</dd>
        <Shares name={t("fix.losers")} shares={fix.losers} />
        <Shares name={t("fix.gainers")} shares={fix.gainers} />
        {fix.changes.map((change) => (
          <Line key={change.feature} name={change.name || change.feature}>
            {change.before_m2 === null ? "–" : area(change.before_m2)} → {area(change.after_m2)}
          </Line>
        ))}
      </dl>
      {fix.effects && <Effects {...fix.effects} />}
      <Make />
    </>
  );
}

function Line({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>
        <Words text={name} />
      </dt>
      <dd>{children}</dd>
    </>
  );
}

function Shares({ name, shares }: { name: string; shares: readonly FixShare[] }) {
  if (!shares.length) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Words text={shares.map((s) => `${s.name || s.feature} ${area(s.area_m2)}`).join(" · ")} />
      </dd>
    </>
  );
}

/** What the repair does to the findings, its own among them. */
function Effects({ added, resolved, remaining }: NonNullable<Fix["effects"]>) {
  const counts = { resolved: resolved.length, added: added.length, remaining };
  return (
    <div class={`fix-effects${added.length ? " worse" : ""}`}>
      <p data-testid="effects">{t("fix.effects", counts)}</p>
      <Told findings={resolved} sign="−" name={t("fix.effects.resolved")} />
      <Told findings={added} sign="+" name={t("fix.effects.added")} />
    </div>
  );
}

function Told({ findings, sign, name }: { findings: readonly Finding[]; sign: string; name: string }) {
  if (!findings.length) return null;
  return (
    <ul aria-label={name}>
      {findings.map((f) => (
        <li key={f.id}>
          <span aria-hidden="true">{sign}</span> <code>{f.rule}</code> <Words text={say(f.message)} />
        </li>
      ))}
    </ul>
  );
}

/** Makes the repair: as one more edit where somebody edits, else as a revision of its own. */
function Make() {
  const tools = editor.value;
  return tools ? <MakeEdit tools={tools} /> : <MakeRevision />;
}

/** One named step that can be undone; the lists follow as after every edit. */
function MakeEdit({ tools }: { tools: NonNullable<typeof editor.value> }) {
  const make = () => {
    const fix = fixes.fix.peek();
    if (!fix || !tools.repair(fix)) return;
    fixes.close();
  };
  return (
    <div class="fix-make">
      <p class="quiet">{t("fix.step")}</p>
      <div class="form-foot">
        <button type="button" class="button" onClick={fixes.close}>
          {t("form.cancel")}
        </button>
        <button type="button" class="button primary" onClick={make}>
          {t("fix.apply")}
        </button>
      </div>
    </div>
  );
}

/** The report is afterwards held against the revision before. */
function MakeRevision() {
  const { error, busy, send } = useSend(async ({ text }) => {
    const { revision, base } = await fixes.make(text("author"));
    rememberAuthor(text("author"));
    fixes.close();
    state.selectedFinding.value = null;
    compareWith(base);
    state.announcement.value = t("fix.done", { revision });
    await actions.reopen();
  });
  return (
    <form class="fix-make" onSubmit={send}>
      <Field label={t("fix.author")}>
        <input name="author" required defaultValue={lastAuthor()} autocomplete="name" />
      </Field>
      <FormFoot
        error={error}
        busy={busy}
        submit={t("fix.make")}
        waiting={t("form.waiting")}
        cancel={t("form.cancel")}
        close={fixes.close}
      />
    </form>
  );
}
