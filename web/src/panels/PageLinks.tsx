/** Ways to what is beside the map: indicators, contradictions, waivers, rules, the printed sheet. */

import { FRAME } from "../i18n/frame";
import { openPrint, printable } from "../print/slot";
import { PAGES, pageHref } from "../register/address";
import { ReviewButton } from "../review/ReviewSlot";
import { ruleHref } from "../rules/address";
import { guest, lang, layoutId, stage, t } from "../state";
import { PersonButton } from "./account/PersonButton";
import { HelpButton } from "./aids/AidButtons";
import { Line } from "./Icon";
import { ImportButton } from "./ImportButton";
import { OpenFile } from "./OpenFile";
import { PublishButton } from "./Publish";
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
    </nav>
  );
}

/** On a narrow window everything that its head has no room for. */
export function MorePanel() {
  return (
    <div class="more-panel">
      <PageLinks />
      <div class="page-links">
        {layoutId.value && !guest.value && (
          <a class="button" href={pageHref("history", { layout: layoutId.value, lang: lang.value })}>
            {t("head.history")}
          </a>
        )}
        <DataLink />
        <OpenFile named />
        <ImportButton />
        <RulesLink />
        <PrintButton />
        <ReviewButton />
        <PublishButton />
        <ThemeButton />
        <HelpButton named />
        <PersonButton named />
      </div>
    </div>
  );
}

/** The API for other programs, and its pages for people. */
function DataLink() {
  return (
    <a class="button" id="data" href={`ogc#lang=${lang.value}`}>
      {FRAME[lang.value].data}
    </a>
  );
}

export function RulesLink() {
  return (
    <a
      class="button"
      id="rules"
      href={ruleHref(null, { layout: layoutId.value, lang: lang.value, stage: stage.value })}
      aria-label={t("head.rules")}
    >
      <Line name="rules" />
      <span class="wide-only">{t("head.rules")}</span>
    </a>
  );
}

/** Opens the window that prints. */
export function PrintButton() {
  if (!printable.value) return null;
  return (
    <button
      type="button"
      class="button"
      id="print"
      aria-label={t("head.print.label")}
      title={t("head.print.label")}
      onClick={() => void openPrint()}
    >
      <Line name="print" />
      <span class="wide-only">{t("head.print")}</span>
    </button>
  );
}
