/** Edits as the service takes them: tried first, then stored as a revision. */

import { ApiError, problemText } from "./client";
import type { Finding, LayoutFeature, Text } from "./types";

export interface EditBody {
  readonly put: readonly LayoutFeature[];
  readonly delete: readonly string[];
  readonly message?: string;
}

export interface EditAnswer {
  revision: number;
  findings: { added: Finding[]; resolved: Finding[] };
  /** What the store would not take, and why. */
  refused: { feature: string; reason?: Text; message?: Text }[];
}

/** Sends an edit of a revision; `dryRun` only asks what it would do. Raises ApiError: 409 where it is not the newest. */
export async function sendEdit(
  layout: string,
  revision: number,
  body: EditBody,
  options: { dryRun: boolean; signal?: AbortSignal },
): Promise<EditAnswer> {
  const query = options.dryRun ? "?dry_run=true" : "";
  let response: Response;
  try {
    response = await fetch(`api/layouts/${encodeURIComponent(layout)}/edits${query}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "If-Match": `"${revision}"` },
      body: JSON.stringify({ ...body, put: body.put.map(bare) }),
      signal: options.signal ?? null,
    });
  } catch (error) {
    if (options.signal?.aborted) throw error;
    throw new ApiError(null, null);
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, problemText(answer));
  return answer as EditAnswer;
}

/** A feature as the service knows it. */
function bare({ byHand: _, ...feature }: LayoutFeature): LayoutFeature {
  return feature;
}
