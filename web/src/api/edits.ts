/** Edits as the service takes them: tried first, then stored as a revision. */

import type { FullDelta } from "../model/edited";
import { at, request } from "./client";
import type { LayoutFeature, Text } from "./types";

export interface EditBody {
  readonly put: readonly LayoutFeature[];
  readonly delete: readonly string[];
  readonly message?: string;
  readonly author?: string;
}

export interface EditAnswer {
  revision: number;
  findings: FullDelta;
  /** What the store would not take, and why. */
  refused: { feature: string; reason?: Text; message?: Text }[];
}

/** Sends an edit of a revision; `dryRun` only asks what it would do. Raises ApiError: 409 where it is not the newest. */
export async function sendEdit(
  layout: string,
  revision: number,
  body: EditBody,
  options: { dryRun: boolean; stage?: string | null; signal?: AbortSignal },
): Promise<EditAnswer> {
  const query = new URLSearchParams();
  if (options.dryRun) query.set("dry_run", "true");
  if (options.stage) query.set("stage", options.stage);
  const response = await request(`${at(layout)}/edits${query.size ? `?${query}` : ""}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "If-Match": `"${revision}"` },
    body: JSON.stringify({ ...body, put: body.put.map(bare) }),
    signal: options.signal ?? null,
  });
  return (await response.json()) as EditAnswer;
}

/** A feature as the service knows it. */
export function bare({ byHand: _, ...feature }: LayoutFeature): LayoutFeature {
  return feature;
}
