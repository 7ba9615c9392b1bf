/** The frame of the pages beside the map: head, ways to the others, and the page itself. */

import { Logo } from "../panels/Logo";
import { mapHref, ruleHref } from "../rules/address";
import { lang } from "../state";
import { PAGES, pageHref } from "./address";
import { IndicatorPage } from "./IndicatorPage";
import { NotePage } from "./NotePage";
import * as state from "./state";
import { WaiverPage } from "./WaiverPage";
import { t } from "./words";

const SHOWN = { indicators: IndicatorPage, notes: NotePage, waivers: WaiverPage } as const;

export function RegisterApp() {
  const Page = SHOWN[state.page];
  const from = state.from.value;
  return (
    <>
      <button
        type="button"
        class="skip"
        onClick={() => document.querySelector<HTMLElement>("#text")?.focus()}
      >
        {t("app.skip")}
      </button>
      <header class="top">
        <a class="brand" href={mapHref(from)}>
          <Logo />
          {t("app.name")}
        </a>
        <nav aria-label={t("app.pages")}>
          <a class="button" href={mapHref(from)}>
            {t("app.map")}
          </a>
          {PAGES.map((page) => (
            <a
              key={page}
              class="button"
              href={pageHref(page, from)}
              {...(page === state.page ? { "aria-current": "page" as const } : {})}
            >
              {t(`${page}.short`)}
            </a>
          ))}
          <a class="button" href={ruleHref(null, from)}>
            {t("app.rules")}
          </a>
        </nav>
        <span class="spring" />
        <button
          type="button"
          class="button"
          id="language"
          lang={lang.value === "zh" ? "en" : "zh-CN"}
          aria-label={t("app.lang.label")}
          onClick={() => {
            lang.value = lang.value === "zh" ? "en" : "zh";
          }}
        >
          {t("app.lang")}
        </button>
      </header>
      <main id="text" class="sheet" tabIndex={-1}>
        <Page />
      </main>
      <p class={state.done.value ? "done shown" : "done"} role="status" aria-live="polite">
        {state.done.value}
      </p>
    </>
  );
}
