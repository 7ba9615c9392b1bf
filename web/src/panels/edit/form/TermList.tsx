/** A list of words to tick. Where another property limits them, what does not suit is not offered, and it says why. */

import type { FormField, LayoutFeature } from "../../../api/types";
import * as form from "../../../edit/form";
import { t } from "../../../edit/say";
import { after, type Held, heldWords, wordsOf } from "../../../model/edit/attributes";
import { withheld } from "../../../model/edit/remarks";
import * as state from "../../../state";
import { say } from "../../../state";
import { Words } from "../../Words";
import type { FieldProps } from "./AttributeForm";
import { Group, labelOf, listed, Notes, notesId } from "./Parts";

export function TermList({ field }: FieldProps) {
  const held = heldWords(form.subjects.value, field.name, form.changes.value[field.name]);
  const kept = withheld(field, form.subjects.value, given(field));
  const strange = [...held.keys()].filter((word) => !field.terms.some((term) => term.name === word));
  return (
    <Group field={field}>
      <ul class="form-ticks">
        {[...field.terms.map((term) => term.name), ...strange].map((word) => (
          <Tick
            key={word}
            field={field}
            word={word}
            held={held.get(word) ?? "none"}
            against={kept.get(word) ?? null}
            strange={strange.includes(word)}
          />
        ))}
      </ul>
      <Notes field={field}>
        <LimitNote field={field} />
      </Notes>
    </Group>
  );
}

/** What the limiting property says, with what is ticked there and not yet applied. */
function given(field: FormField): (feature: LayoutFeature) => readonly string[] {
  const by = field.limit?.by;
  return (feature) => (by ? after(wordsOf(feature, by), form.changes.value[by]) : []);
}

interface TickProps {
  readonly field: FormField;
  readonly word: string;
  readonly held: Held;
  /** What it does not suit. */
  readonly against: readonly string[] | null;
  readonly strange: boolean;
}

function Tick({ field, word, held, against, strange }: TickProps) {
  const by = listed((against ?? []).map((other) => labelOf(field, other)));
  const off = against !== null && held === "none";
  const why = against
    ? t(off ? "form.withheld" : "form.withheld.kept", { by })
    : strange
      ? t("form.unknown")
      : held === "some"
        ? t("form.some")
        : null;
  return (
    <li class={off ? "withheld" : ""}>
      <label>
        <input
          type="checkbox"
          name={field.name}
          value={word}
          checked={held === "all"}
          ref={(box) => {
            if (box) box.indeterminate = held === "some";
          }}
          disabled={off}
          aria-describedby={notesId(field.name)}
          onChange={() => form.toggle(field.name, word)}
        />
        <span>
          <Words text={labelOf(field, word)} />
          {why && (
            <span class="form-why">
              {" "}
              · <Words text={why} />
            </span>
          )}
        </span>
      </label>
    </li>
  );
}

function LimitNote({ field }: { field: FormField }) {
  const { limit } = field;
  if (!limit) return null;
  const rule = state.book.value?.rules.find((one) => one.code === limit.rule);
  const by = form.fields.value.find((one) => one.name === limit.by);
  if (!by) return null;
  const some = form.subjects.value.some((feature) => given(field)(feature).length > 0);
  // In the middle of an English sentence.
  const name = say(by.title).toLowerCase();
  return (
    <p class="quiet">
      {some ? (
        <Words text={t("form.limit", { by: name, rule: limit.rule, locator: rule?.clause?.locator ?? "" })} />
      ) : (
        t("form.limit.none", { by: name })
      )}
    </p>
  );
}
