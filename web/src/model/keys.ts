/** Keys as their keyboard names them, and whether the page may take a key for itself. */

/** Names on an Apple keyboard; other systems print the names that the code uses. */
const APPLE: Readonly<Record<string, string>> = {
  Ctrl: "⌘",
  Alt: "⌥",
  Shift: "⇧",
  Enter: "↩",
  Backspace: "⌫",
  Delete: "⌦",
};

/** Whether a platform, as `navigator.platform` names it, has Apple's keys. */
export const isApple = (platform: string): boolean => /^(Mac|iPhone|iPad|iPod)/.test(platform);

/** What is printed on a key. */
export const keyName = (key: string, apple: boolean): string => (apple && APPLE[key]) || key;

/** A combination as the attribute `aria-keyshortcuts` wants it. */
export const ariaKeys = (key: string, apple: boolean): string => `${apple ? "Meta" : "Control"}+${key}`;

/** What of a key's event decides whether it is the page's. */
export interface Press {
  readonly target: EventTarget | null;
  readonly defaultPrevented: boolean;
  readonly isComposing: boolean;
}

const FIELDS = "input, textarea, select, [role='tree'], [contenteditable]";
const WINDOWS = "dialog[open]";

/** Whether a key belongs to a form field, to an input method or to a window that is open, and not to the page. */
export function isTaken(event: Press): boolean {
  if (event.defaultPrevented || event.isComposing) return true;
  if (event.target instanceof HTMLElement && event.target.closest(FIELDS)) return true;
  return document.querySelector(WINDOWS) !== null;
}
