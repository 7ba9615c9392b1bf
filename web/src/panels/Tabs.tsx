/** A row of tabs that arrow keys walk along. */

import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";

export interface TabsProps<K extends string> {
  readonly id: string;
  readonly label: string;
  readonly tabs: readonly K[];
  readonly active: K | null;
  readonly choose: (key: K) => void;
  readonly face: (key: K) => ComponentChildren;
  readonly className?: string;
}

export function Tabs<K extends string>({ id, label, tabs, active, choose, face, className }: TabsProps<K>) {
  const row = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (!step) return;
    event.preventDefault();
    const at = active === null ? 0 : tabs.indexOf(active) + step;
    const next = tabs[(at + tabs.length) % tabs.length];
    if (next === undefined) return;
    choose(next);
    row.current?.querySelector<HTMLElement>(`#${id}-${next}`)?.focus();
  };
  return (
    <div ref={row} class={`tabs ${className ?? ""}`} role="tablist" aria-label={label} onKeyDown={walk}>
      {tabs.map((key, i) => (
        <button
          key={key}
          type="button"
          role="tab"
          id={`${id}-${key}`}
          class="tab"
          data-key={key}
          aria-selected={key === active}
          aria-controls={`${id}-panel`}
          tabIndex={key === active || (active === null && i === 0) ? 0 : -1}
          onClick={() => choose(key)}
        >
          {face(key)}
        </button>
      ))}
    </div>
  );
}
