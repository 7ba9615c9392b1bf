/** The sign of what a finding or a rule is. Decorative: the word stands beside it. */

import { Filled } from "../panels/Filled";
import type { Tone } from "./data";
import { SIGNS } from "./sign";

export function Sign({ tone }: { tone: Tone | "passed" }) {
  return <Filled of={SIGNS[tone]} class={`sign ${tone}`} />;
}
