/** A word of the rulebook in the page's language: in English where the rulebook has it, else marked as Chinese. */

import { englishOf, nameOf } from "../model/grouping";
import * as state from "../state";
import { Words } from "./Words";

export function TermName({ name }: { name: string }) {
  return <Words text={termText(name)} />;
}

/** The same as plain text, for places that take no markup. */
export function termText(name: string): string {
  const book = state.book.value;
  if (state.lang.value === "zh" || !book) return name;
  const terms = [
    ...book.classes,
    ...book.modes,
    ...book.carriers,
    ...book.industries.map((s) => ({ name: s.sector, name_en: s.sector_en ?? null })),
  ];
  const term = terms.find((candidate) => nameOf(candidate) === name);
  return (term && englishOf(term)) ?? name;
}
