/** Signing out. */

import { signOut } from "../api/session";
import { unsaved } from "../state";
import { findOut } from "../stores/person";

/** Ends the session; nothing that others may not see stays on the page, but for edits that wait to be saved. */
export async function leave(): Promise<void> {
  await signOut();
  if (unsaved.peek()) await findOut();
  else location.assign("./");
}
