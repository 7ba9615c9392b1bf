/** Parts of forms: a labelled field, and the row of buttons with what went wrong. */

import type { ComponentChildren } from "preact";
import type { ApiError } from "../api/client";
import { explain } from "../state";
import { office, person } from "../stores/person";
import { Words } from "./Words";

export function Field({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
    <label class="field">
      <span>{label}</span>
      {children}
    </label>
  );
}

/** Who stands under it. Nobody is asked where people sign in: the service signs with their names. */
export function AuthorField({ label }: { label: string }) {
  if (office.value) return null;
  return (
    <Field label={label}>
      <input name="author" required maxLength={100} defaultValue={lastAuthor()} autocomplete="name" />
    </Field>
  );
}

interface FootProps {
  readonly error: ApiError | null;
  readonly busy: boolean;
  readonly submit: string;
  readonly waiting: string;
  readonly cancel: string;
  readonly close: () => void;
}

export function FormFoot({ error, busy, submit, waiting, cancel, close }: FootProps) {
  return (
    <>
      {error && (
        <p class="form-error" role="alert">
          <Words text={explain(error)} />
        </p>
      )}
      <div class="form-foot">
        <button type="button" class="button" onClick={close}>
          {cancel}
        </button>
        <button type="submit" class="button primary" disabled={busy}>
          {busy ? waiting : submit}
        </button>
      </div>
    </>
  );
}

const KEY = "yuantu.author";

/** Who is signed in, else who worked here last, so that a name is typed once. */
export function lastAuthor(): string {
  if (person.peek()) return person.peek()?.name ?? "";
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // Storage may be forbidden; the name is typed again.
  }
}

export function rememberAuthor(name: string): void {
  if (person.peek()) return;
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Storage may be forbidden; the name is typed again.
  }
}
