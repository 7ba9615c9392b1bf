/** Ways to the pages beside the map: indicators, contradictions, waivers. */

import { PAGES, pageHref } from "../register/address";
import { lang, layoutId, narrow, t } from "../state";
import { ThemeButton } from "./ThemeButton";

export function PageLinks() {
  const from = { layout: layoutId.value, lang: lang.value };
  return (
    <nav class="page-links" aria-label={t("head.pages")}>
      {PAGES.map((page) => (
        <a key={page} class="button" id={page} href={pageHref(page, from)}>
          {t(`head.${page}`)}
        </a>
      ))}
      {narrow.value && <ThemeButton />}
    </nav>
  );
}
