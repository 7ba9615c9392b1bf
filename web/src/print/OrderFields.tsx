/** The fields of an order. */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { at, getJson } from "../api/client";
import { LOCALE } from "../i18n/translate";
import { parkOf } from "../model/layout";
import { Field } from "../panels/Form";
import * as state from "../state";
import { bothNames, say } from "../state";
import {
  type About,
  GRIDS,
  LANGUAGES,
  MARK_LENGTH,
  type Order,
  SCALES,
  SHEETS,
  scaleText,
  type Template,
  type Thing,
  thingsOf,
  withTemplate,
} from "./order";
import { w } from "./say";

export interface OrderProps {
  readonly layout: string;
  readonly revision: number;
  readonly order: Order;
  readonly template: Template;
  readonly change: (part: Partial<Order>) => void;
}

export function OrderFields({
  templates,
  ...props
}: OrderProps & { readonly templates: readonly Template[] }) {
  const { order, template, change } = props;
  const choose = (id: string) => {
    const next = templates.find((one) => one.id === id);
    if (next) change(withTemplate(order, next, next.about && preferred(next.about)));
  };
  return (
    <>
      <Choice
        label={w("template")}
        name="template"
        value={order.template}
        choose={choose}
        options={templates.map((one) => [one.id, say(one.title)])}
      />
      {template.about && <AboutField about={template.about} {...props} />}
      {template.needs_against && <AgainstField {...props} />}
      <div class="print-pair">
        <Choice
          label={w("sheet")}
          name="sheet"
          value={order.sheet}
          choose={(sheet) => change({ sheet: sheet as Order["sheet"] })}
          options={SHEETS.map((sheet) => [sheet, sheet.toUpperCase()])}
        />
        <Ways {...props} />
      </div>
      <Choice
        label={w("scale")}
        name="scale"
        value={String(order.scale ?? "")}
        choose={(scale) => change({ scale: scale === "" ? null : Number(scale) })}
        options={[["", w("scale.fitted")], ...SCALES.map((one) => [String(one), scaleText(one)] as const)]}
      />
      <Choice
        label={w("lang")}
        name="lang"
        value={order.lang}
        choose={(lang) => change({ lang: lang as Order["lang"] })}
        options={LANGUAGES.map((lang) => [lang, w(`lang.${lang}`)])}
      />
      <Choice
        label={w("grid")}
        name="grid"
        value={order.grid}
        choose={(grid) => change({ grid: grid as Order["grid"] })}
        options={GRIDS.map((grid) => [grid, w(`grid.${grid}`)])}
      />
    </>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly value: string;
  readonly options: readonly (readonly [string, string])[];
  readonly choose: (value: string) => void;
}

export function Choice({ label, name, value, options, choose }: ChoiceProps) {
  return (
    <Field label={label}>
      <select name={name} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map(([id, text]) => (
          <option key={id} value={id}>
            {text}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** What a sheet is about at first: what is selected on the map, if it is one of those; else the first. */
function preferred(about: About): string | null {
  const layout = state.model.peek();
  if (!layout) return null;
  const things = thingsOf(about, layout, state.findings.peek()?.findings ?? []);
  const selected = layout.byId.get(state.selectedFeature.peek() ?? "");
  const wanted = [
    state.selectedFinding.peek(),
    state.selectedFeature.peek(),
    about === "park" && selected ? String(parkOf(layout, selected)?.id) : null,
  ];
  return (things.find((thing) => wanted.includes(thing.id)) ?? things[0])?.id ?? null;
}

function AboutField({ about, order, change }: OrderProps & { readonly about: About }) {
  const layout = state.model.value;
  const things = layout ? thingsOf(about, layout, state.findings.value?.findings ?? []) : [];
  if (!things.length) return <Hint text={w(`about.none.${about}`)} />;
  return (
    <Choice
      label={w(`about.${about}`)}
      name="about"
      value={order.about ?? ""}
      choose={(id) => change({ about: id })}
      options={things.map((thing) => [thing.id, shown(thing)])}
    />
  );
}

const shown = ({ name }: Thing): string => (name.zh === name.en ? bothNames(name.zh) : say(name));

interface Revision {
  readonly revision: number;
  readonly created: string;
  readonly author: string;
}

function AgainstField({ layout, revision, order, change }: OrderProps) {
  const [earlier, setEarlier] = useState<readonly Revision[] | null>(null);
  useEffect(() => {
    getJson<Revision[]>(`${at(layout)}/revisions`).then(
      (all) => {
        const others = all.filter((one) => one.revision !== revision);
        setEarlier(others);
        const first = others[0];
        if (order.against === null && first) change({ against: first.revision });
      },
      () => setEarlier([]),
    );
  }, [layout, revision]);
  if (earlier && !earlier.length) return <Hint text={w("against.none")} />;
  const date = (text: string) => new Date(text).toLocaleDateString(LOCALE[state.lang.value]);
  return (
    <Choice
      label={w("against")}
      name="against"
      value={String(order.against ?? "")}
      choose={(value) => change({ against: Number(value) })}
      options={(earlier ?? []).map((one) => [
        String(one.revision),
        w("against.revision", { n: one.revision, date: date(one.created), author: one.author }),
      ])}
    />
  );
}

function Ways({ order, change }: OrderProps) {
  const name = useId();
  return (
    <fieldset class="print-ways">
      <legend>{w("way")}</legend>
      <div>
        {([true, false] as const).map((landscape) => (
          <label key={String(landscape)}>
            <input
              type="radio"
              name={name}
              checked={order.landscape === landscape}
              onChange={() => change({ landscape })}
            />
            <span class={`print-paper ${landscape ? "wide" : "high"}`} aria-hidden="true" />
            {w(landscape ? "landscape" : "portrait")}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function MarkFields({ order, change }: OrderProps) {
  return (
    <details class="print-marks" open={Boolean(order.maker || order.approval || order.secrecy)}>
      <summary>{w("marks")}</summary>
      {(["maker", "approval", "secrecy"] as const).map((mark) => (
        <Field key={mark} label={w(mark)}>
          <input
            name={mark}
            value={order[mark]}
            maxLength={MARK_LENGTH}
            onInput={(event) => change({ [mark]: event.currentTarget.value })}
          />
        </Field>
      ))}
    </details>
  );
}

export function Hint({ text }: { text: ComponentChildren }) {
  return <p class="print-hint">{text}</p>;
}
