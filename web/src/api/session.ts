/** Signing in and out, and who is signed in. */

import { getJson, postJson, request } from "./client";

export const ROLES = ["viewer", "planner", "reviewer", "publisher", "administrator"] as const;
export type Role = (typeof ROLES)[number];
export type Ability =
  | "open"
  | "read-public"
  | "read"
  | "comment"
  | "edit"
  | "review"
  | "publish"
  | "administer";

/** Who is signed in. */
export interface SignedIn {
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  /** Those that a planner may draw in; null for all. */
  readonly districts: readonly string[] | null;
}

export interface Session {
  readonly person: SignedIn | null;
  /** False until somebody has made this service an office's: whoever sits at its machine may do everything. */
  readonly claimed: boolean;
  /** Whether one can sign in with an account that the office has elsewhere. */
  readonly oidc: boolean;
  readonly csrf: string | null;
  readonly abilities: readonly Ability[];
}

export const getSession = () => getJson<Session>("api/session");

/** Signs in. Throws ApiError: 401 where name or password is wrong, 429 after too many tries. */
export const signIn = (name: string, password: string) =>
  postJson<Session>("api/session", { name, password });

export const signOut = () => request("api/session", { method: "DELETE" });

/** Ends the sessions of all other browsers. */
export const signOutElsewhere = () => request("api/sessions", { method: "DELETE" });

/** Uses a link that works once; `name` is for the first administrator to choose. */
export const claim = (code: string, password: string, name: string | null) =>
  postJson<Session>("api/claim", { code, password, ...(name === null ? {} : { name }) });

/** Where one signs in with an account that the office has elsewhere; `to` is where one goes on. */
export const oidcHref = (to: string) => `api/signin/oidc?${new URLSearchParams({ to })}`;
