/** What lets requests in: the word that says they come from our own pages, and what to do where they are turned away. */

/** Goes along with every write of a signed-in browser. */
export const CSRF_HEADER = "X-Yuantu-CSRF";

export interface Pass {
  /** The word of the present session; null where there is none. */
  readonly word: () => Promise<string | null>;
  /** A request was turned away with this status: true as soon as it is worth another try. */
  readonly again: (status: 401 | 403, asked: Asked) => Promise<boolean>;
}

/** What a request was, as far as its pass is concerned. */
export interface Asked {
  /** Whether somebody waits for it; else the page asked by itself. */
  readonly wanted: boolean;
  /** The word that it was sent with. */
  readonly word: string | null;
}

const NONE: Pass = { word: async () => null, again: async () => false };
let pass = NONE;

/** From now on requests go out with this pass. */
export const carry = (next: Pass | null): void => {
  pass = next ?? NONE;
};

const SAFE = new Set(["GET", "HEAD"]);

/** Whether a request changes nothing. */
const isSafe = (how: RequestInit): boolean => SAFE.has(how.method ?? "GET");

/** The word that goes along with a request; null where it needs none. */
export const wordFor = async (how: RequestInit): Promise<string | null> => (isSafe(how) ? null : pass.word());

/** The headers of a request with its word. */
export function withWord(headers: HeadersInit | undefined, word: string | null): Headers {
  const all = new Headers(headers);
  if (word !== null) all.set(CSRF_HEADER, word);
  return all;
}

/** Whether to send a request, which was turned away, once more. */
export async function again(
  path: string,
  how: RequestInit,
  word: string | null,
  status: number,
): Promise<boolean> {
  if (status !== 401 && status !== 403) return false;
  // Signing in fails by its own right, and whoever only asks what an edit would do can wait.
  if (/^api\/(session|claim)\b/.test(path)) return false;
  return pass.again(status, { wanted: !isSafe(how) && !path.includes("dry_run=true"), word });
}
