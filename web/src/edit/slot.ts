/** Where the editor plugs into the page. It is fetched when someone first asks for it: looking needs none of it. */

import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import type { Fix } from "../api/fixes";
import type { LayoutFeature } from "../api/types";
import { announcement, t } from "../state";
import { refuses } from "../stores/person";

/** What the map lends to the editor. */
export interface Easel<Map> {
  readonly map: Map;
  /** Draws these features as they are now, until the layout itself changes. */
  readonly preview: (features: readonly LayoutFeature[]) => void;
}

export interface Edits {
  readonly revision: number;
  readonly patch: { readonly put: readonly LayoutFeature[]; readonly delete: readonly string[] };
}

export interface Editor<Map> {
  /** The tools, in the page. */
  readonly Bar: FunctionComponent;
  /** The attributes of the selection, to be filled in. */
  readonly Form: FunctionComponent;
  /** How many features are selected. */
  readonly count: () => number;
  /** The tools, on the map; the answer takes them off again. */
  readonly onMap: (easel: Easel<Map>) => () => void;
  /** A feature was clicked; `more` adds it to the selection. */
  readonly pick: (id: string, more: boolean) => void;
  /** Whether a click on the map belongs to a tool. */
  readonly drawing: () => boolean;
  /** The edits so far, and the revision that they start from. */
  readonly edits: () => Edits | null;
  /** Makes a repair one more edit; false where it was refused. */
  readonly repair: (fix: Fix) => boolean;
  /** The stored layout's waivers have changed: what is found has to be looked at again. */
  readonly waived: () => Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: only src/map knows what a map is.
export const editor = signal<Editor<any> | null>(null);
export const opening = signal(false);

/** Fetches the editor and begins to edit the layout of the moment, with the pen in hand where asked. */
export async function openEditor(tool: "select" | "draw" = "select"): Promise<void> {
  if (editor.value || opening.value || refuses("edit")) return;
  opening.value = true;
  try {
    const { begin } = await import("./begin");
    begin(tool);
  } catch {
    // The rest of the page goes on; the button can be pressed again once the service answers.
    announcement.value = t("error.offline");
  } finally {
    opening.value = false;
  }
}
