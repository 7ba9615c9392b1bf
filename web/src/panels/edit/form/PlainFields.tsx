/** Fields with one value: text, a number, a word of the rulebook. */

import * as form from "../../../edit/form";
import { t } from "../../../edit/say";
import type { FieldProps } from "./AttributeForm";
import { inputId, labelOf, Notes, notesId, Row, shown, termLabel } from "./Parts";

type Typed = { currentTarget: { value: string } };

export function TextField({ field }: FieldProps) {
  const { value, mixed } = shown(field);
  const about = {
    id: inputId(field.name),
    name: field.name,
    value,
    placeholder: mixed ?? "",
    "aria-describedby": notesId(field.name),
    onInput: (event: Typed) => form.set(field.name, event.currentTarget.value),
  };
  const list = field.terms.length ? `${inputId(field.name)}-words` : undefined;
  return (
    <Row field={field}>
      {field.input === "note" ? (
        <textarea rows={3} {...about} />
      ) : (
        <input type="text" autoComplete="off" {...about} {...(list ? { list } : {})} />
      )}
      {list && (
        <datalist id={list}>
          {field.terms.map((term) => (
            <option key={term.name} value={term.name}>
              {termLabel(term)}
            </option>
          ))}
        </datalist>
      )}
      <Notes field={field} />
    </Row>
  );
}

export function NumberField({ field }: FieldProps) {
  const { value, mixed } = shown(field);
  const wrong = form.wrong.value.has(field.name);
  return (
    <Row field={field}>
      <span class="form-number">
        <input
          id={inputId(field.name)}
          name={field.name}
          inputMode="decimal"
          autoComplete="off"
          value={form.typed.value[field.name] ?? value}
          placeholder={mixed ?? ""}
          aria-invalid={wrong}
          aria-describedby={notesId(field.name)}
          onInput={(event) => form.type(field.name, event.currentTarget.value)}
        />
        {field.name.endsWith("_km2") && <span class="quiet">km²</span>}
      </span>
      <Notes field={field} />
    </Row>
  );
}

/** "Several values" is no word: it can be left, not chosen. */
const SEVERAL = "\u0000";

export function TermField({ field }: FieldProps) {
  if (field.open || !field.terms.length) return <TextField field={field} />;
  const { value, mixed } = shown(field);
  const strange = value !== "" && !field.terms.some((term) => term.name === value);
  return (
    <Row field={field}>
      <select
        id={inputId(field.name)}
        name={field.name}
        value={mixed ? SEVERAL : value}
        aria-describedby={notesId(field.name)}
        onChange={(event) => form.set(field.name, event.currentTarget.value)}
      >
        {mixed && (
          <option value={SEVERAL} disabled>
            {t("form.mixed.short")}
          </option>
        )}
        <option value="">–</option>
        {strange && (
          <option value={value}>
            {labelOf(field, value)} · {t("form.unknown")}
          </option>
        )}
        {field.terms.map((term) => (
          <option key={term.name} value={term.name}>
            {termLabel(term)}
          </option>
        ))}
      </select>
      <Notes field={field}>{mixed && <p class="quiet">{mixed}</p>}</Notes>
    </Row>
  );
}
