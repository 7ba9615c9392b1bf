/** Layouts as the service makes and publishes them. */

import { at, getJson, postJson } from "./client";
import type { LayoutFeature, LayoutInfo, Publication, Text } from "./types";

export interface CopyRequest {
  /** The revision that the new layout starts from. */
  readonly from: { readonly layout: string; readonly revision: number };
  readonly title: Text;
  readonly author: string;
  readonly message: string;
  readonly put: readonly LayoutFeature[];
  readonly delete: readonly string[];
}

/** Starts a layout from a revision of another one, with edits of that revision. Throws ApiError. */
export const copyLayout = (request: CopyRequest) => postJson<LayoutInfo>("api/layouts", request);

/** The revisions of a layout that imports made. */
export const getImported = (layout: string) =>
  getJson<{ revision: number; changed: boolean }[]>(`${at(layout)}/imports`);

export const getPublications = (layout: string) => getJson<Publication[]>(`${at(layout)}/publications`);

/** Publishes a revision. Throws ApiError: 422 with the findings in the way, 409 where it is not the newest one. */
export const publish = (layout: string, revision: number, author: string, message: string) =>
  postJson<Publication>(`${at(layout)}/publications`, { author, message }, { "If-Match": `"${revision}"` });
