/** Leaving the quarantine: mended into a revision, or dismissed. */

import { at, postJson } from "../api/client";
import { bare, type EditAnswer } from "../api/edits";
import type { LayoutFeature } from "../api/types";

const one = (layout: string, number: number) => `${at(layout)}/quarantine/${number}`;

/** Puts a mended feature as the revision after `revision`. Throws ApiError as saving does. */
export const mend = (
  layout: string,
  number: number,
  revision: number,
  put: LayoutFeature,
  message: string,
  author: string,
) => postJson<EditAnswer>(one(layout, number), { put: bare(put), author, message, revision });

/** Says that a feature shall not enter. Throws ApiError. */
export const dismiss = (layout: string, number: number, revision: number, message: string, author: string) =>
  postJson<EditAnswer>(one(layout, number), { put: null, author, message, revision });

/** The address of all that wait, as a file. */
export const fileAt = (layout: string, format: "gpkg" | "geojson") => `${at(layout)}/quarantine?f=${format}`;
