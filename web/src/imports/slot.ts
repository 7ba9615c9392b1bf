/** Where the import wizard stands once it is asked for; it is fetched then. */

import { signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { announcement, t } from "../state";
import { may, refuses } from "../stores/person";

export interface Importer {
  /** The window that is open. */
  readonly Window: FunctionComponent;
  /** A file was dropped meanwhile. */
  readonly take: (file: File) => void;
}

export const importing = signal<Importer | null>(null);

/** Opens the wizard, on a file where there is one, else on the import that was begun last. */
export async function openImport(file: File | null = null): Promise<void> {
  if (importing.peek() || refuses("edit")) return;
  try {
    const { begin } = await import("./begin");
    begin(file);
  } catch {
    announcement.value = t("error.offline");
  }
}

/** Opens the wizard if the service can make something of the file; false, and nothing is shown, if it cannot. */
export async function tryImport(file: File): Promise<boolean> {
  if (!may("edit")) return false;
  try {
    const { beginIfReadable } = await import("./begin");
    return await beginIfReadable(file);
  } catch {
    return false;
  }
}
