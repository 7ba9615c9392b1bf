/** People, passwords and personal tokens. */

import { getJson, postJson, request } from "./client";
import type { Ability, Role, Session } from "./session";

/** Somebody who may sign in. */
export interface Member {
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  readonly districts: readonly string[] | null;
  readonly active: boolean;
  readonly created: string;
  /** False until they have used their link. */
  readonly has_password: boolean;
}

/** A member, with the link that sets their password where one has just been made: it is told only once. */
export type MemberLinked = Member & { readonly link: string | null };

export interface MemberChange {
  readonly role?: Role;
  readonly districts?: readonly string[] | null;
  readonly active?: boolean;
  readonly link?: boolean;
}

/** What a token may do is a part of what its owner may. */
export interface Token {
  readonly number: number;
  readonly label: string;
  readonly scopes: readonly Ability[] | null;
  readonly created: string;
  readonly expires: string;
  readonly used: string | null;
  readonly revoked: string | null;
}

/** A token that has just been made, with its secret, which is told only once. */
export type TokenMade = Token & { readonly token: string };

export const getPeople = () => getJson<readonly Member[]>("api/people");

export const addPerson = (
  name: string,
  role: Role,
  districts: readonly string[] | null,
): Promise<MemberLinked> => postJson<MemberLinked>("api/people", { name, role, districts });

/** Changes a person; with `link` a new link is made and every earlier one of theirs stops working. */
export const changePerson = (key: string, change: MemberChange) =>
  sendJson<MemberLinked>("PATCH", `api/people/${encodeURIComponent(key)}`, change);

/** Chooses another password; the session that goes on is a new one. */
export const changePassword = (current: string, password: string) =>
  postJson<Session>("api/password", { current, password });

export const getTokens = () => getJson<readonly Token[]>("api/tokens");

export const makeToken = (label: string, scopes: readonly Ability[] | null, days: number) =>
  postJson<TokenMade>("api/tokens", { label, scopes, days });

export const revokeToken = (number: number) => request(`api/tokens/${number}`, { method: "DELETE" });

async function sendJson<T>(method: string, path: string, body: unknown): Promise<T> {
  const headers = { "Content-Type": "application/json" };
  return (await (await request(path, { method, headers, body: JSON.stringify(body) })).json()) as T;
}
