/** What the pages about people know. */

import { effect, signal } from "@preact/signals";
import type { ApiError } from "../api/client";
import { LOCALE } from "../i18n/translate";
import { asApiError } from "../panels/useSend";
import * as app from "../state";
import { LOADING, type Loaded, lang } from "../state";
import { linkOf, pageOf } from "./address";
import { t } from "./words";

export const page = pageOf(location.pathname);

/** The link that works once, if the page was opened with one. Its code is nowhere but here. */
export const link = page === "claim" ? linkOf(location) : { code: "", name: null };

/** A sentence for screen readers and for the eye: what was done last. */
export const done = signal("");

/** Fetches something; what was shown before stays until the new is here. */
export async function load<T>(into: { value: Loaded<T> }, fetched: () => Promise<T>): Promise<void> {
  if (into.value.state === "failed") into.value = LOADING;
  try {
    into.value = { state: "ready", value: await fetched() };
  } catch (caught) {
    const error: ApiError = asApiError(caught);
    into.value = { state: "failed", error };
  }
}

/** Keeps title, language and address in step with the state. */
export function keepInStep(): void {
  effect(() => {
    document.documentElement.lang = LOCALE[lang.value];
    document.title = `${titleOf()} · ${t("app.name")}`;
    try {
      localStorage.setItem(app.STORED_LANG, lang.value);
    } catch {
      // Storage may be forbidden; the page is in Chinese the next time.
    }
  });
  // The code is good for whoever reads it: it stays neither in the address nor in the browser's memory of it.
  if (link.code) history.replaceState(null, "", location.pathname + location.search);
  // The page itself never causes this event: someone has opened another link in this window.
  addEventListener("hashchange", () => location.reload());
}

const titleOf = (): string =>
  page === "claim" && link.name !== null ? t("claim.title.person") : t(`${page}.title`);

/** A date as readers of the page's language write it. */
export const dayOf = (when: string): string =>
  new Date(when).toLocaleDateString(LOCALE[lang.value], { dateStyle: "medium" });

export const timeOf = (when: string): string =>
  new Date(when).toLocaleString(LOCALE[lang.value], { dateStyle: "short", timeStyle: "medium" });
