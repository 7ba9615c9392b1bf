/** A table that is wider than its place: the keyboard can scroll it too. */

import type { ComponentChildren } from "preact";

export function Scroll({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="import-scroll" aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
