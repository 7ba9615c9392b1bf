/** A word of the rulebook in the page's language: in English where the rulebook has it, else marked as Chinese. */

import * as state from "../state";
import { Words } from "./Words";

export function TermName({ name }: { name: string }) {
  return <Words text={termText(name)} />;
}

/** The same as plain text, for places that take no markup. */
export function termText(name: string): string {
  return (state.lang.value === "en" ? state.english(name) : null) ?? name;
}
