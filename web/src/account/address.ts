/** Where the pages about people are, and where one goes on after signing in. Addresses are relative to the root. */

export const PAGES = ["signin", "claim", "account", "people", "audit"] as const;
export type PageName = (typeof PAGES)[number];

/** The page that a path names. */
export const pageOf = (pathname: string): PageName =>
  PAGES.find((page) => pathname.endsWith(`/${page}`)) ?? "signin";

/** The sign-in page, which leads back to an address of ours. */
export const signInHref = ({
  pathname,
  search,
  hash,
}: Readonly<Record<"pathname" | "search" | "hash", string>>) =>
  `signin#${new URLSearchParams({ to: pathname + search + hash })}`;

/** The address to go on to: a path of this very server, never one that leads elsewhere or signs in again. */
export function wayBack(
  hash: string,
  { origin, pathname }: Readonly<Record<"origin" | "pathname", string>>,
): string {
  const home = pathname.replace(/[^/]*$/, "");
  const asked = new URLSearchParams(hash.replace(/^#/, "")).get("to");
  if (!asked?.startsWith("/") || !URL.canParse(asked, origin)) return home;
  const found = new URL(asked, origin);
  if (found.origin !== origin || /\/(signin|claim)$/.test(found.pathname)) return home;
  const way = found.pathname + found.search + found.hash;
  // A path that begins with two slashes names another server.
  return way.startsWith("//") ? home : way;
}

/** What a link that works once says: its code, and whose it is where it is somebody's. */
export const linkOf = ({ hash, search }: Readonly<Record<"hash" | "search", string>>) => ({
  code: decoded(hash.replace(/^#/, "")),
  name: new URLSearchParams(search).get("name"),
});

function decoded(code: string): string {
  try {
    return decodeURIComponent(code);
  } catch {
    return code;
  }
}
