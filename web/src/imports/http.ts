/** Imports as the service takes them: a file that is kept for a day, looked at, tried out, and landed. */

import { ApiError, admitted, at, getJson, postJson, problemText, request } from "../api/client";
import { CSRF_HEADER } from "../api/pass";
import type { Problem, Text } from "../api/types";
import type { Decisions, Inspection, Landed, Mode, Preview, Upload } from "./model/shapes";

const one = (id: string) => `api/imports/${encodeURIComponent(id)}`;

/** Sends a file and says how far it is, as a share of its bytes. Throws ApiError; aborting leaves nothing behind. */
export function upload(
  file: File,
  rulebook: string,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  const path = `api/imports?${new URLSearchParams({ name: file.name, rulebook })}`;
  return admitted(path, { method: "POST" }, (word) => send(path, word, file, progress, signal));
}

function send(
  path: string,
  word: string | null,
  file: File,
  progress: (share: number) => void,
  signal: AbortSignal,
): Promise<Upload> {
  return new Promise((done, fail) => {
    // Only this way of asking tells how much has been sent.
    const asked = new XMLHttpRequest();
    asked.open("POST", path);
    if (word !== null) asked.setRequestHeader(CSRF_HEADER, word);
    asked.setRequestHeader("Content-Type", "application/octet-stream");
    asked.responseType = "json";
    asked.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    asked.onload = () => {
      const body: unknown = asked.response;
      if (asked.status < 400) done(body as Upload);
      else fail(new ApiError(asked.status, problemText(body), body as Problem | null));
    };
    asked.onerror = () => fail(new ApiError(null, null));
    asked.onabort = () => fail(new ApiError(null, null));
    signal.addEventListener("abort", () => asked.abort());
    asked.send(file);
  });
}

/** A file that was sent before. Throws ApiError: 404 once it is gone. */
export const resume = (id: string) => getJson<Upload>(one(id));

export const discard = (id: string) => request(one(id), { method: "DELETE" });

/** The file read again under another encoding. */
export async function inspectAs(id: string, encoding: string): Promise<Inspection> {
  const answer = await postJson<Inspection | Upload>(`${one(id)}/inspection`, { encoding });
  return "inspection" in answer ? answer.inspection : answer;
}

export interface PreviewBody {
  readonly layout: string | null;
  readonly decisions: Decisions;
  readonly mode: Mode;
  readonly pairs?: Readonly<Record<string, string | null>>;
}

/** What was asked last. One question after the other: each is work for a whole process of the service. */
let last: Promise<unknown> = Promise.resolve();

/** What the file would become under some decisions, and what of the layout that would change. */
export function previewOf(id: string, body: PreviewBody, signal: AbortSignal): Promise<Preview> {
  const asked = last.then(() => {
    signal.throwIfAborted();
    return postJson<Preview>(`${one(id)}/preview`, body);
  });
  last = asked.catch(() => undefined);
  return asked;
}

export interface LandBody extends PreviewBody {
  readonly layout: string;
  readonly title?: Text;
  /** The revision that the preview was of; null for a new layout. */
  readonly revision: number | null;
  readonly author: string;
  readonly message: string;
}

/** Stores it. Throws ApiError: 409 with what changed, where the layout has a newer revision. */
export const land = (id: string, body: LandBody) => postJson<Landed>(`${one(id)}/land`, body);

/** The address of a layout's quarantine, as a file where a format is given. */
export const quarantineAt = (layout: string, format?: "gpkg" | "geojson") =>
  `${at(layout)}/quarantine${format ? `?f=${format}` : ""}`;
