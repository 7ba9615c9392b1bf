/** The page's signs. Each differs in shape, so that none is told apart by colour alone. */

import type { Section } from "../model/findings";
import { Filled } from "./Filled";

export const SIGNS = {
  must: ["M5 1h6l4 4v6l-4 4H5l-4-4V5z", "M8 4.4v4.4M8 11.2v.1"],
  should: ["M8 1.4l7 13H1z", "M8 6v4M8 12.2v.1"],
  waived: ["M8 1l6 2.2v4.6c0 3.6-2.6 6-6 7.2-3.4-1.2-6-3.6-6-7.2V3.2z", "M5.2 8h5.6"],
  unsure: ["M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z", "M6 6.2a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1.1M8 11.6v.1"],
  passed: ["M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z", "M4.8 8.2l2.2 2.3 4.2-4.8"],
} as const;

/** The sign of a section of the findings. Decorative: the word stands beside it. */
export function SectionIcon({ section }: { section: Section }) {
  return <Filled of={SIGNS[section]} class={`icon ${section}`} />;
}

const LINES = {
  close: "M4 4l8 8M12 4l-8 8",
  left: "M10 3L5 8l5 5",
  right: "M6 3l5 5-5 5",
  up: "M3 10l5-5 5 5",
  down: "M3 6l5 5 5-5",
  print: "M4 6V2h8v4M4 12H2V6h12v6h-2M4 10h8v4H4z",
  edit: "M3 13l.7-3L11 2.7l2.3 2.3L6 12.3zM9.5 4.2l2.3 2.3",
  search: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5L14 14",
  table: "M2 3h12v10H2zM2 7h12M7 7v6",
  findings: "M3 8.5l3 3 7-7.5",
  legend: "M2 3h4v4H2zM2 10h4v4H2zM9 5h5M9 12h5",
  into: "M8 2v7M5 6.5L8 9.5l3-3M2 10v3.5h12V10",
  open: "M2 12.5V3h4l1.5 2H14v7.5zM2 7.5h12",
  details: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 7.5V11M8 5v.1",
  rules: "M3 2h8l2 2v10H3zM5.5 6h5M5.5 8.5h5M5.5 11h3",
  more: "M3 8h.1M8 8h.1M13 8h.1",
  half: "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 2v12M8 5l4-1M8 8h6M8 11l4 1",
  sun: "M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8 1v1.5M8 13.5V15M1 8h1.5M13.5 8H15M3 3l1.1 1.1M11.9 11.9L13 13M13 3l-1.1 1.1M4.1 11.9L3 13",
  moon: "M13.5 9.7A6 6 0 0 1 6.3 2.5a6 6 0 1 0 7.2 7.2z",
  filter: "M2 4h12M4.5 8h7M7 12h2",
  person: "M8 2a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM2.5 14c.6-3 2.8-4.3 5.5-4.3s4.9 1.3 5.5 4.3",
  pin: "M8 14s5-4.4 5-8A5 5 0 0 0 3 6c0 3.6 5 8 5 8zM8 6v.1",
} as const;

export type LineName = keyof typeof LINES;

/** A line sign for a button. Decorative: the button names itself. */
export function Line({ name }: { name: LineName }) {
  return (
    <svg class="line" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      <path
        d={LINES[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.6"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
