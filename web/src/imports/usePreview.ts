/** What an import would become, asked of the service a moment after the last decision; older questions are dropped. */

import { useEffect, useState } from "preact/hooks";
import type { ApiError } from "../api/client";
import { asApiError } from "../panels/useSend";
import { type PreviewBody, previewOf } from "./http";
import type { Preview } from "./model/shapes";
import * as session from "./session";

const DEBOUNCE_MS = 300;

export interface Previewed {
  /** The newest answer; it stays until the next is there. */
  readonly preview: Preview | null;
  readonly error: ApiError | null;
  readonly busy: boolean;
}

/** The preview of `body`; null asks for none. `again` asks once more though nothing was decided. */
export function usePreview(body: PreviewBody | null, again = 0): Previewed {
  const [shown, setShown] = useState<Previewed>({ preview: null, error: null, busy: body !== null });
  const asked = body && JSON.stringify(body);
  const id = session.upload.value?.id;
  useEffect(() => {
    if (!asked || id === undefined) {
      setShown({ preview: null, error: null, busy: false });
      return;
    }
    setShown((before) => ({ ...before, busy: true }));
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      previewOf(id, JSON.parse(asked) as PreviewBody, leaving.signal).then(
        (preview) => !leaving.signal.aborted && setShown({ preview, error: null, busy: false }),
        (error: unknown) =>
          !leaving.signal.aborted && setShown({ preview: null, error: asApiError(error), busy: false }),
      );
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [asked, id, again]);
  return shown;
}
