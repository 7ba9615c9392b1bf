/** The service's addresses, and its errors as sentences. Addresses are relative: any path prefix works. */

import { again, withWord, wordFor } from "./pass";
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
    readonly problem: Problem | null = null,
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
export const getJson = <T>(path: string, signal?: AbortSignal): Promise<T> =>
  ask<T>(path, { signal: signal ?? null });

/** Sends a body, an object as JSON, anything else as it stands, and reads the JSON that comes back. Throws ApiError. */
export const postJson = <T>(path: string, body: unknown, headers: Record<string, string> = {}): Promise<T> =>
  body instanceof Blob
    ? ask<T>(path, { method: "POST", body, headers })
    : ask<T>(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "Content-Type": "application/json", ...headers },
      });

async function ask<T>(path: string, how: RequestInit): Promise<T> {
  return (await (await request(path, how)).json()) as T;
}

/** The answer to a request, a good one. Throws ApiError. */
export const request = (path: string, how: RequestInit = {}): Promise<Response> =>
  admitted(path, how, async (word) => {
    const response = await send(path, { ...how, headers: withWord(how.headers, word) });
    if (!response.ok) throw await failureOf(response);
    return response;
  });

/** More tries than a session that ended and a word that changed can ask for. */
const TRIES = 3;

/** Sends with the session's word; once more where that was turned away and somebody has signed in. Throws ApiError. */
export async function admitted<T>(
  path: string,
  how: RequestInit,
  sent: (word: string | null) => Promise<T>,
): Promise<T> {
  for (let left = TRIES; ; left--) {
    const word = await wordFor(how);
    try {
      return await sent(word);
    } catch (error) {
      const status = error instanceof ApiError ? error.status : null;
      if (!left || status === null || !(await again(path, how, word, status))) throw error;
    }
  }
}

async function send(path: string, how: RequestInit): Promise<Response> {
  try {
    return await fetch(path, how);
  } catch (error) {
    if (how.signal?.aborted) throw error;
    throw new ApiError(null, null);
  }
}

async function failureOf(response: Response): Promise<ApiError> {
  const body: unknown = await response.json().catch(() => null);
  const problem = typeof body === "object" ? (body as Problem | null) : null;
  return new ApiError(response.status, problemText(body), problem);
}

/** The address of a layout's own resources. */
export const at = (layout: string) => `api/layouts/${encodeURIComponent(layout)}`;

export const getLayouts = () => getJson<LayoutInfo[]>("api/layouts");

export const getDistricts = () => getJson<DistrictCollection>("api/districts");

export const getRulebook = (id: string) => getJson<Rulebook>(`api/rulebooks/${encodeURIComponent(id)}`);

export const getFeatures = (layout: string, signal?: AbortSignal) =>
  getJson<LayoutCollection>(`${at(layout)}/features`, signal);

/** A layout's report: of its newest revision and the default stage, unless others are asked for. */
export const getReport = (
  layout: string,
  signal?: AbortSignal,
  { stage = null, revision = null }: { stage?: string | null; revision?: number | null } = {},
) => {
  const query = new URLSearchParams();
  if (stage) query.set("stage", stage);
  if (revision !== null) query.set("revision", String(revision));
  return getJson<Report>(`${at(layout)}/report${query.size ? `?${query}` : ""}`, signal);
};

/** The address of the printed layout map, on A3 and as large as fits. */
export const sheetUrl = (layout: string, lang: Lang) => `${at(layout)}/sheet.pdf?sheet=a3&lang=${lang}`;

/** What the report can be taken along as. */
export const REPORT_FILES = ["html", "xlsx", "geojson", "sarif"] as const;
export type ReportFile = (typeof REPORT_FILES)[number];

/** What layouts and findings can be exported as. */
export interface Exports {
  layout: readonly { name: string; ending: string; title: Text }[];
  findings: readonly { name: "gpkg" | "geojson" | "xlsx"; ending: string }[];
  comparison: readonly { name: string; ending: string }[];
}

export const getExports = () => getJson<Exports>("api/exports");

/** The address of the newest revision as a file of a format. */
export const exportUrl = (layout: string, format: string) =>
  `${at(layout)}/export?${new URLSearchParams({ format })}`;

/** The address of the findings as a file, under the rules of a stage where one is given. */
export function findingsUrl(layout: string, format: string, lang: Lang, stage: string | null): string {
  const query = new URLSearchParams({ format, lang, ...(stage ? { stage } : {}) });
  return `${at(layout)}/findings/export?${query}`;
}

/** The address of the report as a file, under the rules of a stage where one is given. */
export function reportUrl(layout: string, file: ReportFile, lang: Lang, stage: string | null = null): string {
  const query = new URLSearchParams({ lang, ...(stage ? { stage } : {}) });
  return `${at(layout)}/report.${file}?${query}`;
}
