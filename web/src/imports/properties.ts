/** The properties that a column can become, as the rulebook's forms name them. */

import type { Text } from "../api/types";
import * as state from "../state";
import { w } from "./say";

export interface Property {
  readonly name: string;
  readonly title: string;
}

/** All of them: what every feature has, then what the forms of the kinds ask for, in their order. */
export function properties(): readonly Property[] {
  const titles = new Map<string, Text>();
  for (const form of state.book.value?.kinds ?? [])
    for (const field of form.fields) if (!titles.has(field.name)) titles.set(field.name, field.title);
  const own = ["id", "kind"].map((name) => ({ name, title: w(`property.${name as "id" | "kind"}`) }));
  const others = [...titles].map(([name, title]) => ({ name, title: state.say(title) }));
  return [...own, ...others.filter(({ name }) => name !== "id" && name !== "kind")];
}

/** The words that a value of a property can become: kinds, or the rulebook's words for it. */
export function wordsFor(property: string): readonly { name: string; title: string }[] {
  const kinds = state.book.value?.kinds ?? [];
  if (property === "kind") return kinds.map(({ kind, title }) => ({ name: kind, title: state.say(title) }));
  const terms = new Map(
    kinds
      .flatMap((form) => form.fields)
      .filter((field) => field.name === property)
      .flatMap((field) => field.terms)
      .map((term) => [term.name, (state.lang.value === "zh" ? term.zh : term.en) ?? term.name]),
  );
  return [...terms].map(([name, title]) => ({ name, title }));
}
