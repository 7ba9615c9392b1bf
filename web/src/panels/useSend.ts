/** What every form that sends something has in common: it is busy, it fails with a reason, and it remembers who wrote. */

import { useState } from "preact/hooks";
import { ApiError } from "../api/client";
import { rememberAuthor } from "./Form";

/** A sent form: `text` reads a field, trimmed. */
export interface Sent {
  readonly form: FormData;
  readonly text: (name: string) => string;
}

export interface Sending {
  readonly error: ApiError | null;
  readonly busy: boolean;
  readonly send: (event: SubmitEvent) => void;
}

/** A failure as one that can be told. */
export const asApiError = (caught: unknown): ApiError =>
  caught instanceof ApiError ? caught : new ApiError(null, null);

/** Sends a form by `work`; where that fails the form stays, with the reason. A field `author` is remembered. */
export function useSend(work: (sent: Sent) => Promise<void>): Sending {
  const [error, setError] = useState<ApiError | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const text = (name: string) => String(form.get(name) ?? "").trim();
    setBusy(true);
    setError(null);
    try {
      await work({ form, text });
      if (text("author")) rememberAuthor(text("author"));
    } catch (caught) {
      setError(asApiError(caught));
    }
    setBusy(false);
  };
  return { error, busy, send: (event) => void run(event) };
}
