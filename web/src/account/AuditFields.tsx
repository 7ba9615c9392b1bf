/** What of the audit is looked for: by person, layout, action and days. */

import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type AuditFilter, NO_AUDIT_FILTER } from "../api/audit";
import { getLayouts } from "../api/client";
import { getPeople, type Member } from "../api/people";
import * as app from "../state";
import { LOADING, type Loaded, say } from "../state";
import * as state from "./state";
import { t } from "./words";

export const filter = signal<AuditFilter>(NO_AUDIT_FILTER);
const people = signal<Loaded<readonly Member[]>>(LOADING);

/** What is done to rows; other actions have names of their own and can be typed. */
export const ACTIONS = ["insert", "update", "delete"] as const;

/** Who writes without being a person. */
export const OTHERS = ["local", "program", "database"] as const;

function set(name: keyof AuditFilter, value: string): void {
  const next = { ...filter.peek(), [name]: value };
  filter.value = Object.values(next).some(Boolean) ? next : NO_AUDIT_FILTER;
}

export function AuditFields() {
  useEffect(() => {
    void state.load(people, getPeople);
    void state.load(app.layouts, getLayouts);
  }, []);
  const { value: members } = people;
  const { value: layouts } = app.layouts;
  return (
    <search class="audit-fields">
      <Choice name="person" label={t("audit.person")}>
        {(members.state === "ready" ? members.value : []).map(({ key, name }) => ({
          value: key,
          text: name,
        }))}
        {OTHERS.map((key) => ({ value: key as string, text: t(`audit.${key}`) }))}
      </Choice>
      <Choice name="layout" label={t("audit.layout")}>
        {(layouts.state === "ready" ? layouts.value : []).map(({ id, title }) => ({
          value: id,
          text: say(title),
        }))}
      </Choice>
      <Choice name="action" label={t("audit.action")}>
        {ACTIONS.map((action) => ({ value: action as string, text: t(`action.${action}`) }))}
      </Choice>
      <Day name="since" label={t("audit.since")} />
      <Day name="until" label={t("audit.until")} />
      {filter.value !== NO_AUDIT_FILTER && (
        <button
          type="button"
          class="button"
          id="audit-reset"
          onClick={() => {
            filter.value = NO_AUDIT_FILTER;
          }}
        >
          {t("audit.reset")}
        </button>
      )}
    </search>
  );
}

interface Option {
  readonly value: string;
  readonly text: string;
}

interface ChoiceProps {
  readonly name: keyof AuditFilter;
  readonly label: string;
  readonly children: readonly Option[] | readonly (readonly Option[])[];
}

function Choice({ name, label, children }: ChoiceProps) {
  return (
    <label class="field">
      <span>{label}</span>
      <select
        name={name}
        value={filter.value[name]}
        onChange={(event) => set(name, event.currentTarget.value)}
      >
        <option value="">{t("app.all")}</option>
        {(children.flat() as readonly Option[]).map(({ value, text }) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

function Day({ name, label }: { name: "since" | "until"; label: string }) {
  return (
    <label class="field">
      <span>{label}</span>
      <input
        type="date"
        name={name}
        value={filter.value[name]}
        onChange={(event) => set(name, event.currentTarget.value)}
      />
    </label>
  );
}
