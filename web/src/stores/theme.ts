/** Light or dark: as the system has it, until somebody chooses. */

import { computed, effect, signal } from "@preact/signals";
import type { Theme } from "../model/palette";

export const CHOICES = ["system", "light", "dark"] as const;
export type Choice = (typeof CHOICES)[number];

const STORED = "yuantu.theme";
const DARK = matchMedia("(prefers-color-scheme: dark)");

const system = signal<Theme>(DARK.matches ? "dark" : "light");
export const choice = signal<Choice>(stored());
/** What the page shows. */
export const theme = computed<Theme>(() => (choice.value === "system" ? system.value : choice.value));

/** The choice after this one, for a button that goes round. */
export const next = (now: Choice): Choice => CHOICES[(CHOICES.indexOf(now) + 1) % CHOICES.length] ?? "system";

/** Keeps the page's colours, and the next visit's, as chosen. */
export function followTheme(): void {
  DARK.addEventListener("change", () => {
    system.value = DARK.matches ? "dark" : "light";
  });
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
  effect(() => {
    try {
      if (choice.value === "system") localStorage.removeItem(STORED);
      else localStorage.setItem(STORED, choice.value);
    } catch {
      // Storage may be forbidden; the choice then lasts as long as the page.
    }
  });
}

function stored(): Choice {
  try {
    return CHOICES.find((name) => name === localStorage.getItem(STORED)) ?? "system";
  } catch {
    return "system";
  }
}
