/** The contradictions of the documents: what is at odds, where, what is done about it, and whom it concerns. */

import { useEffect, useRef } from "preact/hooks";
import type { Note } from "../api/types";
import { featuresOf, findingsOfNote } from "../model/notes";
import { Failed, Loading } from "../panels/Loading";
import { Words } from "../panels/Words";
import { mapHref, ruleHref } from "../rules/address";
import * as app from "../state";
import { say } from "../state";
import { pageHref } from "./address";
import { documentTitle } from "./IndicatorPage";
import { ShowAll } from "./ShowAll";
import * as state from "./state";
import { t } from "./words";

const SHOWN = ["waiver", "advice", "note"] as const;

export function NotePage() {
  const { value: book } = app.rulebook;
  if (book.state === "loading") return <Loading text={t("app.loading")} />;
  if (book.state === "failed")
    return <Failed text={t("app.failed")} error={book.error} retry={() => location.reload()} />;
  const all = book.value.notes ?? [];
  const { state: wanted } = state.wanted.value;
  const found = all.filter((note) => !wanted || note.shown_as === wanted);
  return (
    <>
      <h1>{t("notes.title")}</h1>
      <p class="lead">{t("notes.lead", { n: all.length })}</p>
      <fieldset class="state-filter">
        <legend class="unseen">{t("notes.shown")}</legend>
        {SHOWN.map((kind) => (
          <button
            key={kind}
            type="button"
            class="state-tile"
            data-state={kind}
            aria-pressed={wanted === kind}
            onClick={() => state.want({ state: wanted === kind ? "" : kind })}
          >
            <b>{all.filter((note) => note.shown_as === kind).length}</b>
            <span>{t(`shown.${kind}`)}</span>
          </button>
        ))}
      </fieldset>
      <p class="quiet" role="status">
        {t("notes.found", { n: found.length, total: all.length })}
      </p>
      {!found.length && (all.length ? <ShowAll /> : <p>{t("notes.none")}</p>)}
      <ol class="notes">
        {found.map((note) => (
          <NoteCard key={note.number} note={note} />
        ))}
      </ol>
    </>
  );
}

function NoteCard({ note }: { note: Note }) {
  const card = useRef<HTMLLIElement>(null);
  const shown = state.pointed.value === String(note.number);
  useEffect(() => {
    if (shown) card.current?.scrollIntoView({ block: "center" });
  }, [shown]);
  return (
    <li ref={card} class={`note${shown ? " shown" : ""}`} data-note={note.number}>
      <div class="note-head">
        <span class="note-number">{note.number}</span>
        <h2>
          <Words text={say(note.topic)} />
        </h2>
        <span class={`tag shown-as as-${note.shown_as}`}>{t(`shown.${note.shown_as}`)}</span>
      </div>
      <p>
        <Words text={say(note.text)} />
      </p>
      <dl class="note-facts">
        <dt>{t(note.sources.length > 1 ? "notes.sources" : "notes.source")}</dt>
        <dd>
          <ul>
            {note.sources.map((source) => (
              <li key={source}>
                <Words text={sourceText(source)} />
              </li>
            ))}
          </ul>
        </dd>
        <dt>{t("notes.does")}</dt>
        <dd class="does">
          <Words text={say(note.does)} />
        </dd>
        <Concerns note={note} />
      </dl>
    </li>
  );
}

/** A source with its document's title: `002 第三章` names a document and a place. */
function sourceText(source: string): string {
  const [document = "", ...locator] = source.split(" ");
  return `${documentTitle(document)} ${locator.join(" ")}`;
}

/** Ways to the findings, features, rules and indicators that a contradiction concerns. */
function Concerns({ note }: { note: Note }) {
  const from = state.from.value;
  const report = state.report.value;
  const findings = report.state === "ready" ? findingsOfNote(note, report.value.findings) : [];
  const told = new Set(findings.flatMap((f) => f.subjects));
  const features = featuresOf(note).filter((id) => !told.has(id) && app.model.value?.byId.has(id));
  if (!findings.length && !features.length && !note.rules.length && !note.indicators.length) return null;
  return (
    <>
      <dt>{t("notes.where")}</dt>
      <dd class="concerns">
        {findings.map((finding) => (
          <a key={finding.id} class="chip" href={`${mapHref(from, finding.id)}&stage=all`}>
            <span class="quiet">{t("notes.finding")}</span> <Words text={say(finding.message)} />
          </a>
        ))}
        {features.map((id) => (
          <a key={id} class="chip" href={`${mapHref(from)}&feature=${id}`}>
            <span class="quiet">{t("notes.feature")}</span> <Words text={featureName(id)} />
          </a>
        ))}
        {note.rules.map((code) => (
          <a key={code} class="chip" href={ruleHref(code, from)}>
            <span class="quiet">{t("notes.rule")}</span> {code}
          </a>
        ))}
        {note.indicators.map((id) => (
          <a key={id} class="chip" href={pageHref("indicators", from, { show: id })}>
            <span class="quiet">{t("notes.indicator")}</span> {id}
          </a>
        ))}
      </dd>
    </>
  );
}

/** A feature's name; in English with the English one first, where the rulebook has it. */
export const featureName = (id: string): string =>
  app.bothNames(app.model.value?.byId.get(id)?.properties.name ?? id);
