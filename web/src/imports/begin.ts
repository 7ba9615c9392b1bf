/** The wizard's entry: everything below here is fetched only when someone imports. */

import { ImportDialog } from "./ImportDialog";
import * as session from "./session";
import { importing } from "./slot";
import "./import.css";

/** Opens the wizard with a file, or with the import that was begun last. */
export function begin(file: File | null): void {
  session.reset();
  show();
  if (file) void session.send(file);
  else void session.takeUp();
}

/** Sends a file, and opens the wizard once the service has read it. */
export async function beginIfReadable(file: File): Promise<boolean> {
  session.reset();
  await session.send(file);
  if (!session.upload.peek()) return false;
  session.strange.value = true;
  show();
  return true;
}

function show(): void {
  importing.value = { Window: ImportDialog, take };
}

/** Takes a file that is dropped, unless there is one already. */
function take(file: File): void {
  if (!session.upload.peek() && !session.sending.peek()) void session.send(file);
}
