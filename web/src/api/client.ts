/** The service's addresses, and its errors as sentences. Addresses are relative: any path prefix works. */

import type {
  DistrictCollection,
  Lang,
  LayoutCollection,
  LayoutInfo,
  Problem,
  Report,
  Rulebook,
  Text,
} from "./types";

/** A request that failed; `text` is the service's own sentence where it sent one. */
export class ApiError extends Error {
  constructor(
    readonly status: number | null,
    readonly text: Text | null,
  ) {
    super(text?.en ?? (status === null ? "no answer" : `HTTP ${status}`));
    this.name = "ApiError";
  }
}

/** The service's sentence about a failed request, or null where the body holds none. */
export function problemText(body: unknown): Text | null {
  if (typeof body !== "object" || body === null) return null;
  const problem = body as Problem;
  if (problem.message?.zh && problem.message.en) return problem.message;
  const plain = problem.detail ?? problem.title;
  return plain ? { zh: plain, en: plain } : null;
}

/** The JSON at an address. Throws ApiError. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(null, null);
  }
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null);
    throw new ApiError(response.status, problemText(body));
  }
  return (await response.json()) as T;
}

const at = (layout: string) => `api/layouts/${encodeURIComponent(layout)}`;

export const getLayouts = () => getJson<LayoutInfo[]>("api/layouts");

export const getDistricts = () => getJson<DistrictCollection>("api/districts");

export const getRulebook = (id: string) => getJson<Rulebook>(`api/rulebooks/${encodeURIComponent(id)}`);

export const getFeatures = (layout: string, signal?: AbortSignal) =>
  getJson<LayoutCollection>(`${at(layout)}/features`, signal);

export const getReport = (layout: string, signal?: AbortSignal) =>
  getJson<Report>(`${at(layout)}/report`, signal);

/** The address of the printed sheet. */
export const sheetUrl = (layout: string, lang: Lang) =>
  `${at(layout)}/sheet.pdf?sheet=a3&scale=500000&lang=${lang}`;
