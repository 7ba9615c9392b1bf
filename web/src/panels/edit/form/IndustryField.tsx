/** Industries: what is chosen, and the taxonomy to choose from. */

import { useRef, useState } from "preact/hooks";
import * as form from "../../../edit/form";
import { t } from "../../../edit/say";
import { heldWords } from "../../../model/edit/attributes";
import { bothNames, say } from "../../../state";
import { Words } from "../../Words";
import type { FieldProps } from "./AttributeForm";
import { IndustryTree, taxonomy } from "./IndustryTree";
import { Group, inputId, Notes } from "./Parts";

export function IndustryField({ field }: FieldProps) {
  const [open, show] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const held = heldWords(form.subjects.value, field.name, form.changes.value[field.name]);
  const close = () => {
    show(false);
    button.current?.focus();
  };
  const panel = `${inputId(field.name)}-tree`;
  return (
    <Group field={field}>
      {held.size === 0 && <p class="quiet">{t("form.none")}</p>}
      <ul class="form-chips">
        {[...held].map(([word, by]) => (
          <li key={word} class={by === "some" ? "some" : ""}>
            <span>
              <Words text={bothNames(word)} />
              {by === "some" && <span class="form-why"> · {t("form.some")}</span>}
              {!taxonomy.value.has(word) && <span class="form-why"> · {t("form.unknown")}</span>}
            </span>
            {by === "some" && (
              <button
                type="button"
                class="chip-remove"
                aria-label={t("form.add", { name: bothNames(word) })}
                title={t("form.add", { name: bothNames(word) })}
                onClick={() => form.toggle(field.name, word)}
              >
                +
              </button>
            )}
            <button
              type="button"
              class="chip-remove"
              aria-label={t("form.remove", { name: bothNames(word) })}
              title={t("form.remove", { name: bothNames(word) })}
              onClick={() => drop(field.name, word, by)}
            >
              ×
            </button>
          </li>
        ))}
      </ul>
      <button
        ref={button}
        type="button"
        class="button"
        aria-expanded={open}
        {...(open ? { "aria-controls": panel } : {})}
        onClick={() => show(!open)}
      >
        {t(open ? "form.chosen" : "form.choose")}
      </button>
      {open && (
        <IndustryTree id={panel} name={field.name} label={say(field.title)} held={held} close={close} />
      )}
      <Notes field={field} />
    </Group>
  );
}

/** Takes a word from all: what only some have is first given to all by a tick, and taken by the next. */
function drop(name: FieldProps["field"]["name"], word: string, by: "all" | "some" | "none"): void {
  if (by === "some") form.toggle(name, word);
  form.toggle(name, word);
}
