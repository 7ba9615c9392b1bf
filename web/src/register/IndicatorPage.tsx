/** Every indicator of the documents: where it stands, by what value, and how to enter one. */

import { signal } from "@preact/signals";
import { type Indicator, type Indicators, type IndicatorValue, STATES } from "../api/register";
import { byDocument, countsOf, fitting, scopesOf } from "../model/indicators";
import { Failed, Loading } from "../panels/Loading";
import { Words } from "../panels/Words";
import { lang, rulebook, say } from "../state";
import { EnterDialog } from "./EnterDialog";
import { ImportDialog } from "./ImportDialog";
import { IndicatorCard } from "./IndicatorCard";
import { ShowAll } from "./ShowAll";
import { ChartKey, StateSign } from "./StateSign";
import * as state from "./state";
import { t } from "./words";

/** The window that is open: entering (of this indicator, taking that value back), or importing. */
export const opened = signal<"import" | { item: Indicator | null; back: IndicatorValue | null } | null>(null);

export function IndicatorPage() {
  const { value: loaded } = state.indicators;
  if (loaded.state === "loading") return <Loading text={t("app.loading")} />;
  if (loaded.state === "failed")
    return <Failed text={t("app.failed")} error={loaded.error} retry={state.reload} />;
  const all = loaded.value;
  const found = fitting(all.indicators, state.wanted.value);
  return (
    <>
      <div class="page-head">
        <h1>{t("indicators.title")}</h1>
        <div class="page-tools">
          <button
            type="button"
            class="button primary"
            onClick={() => {
              opened.value = { item: null, back: null };
            }}
          >
            {t("indicators.enter")}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              opened.value = "import";
            }}
          >
            {t("indicators.import")}
          </button>
        </div>
      </div>
      <p class="lead">{t("indicators.lead", { n: all.indicators.length, on: all.on })}</p>
      <StateFilter all={all.indicators} />
      <Filters all={all} />
      <div class="found-line">
        <p class="quiet" role="status">
          {found.length
            ? t("indicators.found", { n: found.length, total: all.indicators.length })
            : t("indicators.none")}
        </p>
        <ChartKey />
      </div>
      {!found.length && <ShowAll />}
      {[...byDocument(found)].map(([document, items]) => (
        <section key={document} class="document" aria-labelledby={`document-${document}`}>
          <h2 id={`document-${document}`}>
            <Words text={documentTitle(document)} />
            <span class="quiet"> {items.length}</span>
          </h2>
          <ul class="multiples">
            {items.map((item) => (
              <IndicatorCard key={item.id} item={item} layout={all.layout} />
            ))}
          </ul>
        </section>
      ))}
      <Windows all={all} />
    </>
  );
}

function Windows({ all }: { all: Indicators }) {
  const what = opened.value;
  const close = () => {
    opened.value = null;
  };
  if (what === null) return null;
  if (what === "import") return <ImportDialog book={all.rulebook} close={close} />;
  return <EnterDialog all={all} start={what.item} back={what.back} close={close} />;
}

/** A document's title, or its number as long as the rulebook is not here. */
export function documentTitle(id: string): string {
  const { value: book } = rulebook;
  const known = book.state === "ready" ? book.value.documents?.find((d) => d.id === id) : undefined;
  return known ? `${id} ${say(known.title)}` : id;
}

/** How many indicators are in each state; a press shows these alone. */
function StateFilter({ all }: { all: readonly Indicator[] }) {
  const counts = countsOf(all);
  const { state: chosen } = state.wanted.value;
  return (
    <fieldset class="state-filter">
      <legend class="unseen">{t("indicators.state")}</legend>
      {STATES.map((key) => (
        <button
          key={key}
          type="button"
          class={`state-tile ${key}`}
          data-state={key}
          aria-pressed={chosen === key}
          onClick={() => state.want({ state: chosen === key ? "" : key })}
        >
          <StateSign state={key} />
          <b>{counts.get(key) ?? 0}</b>
          <span>{t(`state.${key}`)}</span>
        </button>
      ))}
    </fieldset>
  );
}

function Filters({ all }: { all: Indicators }) {
  const wanted = state.wanted.value;
  const documents = [...new Set(all.indicators.map((item) => item.document))];
  return (
    <search class="filters">
      <label class="search">
        <span>{t("indicators.text")}</span>
        <input
          id="search"
          type="search"
          value={wanted.text}
          placeholder={t("indicators.text.hint")}
          onInput={(event) => state.want({ text: event.currentTarget.value })}
        />
      </label>
      <label>
        <span>{t("indicators.document")}</span>
        <select
          id="document"
          value={wanted.document}
          onChange={(event) => state.want({ document: event.currentTarget.value })}
        >
          <option value="">{t("app.all")}</option>
          {documents.map((id) => (
            <option key={id} value={id}>
              {documentTitle(id)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("indicators.scope")}</span>
        <select
          id="scope"
          value={wanted.scope}
          onChange={(event) => state.want({ scope: event.currentTarget.value })}
        >
          <option value="">{t("app.all")}</option>
          {scopesOf(all.indicators).map((scope) => (
            <option key={scope.zh} value={scope.zh}>
              {scope[lang.value]}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
