/** Where the window that prints stands once it is asked for; it is fetched then. */

import { computed, signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { announcement, guest, model, t } from "../state";

/** Whether there is a stored layout on the page: a file that is only looked at cannot be printed. */
export const printable = computed(() => guest.value === null && model.value?.revision != null);

/** The window that is open. */
export const printing = signal<FunctionComponent<{ close: () => void }> | null>(null);

export async function openPrint(): Promise<void> {
  try {
    const { PrintDialog } = await import("./PrintDialog");
    printing.value = PrintDialog;
  } catch {
    announcement.value = t("error.offline");
  }
}

export function closePrint(): void {
  printing.value = null;
}
