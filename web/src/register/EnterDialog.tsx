/** Enter a value of an indicator, or take one back. */

import { useState } from "preact/hooks";
import { enterValue, type Indicator, type Indicators, type IndicatorValue } from "../api/register";
import { Dialog } from "../panels/Dialog";
import { AuthorField, Field, FormFoot } from "../panels/Form";
import { useSend } from "../panels/useSend";
import { Words } from "../panels/Words";
import { lang, say } from "../state";
import * as state from "./state";
import { t } from "./words";

interface EnterProps {
  readonly all: Indicators;
  readonly start: Indicator | null;
  /** The value to take back; null enters a new one. */
  readonly back: IndicatorValue | null;
  readonly close: () => void;
}

export function EnterDialog({ all, start, back, close }: EnterProps) {
  const [id, setId] = useState(start?.id ?? all.indicators[0]?.id ?? "");
  const item = all.indicators.find((i) => i.id === id);
  const { error, busy, send } = useSend(async ({ text }) => {
    await enterValue(all.rulebook, {
      indicator: id,
      scope: back?.scope ?? text("scope"),
      year: back?.year ?? Number(text("year")),
      value: back ? null : Number(text("value")),
      source: back?.source ?? text("source"),
      note: text("note"),
      author: text("author"),
    });
    const told = { name: item ? say(item.name) : id, year: back?.year ?? text("year") };
    state.done.value = t(back ? "enter.back.done" : "enter.done", told);
    state.reload();
    close();
  });
  return (
    <Dialog title={t(back ? "enter.back.title" : "enter.title")} close={close} closeLabel={t("app.close")}>
      <form class="form" onSubmit={send}>
        {start ? (
          <p class="form-about">
            <code>{start.id}</code> <Words text={say(start.name)} />
            {back && <b>{` · ${back.year} · ${back.value}`}</b>}
          </p>
        ) : (
          <Field label={t("enter.indicator")}>
            <select name="indicator" value={id} onChange={(event) => setId(event.currentTarget.value)}>
              {all.indicators.map((i) => (
                <option key={i.id} value={i.id}>
                  {`${i.id} ${say(i.name)}`}
                </option>
              ))}
            </select>
          </Field>
        )}
        {!back && item && <Fields key={id} item={item} />}
        <Field label={t(back ? "enter.back.why" : "enter.note")}>
          <input name="note" required={back !== null} />
        </Field>
        <AuthorField label={t("app.author")} />
        <FormFoot
          error={error}
          busy={busy}
          submit={t(back ? "enter.back" : "enter.submit")}
          waiting={t("app.waiting")}
          cancel={t("app.cancel")}
          close={close}
        />
      </form>
    </Dialog>
  );
}

/** What a new value needs; the scope is the indicator's own, or one of its members. */
function Fields({ item }: { item: Indicator }) {
  const unit = item.unit[lang.value];
  const members = [...new Set(item.values.map((value) => value.scope))];
  return (
    <>
      <div class="field-row">
        <Field label={t("enter.scope")}>
          <input
            name="scope"
            required
            defaultValue={item.each ? "" : item.scope.zh}
            list="scopes"
            lang="zh-CN"
          />
        </Field>
        <datalist id="scopes">
          {members.map((scope) => (
            <option key={scope} value={scope} />
          ))}
        </datalist>
        <Field label={t("enter.year")}>
          <input
            name="year"
            type="number"
            required
            min="1949"
            max="2199"
            step="1"
            defaultValue={String(Math.min(item.last, state.thisYear()))}
          />
        </Field>
      </div>
      <Field label={unit ? t("enter.value.unit", { unit }) : t("enter.value")}>
        <input name="value" type="number" step="any" required />
      </Field>
      <Field label={t("enter.source")}>
        <input name="source" required placeholder={t("enter.source.hint")} />
      </Field>
    </>
  );
}
