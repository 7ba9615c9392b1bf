/** The signs of the editor's tools. Decorative: the button names itself. */

const SIGNS = {
  select: "M3 2l9 5-4 1.2L6.4 12z",
  draw: "M3 12L4 4l7-1 2 6-5 4zM3 12h.1M13 9h.1",
  split: "M3 4h10v9H3zM9 1.5L7 15",
  cut: "M2.5 3h11v10h-11zM8 6h5.5v4H8z",
  measure: "M2 11l9-9 3 3-9 9zM5 8l1.4 1.4M7.5 5.5l1.4 1.4",
  undo: "M6 3L2.5 6.5 6 10M2.5 6.5H10a3.5 3.5 0 0 1 0 7H7",
  redo: "M10 3l3.5 3.5L10 10M13.5 6.5H6a3.5 3.5 0 0 0 0 7h3",
  merge: "M2 3h7v7H2zM7 6h7v7H7z",
  overlap: "M2 2.5h8v8H2zM10 6h4v7.5H6v-3",
  delete: "M3 4.5h10M6 4.5V2.5h4v2M4.5 4.5l.7 9h5.6l.7-9",
} as const;

export type SignName = keyof typeof SIGNS;

export function Sign({ name }: { name: SignName }) {
  return (
    <svg class="line" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={SIGNS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
