/** A filled sign with a mark on it. Decorative: the word stands beside it. */

interface Props {
  readonly of: readonly [outline: string, mark: string];
  readonly class: string;
  readonly size?: number;
}

export function Filled({ of: [outline, mark], class: name, size = 16 }: Props) {
  return (
    <svg class={name} viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <path d={outline} fill="currentColor" />
      <path d={mark} fill="none" stroke="var(--on-tone)" stroke-width="1.7" stroke-linecap="round" />
    </svg>
  );
}
