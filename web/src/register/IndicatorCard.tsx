/** One indicator: what is wanted, where it stands, its chart, its values and how to enter one. */

import { useEffect, useRef } from "preact/hooks";
import type { Indicator } from "../api/register";
import { judged, targetText, withUnit, yearText } from "../model/indicators";
import { notesOfIndicator } from "../model/notes";
import { Words } from "../panels/Words";
import { book, bothNames, lang, say } from "../state";
import { pageHref } from "./address";
import { IndicatorChart } from "./IndicatorChart";
import { opened } from "./IndicatorPage";
import { StateSign } from "./StateSign";
import * as state from "./state";
import { ValueTable } from "./ValueTable";
import { t } from "./words";

export function IndicatorCard({ item, layout }: { item: Indicator; layout: string | null }) {
  const card = useRef<HTMLLIElement>(null);
  const shown = state.pointed.value === item.id;
  useEffect(() => {
    if (shown) card.current?.scrollIntoView({ block: "center" });
  }, [shown]);
  const name = say(item.name);
  return (
    <li ref={card} class={`indicator ${item.state}${shown ? " shown" : ""}`} data-indicator={item.id}>
      <div class="indicator-head">
        <State item={item} />
        <span class="quiet">
          <code>{item.id}</code> <Words text={item.locator} />
        </span>
      </div>
      <h3>
        <Words text={name} />
      </h3>
      <p class="quiet">
        <Words text={say(item.scope)} /> · {t(`type.${item.type}`)} · {yearText(item, lang.value)}
      </p>
      <Figures item={item} />
      <IndicatorChart item={item} />
      <Progress item={item} />
      <Remarks item={item} layout={layout} />
      {item.values.length > 0 && <ValueTable item={item} />}
      <div class="indicator-foot">
        <button
          type="button"
          class="button"
          aria-label={t("indicator.enter.label", { name })}
          onClick={() => {
            opened.value = { item, back: null };
          }}
        >
          {t("indicator.enter")}
        </button>
        {notesOfIndicator(book.value?.notes ?? [], item.id).map((note) => (
          <a
            key={note.number}
            class="note-link"
            href={pageHref("notes", state.from.value, { show: String(note.number) })}
          >
            {t("indicator.conflict", { n: note.number })}
          </a>
        ))}
      </div>
    </li>
  );
}

function State({ item }: { item: Indicator }) {
  const incomparable = item.state === "unknown" && item.low === null;
  return (
    <span class={`state-badge ${item.state}`}>
      <StateSign state={item.state} />
      {t(incomparable ? "state.unknown.number" : `state.${item.state}`)}
    </span>
  );
}

function Figures({ item }: { item: Indicator }) {
  const target = targetText(item, lang.value);
  const label = {
    target: "indicator.target",
    constraint: "indicator.constraint",
    baseline: "indicator.reported",
  };
  const { latest } = item;
  return (
    <dl class="figures">
      <div>
        <dt>{t(label[item.type] as "indicator.target")}</dt>
        <dd>{target ?? <Printed item={item} />}</dd>
      </div>
      {item.type !== "baseline" && (
        <div>
          <dt>{t(item.each ? "indicator.worst" : "indicator.latest")}</dt>
          <dd>
            {latest ? (
              <>
                <b>{withUnit(latest.value, item, lang.value)}</b>{" "}
                <span class="quiet">
                  {item.each && <Words text={`${bothNames(latest.scope)} `} />}
                  {latest.year}
                </span>
              </>
            ) : (
              <span class="no-value">{t("indicator.novalue")}</span>
            )}
          </dd>
        </div>
      )}
    </dl>
  );
}

/** What the document prints where it gives no number to compare with. */
function Printed({ item }: { item: Indicator }) {
  if (!item.target) return <span class="quiet">{t("indicator.notarget")}</span>;
  const several = { zh: "若干", en: "several" } as const;
  const text = item.target === "several" ? several[lang.value] : item.target;
  return <Words text={withUnit(text, item, lang.value)} />;
}

function Progress({ item }: { item: Indicator }) {
  if (item.progress === null || item.type === "constraint") return null;
  const percent = Math.round(item.progress * 100);
  return (
    <div class="progress">
      <progress max="100" value={percent} aria-label={t("indicator.progress.label")} />
      <span>{t("indicator.progress", { n: percent })}</span>
    </div>
  );
}

function Remarks({ item, layout }: { item: Indicator; layout: string | null }) {
  const measured = layout !== null && judged(item).some((value) => value.origin === "layout");
  return (
    <>
      {item.reason && item.state !== "baseline" && item.latest !== null && (
        <p class="remark">
          <Words text={say(item.reason)} />
        </p>
      )}
      {measured && (
        <p class="remark">
          <Words
            text={t("indicator.measured", {
              layout: say(state.layout.value?.title ?? { zh: layout, en: layout }),
            })}
          />
        </p>
      )}
      {item.note && (
        <p class="remark">
          <Words text={t("indicator.note", { text: say(item.note) })} />
        </p>
      )}
    </>
  );
}
