/** Help and search, on every page: a window each, fetched when it is first asked for. */

import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import type { Text } from "../api/types";
import { isTaken } from "../model/keys";
import type { Opened } from "../rules/address";
import { announcement, t } from "../state";

export type Aid = "finder" | "help";

export interface AidProps {
  /** The layout, language and stage that ways to other pages carry along. */
  readonly from: Opened;
  readonly close: () => void;
}

/** Something that a page can do, found by its name. */
export interface Command {
  readonly id: string;
  readonly name: Text;
  readonly run: () => void;
}

/** What the map page can do by itself; other pages lead there. */
export interface MapWays {
  readonly select: (feature: string) => void;
  readonly layout: (id: string) => void;
  readonly commands: () => readonly Command[];
}

/** Null on every page but the map. */
export const ways = signal<MapWays | null>(null);

/** The window that is open. */
export const aid = signal<{ readonly name: Aid; readonly Window: FunctionComponent<AidProps> } | null>(null);

const FETCH: Record<Aid, () => Promise<FunctionComponent<AidProps>>> = {
  finder: async () => (await import("../panels/aids/Finder")).Finder,
  help: async () => (await import("../panels/aids/Help")).Help,
};

export async function openAid(name: Aid): Promise<void> {
  const letGo = catchTyping();
  try {
    const Window = await FETCH[name]();
    aid.value = { name, Window };
  } catch {
    announcement.value = t("error.offline");
  } finally {
    letGo();
  }
}

/** What was typed while a window was on its way: whoever types at once loses nothing. */
export const typed = signal("");

function catchTyping(): () => void {
  typed.value = "";
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || [...event.key].length !== 1) return;
    event.preventDefault();
    event.stopPropagation();
    typed.value += event.key;
  };
  addEventListener("keydown", press, { capture: true });
  return () => removeEventListener("keydown", press, { capture: true });
}

export function closeAid(): void {
  aid.value = null;
}

/** When the page has settled, search is fetched ahead: who types at once through an input method needs its field. */
const AHEAD_MS = 1500;

/** Listens for `?` and Ctrl-K (⌘K) until it is called off. */
export function followAidKeys(): () => void {
  const press = (event: KeyboardEvent) => {
    if (isTaken(event)) return;
    const name = asked(event);
    if (!name) return;
    event.preventDefault();
    void openAid(name);
  };
  addEventListener("keydown", press);
  const ahead = setTimeout(() => void FETCH.finder().catch(() => {}), AHEAD_MS);
  return () => {
    clearTimeout(ahead);
    removeEventListener("keydown", press);
  };
}

function asked(event: KeyboardEvent): Aid | null {
  if (event.altKey) return null;
  if (event.ctrlKey || event.metaKey)
    return event.key.toLowerCase() === "k" && !event.shiftKey ? "finder" : null;
  return event.key === "?" || event.key === "？" ? "help" : null;
}
