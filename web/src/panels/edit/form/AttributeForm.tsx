/** The form of the selection: the fields of its kind as the rulebook has them, applied as one step. */

import type { FormField } from "../../../api/types";
import * as form from "../../../edit/form";
import { t } from "../../../edit/say";
import * as session from "../../../edit/session";
import { nameOf } from "../../../model/edit/words";
import { say } from "../../../state";
import { Words } from "../../Words";
import { IndustryField } from "./IndustryField";
import { listed } from "./Parts";
import { PlaceField } from "./PlaceField";
import { NumberField, TermField, TextField } from "./PlainFields";
import { TermList } from "./TermList";

const FIELDS = {
  text: TextField,
  note: TextField,
  number: NumberField,
  term: TermField,
  terms: TermList,
  industries: IndustryField,
  park: PlaceField,
  district: PlaceField,
} as const;

export interface FieldProps {
  readonly field: FormField;
}

export function AttributeForm() {
  const features = form.subjects.value;
  if (!features.length || session.trial.value) return null;
  const n = features.length;
  const locked = session.locked.value;
  const submit = (event: Event) => {
    event.preventDefault();
    form.apply();
  };
  return (
    <form
      id="attributes"
      class="attribute-form"
      aria-label={n > 1 ? t("form.many", { n }) : t("form.title")}
      onSubmit={submit}
      noValidate
    >
      <Elsewhere />
      {locked && <p class="refusal">{say(locked)}</p>}
      <fieldset class="form-fields" key={session.chosen.value.join()} disabled={locked !== null}>
        {form.fields.value.map((field) => {
          const Input = FIELDS[field.input];
          return <Input key={field.name} field={field} />;
        })}
      </fieldset>
      <div class={`form-actions${form.count.value ? " waiting" : ""}`}>
        <span class="quiet" role="status">
          {form.count.value > 0 && t("form.pending", { n: form.count.value })}
        </span>
        <button type="button" class="button" disabled={!form.count.value} onClick={form.reset}>
          {t("form.reset")}
        </button>
        <button
          type="submit"
          class="button primary"
          disabled={!Object.keys(form.changes.value).length || form.wrong.value.size > 0}
        >
          {n > 1 ? t("form.apply.many", { n }) : t("form.apply")}
        </button>
      </div>
    </form>
  );
}

/** What was typed for other features is not lost, and not forgotten. */
function Elsewhere() {
  const [first] = form.elsewhere.value;
  if (!first) return null;
  const names = first.ids.map((id) => {
    const feature = session.now.value?.features.get(id);
    return feature ? nameOf(feature) : id;
  });
  return (
    <p class="form-elsewhere">
      <Words text={t("form.elsewhere", { names: listed(names) })} />{" "}
      <button type="button" class="button" onClick={() => session.choose(first.ids)}>
        {t("form.elsewhere.go")}
      </button>
    </p>
  );
}
