/** What a page of the OGC API knows: the answer that the service laid into it, and its collection. */

import { computed, effect, signal } from "@preact/signals";
import { ApiError, getDistricts, getJson, getRulebook } from "../api/client";
import { LOCALE } from "../i18n/translate";
import * as app from "../state";
import { LOADING, type Loaded, lang, STORED_LANG } from "../state";
import { asked, collectionPath, jsonOf, kindOf, layoutOf, pageOf, placeOf, rootOf } from "./address";
import type { Collection, Items } from "./types";
import { t } from "./words";

export const place = placeOf(location.pathname);
/** The root of the API that the page is below. */
export const root = rootOf(location.pathname);

/** The status of the answer and what it says. */
export const answer: { readonly status: number; readonly body: unknown } = read();

/** The collection that the page is about or part of. */
export const collection = signal<Loaded<Collection>>(LOADING);
/** What the page is called, once it is known. */
export const title = signal("");
/** The features in longitude and latitude, where the page was asked for in another system. */
export const onMap = signal<Items["features"] | null>(null);

/** The layout and language that links to the other pages of the house carry along. */
export const from = computed(() => ({
  layout: "collection" in place && answer.status === 200 ? layoutOf(place.collection) : null,
  lang: lang.value,
}));

/** The page of an address of the service. */
export const way = (href: string): string => pageOf(href, { search: location.search, lang: lang.value });

function read(): { status: number; body: unknown } {
  const element = document.getElementById("answer");
  // Read once; on the page the words of the answer would be in the way of those who look at all of its text.
  for (const data of document.querySelectorAll("#answer, noscript")) data.remove();
  try {
    return { status: Number(element?.dataset.status), body: JSON.parse(element?.textContent ?? "") };
  } catch {
    return { status: 0, body: null };
  }
}

async function load<T>(into: { value: Loaded<T> }, fetched: Promise<T>): Promise<void> {
  try {
    into.value = { state: "ready", value: await fetched };
  } catch (error) {
    into.value = { state: "failed", error: error instanceof ApiError ? error : new ApiError(null, null) };
  }
}

/** Fetches what belongs to the answer. */
export function open(): void {
  if (answer.status !== 200 || !("collection" in place)) return;
  if (place.page === "collection") collection.value = { state: "ready", value: answer.body as Collection };
  else void load(collection, getJson<Collection>(jsonOf(collectionPath(root, place.collection))));
  void load(app.districts, getDistricts());
  const crs = new URLSearchParams(location.search).get("crs");
  if (crs && !crs.endsWith("CRS84")) void fetchForMap();
}

async function fetchForMap(): Promise<void> {
  const query = new URLSearchParams(location.search);
  query.delete("crs");
  const body = await getJson<Items | Items["features"][number]>(
    jsonOf(`${location.pathname}?${query}`),
  ).catch(() => null);
  onMap.value = body === null ? [] : "features" in body ? body.features : [body];
}

/** Keeps names, title, address and the browser's memory in step with the state. */
export function keepInStep(): void {
  effect(() => {
    const known = collection.value;
    if (lang.value !== "en" || known.state !== "ready" || app.rulebook.peek().state === "ready") return;
    void load(app.rulebook, getRulebook(known.value.yuantu.rulebook));
  });
  effect(() => {
    document.documentElement.lang = LOCALE[lang.value];
    document.title = [title.value || t("landing.title"), t("app.name")].join(" · ");
    // The page has a base address, against which a hash alone would be resolved.
    history.replaceState(null, "", `${location.pathname}${location.search}#lang=${lang.value}`);
    try {
      localStorage.setItem(STORED_LANG, lang.value);
    } catch {
      // Storage may be forbidden; the address still carries the language.
    }
  });
}

/** Opens the same collection asked for otherwise. */
export function ask(change: Readonly<Record<string, string>>): void {
  location.assign(`${location.pathname}${asked(location.search, change)}#lang=${lang.value}`);
}

/** Whether the features are findings. */
export const isFindings = "collection" in place && kindOf(place.collection) === "findings";
