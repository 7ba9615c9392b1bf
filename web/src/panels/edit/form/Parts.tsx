/** What every field of the form has: a label, hints, what the check says of it, and ids that tie them together. */

import type { ComponentChildren } from "preact";
import type { AttributeName, FormField, FormTerm } from "../../../api/types";
import * as form from "../../../edit/form";
import { t } from "../../../edit/say";
import { verdict } from "../../../edit/verdict";
import { commonOf } from "../../../model/edit/attributes";
import { type Remark, remarksOn } from "../../../model/edit/remarks";
import { sectionOf } from "../../../model/findings";
import * as state from "../../../state";
import { say } from "../../../state";
import { SectionIcon } from "../../Icon";
import { RuleLink } from "../../RuleLink";
import { Words } from "../../Words";

export const inputId = (name: AttributeName): string => `attribute-${name}`;
export const notesId = (name: AttributeName): string => `attribute-${name}-notes`;

/** A word as people read it. */
export const termLabel = ({ name, zh, en }: FormTerm): string =>
  state.lang.value === "zh" ? (zh ?? name) : (en ?? state.english(name) ?? name);

/** The words of a field by how people read them, those that the rulebook does not have too. */
export function labelOf(field: FormField, name: string): string {
  const term = field.terms.find((one) => one.name === name);
  return termLabel(term ?? { name, zh: null, en: null });
}

/** Words one after the other. */
export const listed = (words: readonly string[]): string =>
  words.join(state.lang.value === "zh" ? "、" : ", ");

/** What stands in the field: the common value, or "several values" with these. */
export function shown(field: FormField): { readonly value: string; readonly mixed: string | null } {
  const change = form.changes.value[field.name];
  if (change && "set" in change) return { value: String(change.set ?? ""), mixed: null };
  const common = commonOf(form.subjects.value, field.name);
  if (common.same) return { value: String(common.value ?? ""), mixed: null };
  const values = common.values.map((value) =>
    value === null ? t("form.empty") : labelOf(field, String(value)),
  );
  const most = 3;
  const told = listed(values.slice(0, most)) + (values.length > most ? "…" : "");
  return { value: "", mixed: t("form.mixed", { values: told }) };
}

/** A field with one input. */
export function Row({ field, children }: { field: FormField; children: ComponentChildren }) {
  return (
    <div class="form-row" data-field={field.name}>
      <label for={inputId(field.name)}>
        <Title field={field} />
      </label>
      {children}
    </div>
  );
}

/** A field with several inputs. */
export function Group({ field, children }: { field: FormField; children: ComponentChildren }) {
  return (
    <fieldset class="form-row" data-field={field.name} aria-describedby={notesId(field.name)}>
      <legend>
        <Title field={field} />
      </legend>
      {children}
    </fieldset>
  );
}

function Title({ field }: { field: FormField }) {
  const changed = form.changes.value[field.name] || form.typed.value[field.name] !== undefined;
  return (
    <>
      <span class="form-name">{say(field.title)}</span>
      {field.required_by.length > 0 && (
        <span class="form-mark" title={field.required_by.join(", ")}>
          {t(isMust(field) ? "form.required" : "form.wanted")}
        </span>
      )}
      {changed && <span class="form-mark changed">{t("form.changed")}</span>}
    </>
  );
}

/** Whether a rule that wants the field filled in is more than advice. */
const isMust = (field: FormField): boolean =>
  (state.book.value?.rules ?? []).some(
    (rule) => field.required_by.includes(rule.code) && rule.severity !== "advice",
  );

/** Hints, faults of what was typed, and what the check says: all that describes the input. */
export function Notes({ field, children }: { field: FormField; children?: ComponentChildren }) {
  const wrong = form.wrong.value.get(field.name);
  const now = verdict.value;
  const answer = now.state === "here" ? now.answer : now.state === "asked" ? now.last : null;
  const remarks = remarksOn(
    field.name,
    form.subjects.value,
    state.book.value?.rules ?? [],
    state.stored.value,
    answer,
  );
  // What was found speaks of what is stored or was tried, not of what stands in the field unapplied.
  const stale = now.state === "asked" || now.state === "failed" || form.changes.value[field.name];
  return (
    <div class="form-notes" id={notesId(field.name)}>
      {children}
      {wrong && (
        <p class="form-wrong" role="alert">
          {t(wrong === "number" ? "form.number" : "form.number.negative")}
        </p>
      )}
      {remarks.length > 0 && (
        <ul class={`remarks${stale ? " stale" : ""}`} aria-label={t("remark.list")}>
          {remarks.map((remark) => (
            <Line key={remark.finding.id} remark={remark} />
          ))}
          {stale && <li class="quiet">{t("remark.stale")}</li>}
        </ul>
      )}
    </div>
  );
}

function Line({ remark: { finding, since } }: { remark: Remark }) {
  return (
    <li class={`remark ${sectionOf(finding)} ${since}`} data-rule={finding.rule}>
      <SectionIcon section={since === "resolved" ? "passed" : sectionOf(finding)} />
      <span>
        {since !== "before" && <b>{t(`remark.${since}`)} </b>}
        {finding.status === "waived" && <b>{t("remark.waived")} </b>}
        <Words text={say(finding.message)} />{" "}
        <RuleLink code={finding.rule}>
          <code>{finding.rule}</code>
        </RuleLink>
      </span>
    </li>
  );
}
