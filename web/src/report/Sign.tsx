/** The sign of what a finding or a rule is. Decorative: the word stands beside it. */

import type { Tone } from "./data";
import { SIGNS } from "./sign";

export function Sign({ tone }: { tone: Tone | "passed" }) {
  const [outline, mark] = SIGNS[tone];
  return (
    <svg class={`sign ${tone}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path d={outline} fill="currentColor" />
      <path d={mark} fill="none" stroke="var(--on-tone)" stroke-width="1.7" stroke-linecap="round" />
    </svg>
  );
}
