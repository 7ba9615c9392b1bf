/** Which resource of the OGC API a page is of, and where its links lead: in the same language, and to pages again. */

import type { Lang } from "../api/types";

export type Place =
  | { readonly page: "landing" | "conformance" | "api" | "collections" | "plain" }
  | { readonly page: "collection" | "items" | "other"; readonly collection: string }
  | { readonly page: "tiles"; readonly collection: string; readonly grid?: string }
  | { readonly page: "item"; readonly collection: string; readonly feature: string };

/** Where all layouts are, where published ones are, or where one publication is. */
const ROOT = /\/(ogc(?:\/published|\/publications\/[^/]+\/\d+)?)(?=\/|$)/;
const PATH = /^(?:\/([^/]+)(?:\/([^/]+)(?:\/([^/]+)(?:\/(.+))?)?)?)?\/?$/;

/** The root of the API that a path is below: `ogc`, `ogc/published`, or that of one publication. */
export const rootOf = (pathname: string): string => ROOT.exec(pathname)?.[1] ?? "ogc";

/** The resource that a path names. */
export function placeOf(pathname: string): Place {
  const [found = ""] = ROOT.exec(pathname) ?? [];
  const rest = pathname.slice(pathname.indexOf(found) + found.length);
  const [, top, id, part, feature] = PATH.exec(rest) ?? [];
  if (top === "conformance" || top === "api") return { page: top };
  if (top === undefined) return { page: "landing" };
  if (top !== "collections") return { page: "plain" };
  if (id === undefined) return { page: "collections" };
  const collection = plain(id);
  if (part === undefined) return { page: "collection", collection };
  // Below a grid are its tiles, which are for programs.
  if (part === "tiles" && !feature?.includes("/"))
    return { page: "tiles", collection, ...(feature === undefined ? {} : { grid: plain(feature) }) };
  if (part !== "items") return { page: "other", collection };
  return feature === undefined
    ? { page: "items", collection }
    : { page: "item", collection, feature: plain(feature) };
}

function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** What leads from an address of the service to its page, relative to the application's root. */
export function pageOf(href: string, here: { readonly search: string; readonly lang: Lang }): string {
  const url = new URL(href, "http://x/");
  const query = url.searchParams;
  query.delete("f");
  // Whoever asked for pages by name goes on doing so.
  if (new URLSearchParams(here.search).get("f") === "html") query.set("f", "html");
  return `${below(url)}${query.size ? `?${query}` : ""}#lang=${here.lang}`;
}

/** The JSON of an address of the service, relative to the application's root. */
export function jsonOf(href: string): string {
  const url = new URL(href, "http://x/");
  url.searchParams.set("f", "json");
  return `${below(url)}?${url.searchParams}`;
}

/** From `ogc` on: what stands before it is up to the server in front. */
const below = (url: URL): string => url.pathname.slice(url.pathname.indexOf("/ogc") + 1);

export const collectionPath = (root: string, id: string): string =>
  `${root}/collections/${encodeURIComponent(id)}`;
export const tilesPath = (root: string, id: string): string => `${collectionPath(root, id)}/tiles`;
export const itemPath = (root: string, collection: string, feature: string): string =>
  `${collectionPath(root, collection)}/items/${encodeURIComponent(feature)}`;

/** The layout that a collection belongs to. */
export const layoutOf = (collection: string): string => collection.slice(0, collection.lastIndexOf("."));
/** The kind of a collection's features, or `all`, or `findings`. */
export const kindOf = (collection: string): string => collection.slice(collection.lastIndexOf(".") + 1);

/** The query with other values; empty ones go, and so does the place on the way through the pages. */
export function asked(search: string, change: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(search);
  query.delete("cursor");
  for (const [name, value] of Object.entries(change))
    if (value) query.set(name, value);
    else query.delete(name);
  return query.size ? `?${query}` : "";
}
