/** Reviews and comments as the service tells and takes them. */

import { at, getJson, postJson } from "../api/client";
import type { Finding, Publication, Text } from "../api/types";
import type { Anchor } from "./slot";

export type Taken = "submit" | "withdraw" | "approve" | "return";
export type Step = Taken | "publish";

export interface Review {
  layout: string;
  revision: number;
  state: "draft" | "in-review" | "approved" | "published" | "superseded";
  /** Whether people sign in here. */
  office: boolean;
  published: Publication | null;
  stale: { revision: number; why: Text } | null;
  next: { step: Step; may: boolean; why: Text | null }[];
  against: Finding[];
  history: {
    step: Step;
    revision: number;
    number: number | null;
    superseded_by: number | null;
    created: string;
    author: string;
    message: string;
  }[];
}

interface Hidden {
  created: string;
  author: string;
  reason: string;
}

export interface Entry {
  number: number;
  what: "reply" | "resolve" | "reopen";
  created: string;
  author: string;
  /** Null where it is hidden. */
  body: string | null;
  hidden: Hidden | null;
}

export interface Thread {
  number: number;
  revision: number;
  created: string;
  author: string;
  body: string | null;
  hidden: Hidden | null;
  anchor: {
    kind: "feature" | "finding" | "place";
    id: string | null;
    rule: string | null;
    about: Text | null;
  };
  /** Longitude and latitude, CGCS2000 degrees. */
  at: [number, number] | null;
  since: "same" | "changed" | "gone" | "untold";
  resolved: boolean;
  entries: Entry[];
}

export const getReview = (layout: string) => getJson<Review>(`${at(layout)}/review`);

/** Takes a step with a revision. Throws ApiError: 403 where it is another's, 409 where the state does not allow it. */
export const take = (layout: string, revision: number, step: Taken, author: string, message: string) =>
  postJson<Review>(`${at(layout)}/review`, { step, author, message }, { "If-Match": `"${revision}"` });

export const getThreads = (layout: string) => getJson<Thread[]>(`${at(layout)}/comments`);

export const comment = (layout: string, revision: number, on: Anchor, author: string, body: string) =>
  postJson<Thread>(`${at(layout)}/comments`, { ...on, revision, author, body });

export type Follow = "reply" | "resolve" | "reopen" | "hide";

export const follow = (
  layout: string,
  number: number,
  what: Follow,
  author: string,
  body: string,
  entry?: number,
) =>
  postJson<Thread>(`${at(layout)}/comments/${number}/${what}`, {
    author,
    body,
    ...(entry === undefined ? {} : { entry }),
  });
