/** The preview of an order: drawn by the service a moment after the last change; what has been overtaken is dropped. */

import { useEffect, useState } from "preact/hooks";
import { type ApiError, request } from "../api/client";
import { asApiError } from "../panels/useSend";

const DEBOUNCE_MS = 350;

export interface Preview {
  /** The picture, an address of this page's own; the one before stays until the next is there. */
  readonly picture: string | null;
  readonly error: ApiError | null;
  readonly busy: boolean;
}

/** The picture at `address`; null asks for none. */
export function usePreview(address: string | null): Preview {
  const [shown, setShown] = useState<Preview>({ picture: null, error: null, busy: address !== null });
  useEffect(() => {
    if (address === null) {
      setShown({ picture: null, error: null, busy: false });
      return;
    }
    setShown((before) => ({ ...before, busy: true }));
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      fetchPicture(address, leaving.signal).then(
        (picture) => {
          if (leaving.signal.aborted) URL.revokeObjectURL(picture);
          else setShown({ picture, error: null, busy: false });
        },
        (error: unknown) => {
          if (!leaving.signal.aborted) setShown({ picture: null, error: asApiError(error), busy: false });
        },
      );
    }, DEBOUNCE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [address]);
  useEffect(() => {
    const { picture } = shown;
    return () => {
      if (picture) URL.revokeObjectURL(picture);
    };
  }, [shown.picture]);
  return shown;
}

const fetchPicture = async (address: string, signal: AbortSignal): Promise<string> =>
  URL.createObjectURL(await (await request(address, { signal })).blob());
