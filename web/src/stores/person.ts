/** Who is signed in, what they may do, and how the page goes on where a session has ended. */

import { computed, signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { type Asked, carry } from "../api/pass";
import { type Ability, getSession, type Role, type Session, type SignedIn } from "../api/session";
import type { Text } from "../api/types";
import { announcement, say } from "../state";
import { wordsOfRoles } from "./roles";

export const session = signal<Session | null>(null);
export const person = computed<SignedIn | null>(() => session.value?.person ?? null);

/** Whether people sign in here: then the service signs what they do with their names. */
export const office = computed(() => session.value?.claimed ?? false);

/** Who was signed in last on this page, so that the same name need not be typed again. */
export const before = signal<SignedIn | null>(null);

let known: Promise<unknown> = Promise.resolve();

/** Asks who is signed in. A service that does not answer has other ways to say so. */
export function findOut(): Promise<unknown> {
  known = getSession().then(welcome, () => null);
  return known;
}

/** Takes what the service says of the session. */
export function welcome(next: Session): void {
  session.value = next;
  if (next.person) before.value = next.person;
}

/** Whether whoever is here may do it, as far as the page knows; the service looks again. */
export const may = (ability: Ability): boolean => session.value?.abilities.includes(ability) ?? true;

/** Why something cannot be done here; null where it can. */
export function barred(ability: Ability): Text | null {
  if (may(ability)) return null;
  const words = wordsOfRoles;
  return person.value ? words.mayNot(person.value.role, ability) : words.signInFirst;
}

/** Why something was not done, until it is read. */
export const refusal = signal<Text | null>(null);

/** Whether it cannot be done here; then the page says why. */
export function refuses(ability: Ability): boolean {
  const why = barred(ability);
  if (why) {
    refusal.value = why;
    announcement.value = say(why);
  }
  return why !== null;
}

/** What a button carries that opens what cannot be done here: it can still be reached, and tells why not. */
export function barring(ability: Ability): {
  "aria-disabled"?: true;
  title?: string;
  "aria-description"?: string;
} {
  const why = barred(ability);
  return why ? { "aria-disabled": true, title: say(why), "aria-description": say(why) } : {};
}

/** Settles when it is known who is here, or that this cannot be known. */
export const knownWho = (): Promise<unknown> => known;

export const roleName = (role: Role): string => say(wordsOfRoles.roles[role]);

/** The window that asks to sign in again, while it is open; `done` says whether somebody did. */
export const asking = signal<{
  readonly Window: FunctionComponent<{ done: (signedIn: boolean) => void }>;
  readonly done: (signedIn: boolean) => void;
} | null>(null);

let open: Promise<boolean> | null = null;

/** Asks to sign in, in a window over the page; true once somebody has. Several who ask at once get one window. */
export function askAgain(): Promise<boolean> {
  open ??= show().finally(() => {
    open = null;
  });
  return open;
}

async function show(): Promise<boolean> {
  try {
    const { SignInDialog } = await import("../panels/account/SignInDialog");
    return await new Promise<boolean>((answer) => {
      asking.value = { Window: SignInDialog, done: answer };
    });
  } catch {
    return false; // The service is gone: the request says so itself.
  } finally {
    asking.value = null;
  }
}

/** Whoever does not want to sign in now is asked again only about what they do themselves. */
let putOff = false;

/** What becomes of a request that was turned away. */
async function again(status: 401 | 403, { wanted, word }: Asked): Promise<boolean> {
  const there = session.peek()?.csrf ?? null;
  if (status === 403) {
    // Another window may have signed in anew meanwhile.
    if (word === there) await findOut();
    const now = session.peek()?.csrf ?? null;
    return word !== null && now !== null && word !== now;
  }
  if (!wanted && (putOff || !before.peek())) return false;
  await findOut();
  const signedIn = person.peek() !== null || (await askAgain());
  putOff = !signedIn;
  return signedIn;
}

/** Lets requests of this page go out in the name of whoever is signed in, and asks who that is. */
export function followSession(): Promise<unknown> {
  carry({ word: () => known.then(() => session.peek()?.csrf ?? null), again });
  return findOut();
}
