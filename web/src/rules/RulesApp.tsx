/** The frame of the rules' pages: head, and the list or one rule below it. */

import { Logo } from "../panels/Logo";
import { lang } from "../state";
import { mapHref, ruleHref } from "./address";
import { RuleList } from "./RuleList";
import { RuleSheet } from "./RuleSheet";
import * as state from "./state";
import { t } from "./words";

export function RulesApp() {
  const { value: from } = state.from;
  return (
    <>
      <button
        type="button"
        class="skip"
        onClick={() => document.querySelector<HTMLElement>("#text")?.focus()}
      >
        {t("rules.skip")}
      </button>
      <header class="top">
        <a class="brand" href={mapHref(from)}>
          <Logo />
          {t("app.name")}
        </a>
        <nav aria-label={t("rules.title")}>
          <a
            class="button"
            href={ruleHref(null, from)}
            {...(state.code === null ? { "aria-current": "page" as const } : {})}
          >
            {t("rules.all")}
          </a>
          <a class="button" href={mapHref(from)}>
            {t("rules.map")}
          </a>
        </nav>
        <span class="spring" />
        <button
          type="button"
          class="button"
          id="language"
          lang={lang.value === "zh" ? "en" : "zh-CN"}
          aria-label={t("rules.lang.label")}
          onClick={() => {
            lang.value = lang.value === "zh" ? "en" : "zh";
          }}
        >
          {t("rules.lang")}
        </button>
      </header>
      <main id="text" class="sheet" tabIndex={-1}>
        {state.code === null ? <RuleList /> : <RuleSheet />}
      </main>
    </>
  );
}
