/** Where an import goes: an existing layout or a new one, and whether it adds to it or replaces it. */

import { Field } from "../panels/Form";
import * as state from "../state";
import { say } from "../state";
import { w } from "./say";
import * as session from "./session";

const MODES = ["update", "replace"] as const;

export function TargetFields() {
  const { value: layouts } = state.layouts;
  const list = layouts.state === "ready" ? layouts.value : [];
  const target = session.target.value;
  const go = (layout: string | null) => {
    session.target.value = layout;
    session.pairs.value = {};
  };
  const first = state.layoutId.value ?? list[0]?.id ?? null;
  return (
    <div class="import-target">
      <fieldset>
        <legend>{w("target.title")}</legend>
        {list.length > 0 && (
          <label>
            <input type="radio" name="import-target" checked={target !== null} onChange={() => go(first)} />
            <span>{w("target.existing")}</span>
          </label>
        )}
        <label>
          <input type="radio" name="import-target" checked={target === null} onChange={() => go(null)} />
          <span>{w("target.new")}</span>
        </label>
        {target === null ? (
          <Fresh />
        ) : (
          <Field label={w("target.layout")}>
            <select value={target} onChange={(event) => go(event.currentTarget.value)}>
              {list.map((info) => (
                <option key={info.id} value={info.id}>
                  {say(info.title)}
                </option>
              ))}
            </select>
          </Field>
        )}
      </fieldset>
      {target !== null && (
        <fieldset>
          <legend>{w("mode.title")}</legend>
          {MODES.map((mode) => (
            <label key={mode}>
              <input
                type="radio"
                name="import-mode"
                checked={session.mode.value === mode}
                onChange={() => {
                  session.mode.value = mode;
                }}
              />
              <span>{w(`mode.${mode}`)}</span>
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}

function Fresh() {
  const fresh = session.fresh.value;
  const field = (name: "zh" | "en" | "id", pattern?: string) => (
    <Field label={w(`target.${name}`)}>
      <input
        value={fresh[name]}
        maxLength={name === "id" ? 60 : 100}
        required
        autocomplete="off"
        {...(pattern ? { pattern } : {})}
        onInput={(event) => {
          session.fresh.value = { ...session.fresh.peek(), [name]: event.currentTarget.value };
        }}
      />
    </Field>
  );
  return (
    <div class="import-fresh">
      {field("zh")}
      {field("en")}
      {field("id", "[a-z0-9]+(-[a-z0-9]+)*")}
    </div>
  );
}
