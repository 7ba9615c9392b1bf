/** The frame of the pages beside the map: head, ways to the map and to each other, and the page itself. */

import type { ComponentChildren } from "preact";
import { FRAME } from "../i18n/frame";
import { PAGES, type PageName, pageHref } from "../register/address";
import { mapHref, ruleHref } from "../rules/address";
import { lang, layoutId, switchLanguage } from "../state";
import { hand } from "../stores/handover";
import { AskingSlot, PersonButton } from "./account/PersonButton";
import { FindButton, HelpButton } from "./aids/AidButtons";
import { AidSlot } from "./aids/AidSlot";
import { DropZone } from "./DropZone";
import { Logo } from "./Logo";
import { ThemeButton } from "./ThemeButton";

interface Props {
  /** The page on show, or the part of the house that it belongs to. */
  readonly here: PageName | "history" | "rules" | "data" | "people";
  /** Whether the page itself is what the link in the head leads to. */
  readonly exact?: boolean;
  /** The layout, language and stage that links carry along. */
  readonly from?: Parameters<typeof mapHref>[0];
  readonly children: ComponentChildren;
}

export function Frame({ here, exact = true, from, children }: Props) {
  const words = FRAME[lang.value];
  const opened = from ?? { layout: layoutId.value, lang: lang.value };
  const current = exact ? ("page" as const) : ("true" as const);
  const places = [
    ...PAGES.map((page) => ({ page, href: pageHref(page, opened) })),
    { page: "history" as const, href: pageHref("history", opened) },
    { page: "rules" as const, href: ruleHref(null, opened) },
    { page: "data" as const, href: `ogc#lang=${opened.lang ?? "zh"}` },
  ];
  return (
    <>
      <button
        type="button"
        class="skip"
        onClick={() => document.querySelector<HTMLElement>("#text")?.focus()}
      >
        {words.skip}
      </button>
      <header class="top">
        <a class="brand" href={mapHref(opened)}>
          <Logo />
          {words.name}
        </a>
        <nav aria-label={words.pages}>
          <a class="button" href={mapHref(opened)}>
            {words.map}
          </a>
          {places.map(({ page, href }) => (
            <a key={page} class="button" href={href} {...(page === here ? { "aria-current": current } : {})}>
              {words[page]}
            </a>
          ))}
        </nav>
        <span class="spring" />
        <FindButton />
        <HelpButton />
        <ThemeButton />
        <PersonButton />
        <button
          type="button"
          class="button"
          id="language"
          lang={lang.value === "zh" ? "en" : "zh-CN"}
          aria-label={words.languageLabel}
          onClick={() => void switchLanguage()}
        >
          {words.language}
        </button>
      </header>
      <main id="text" class="sheet" tabIndex={-1}>
        {children}
      </main>
      <AidSlot from={opened} />
      <AskingSlot />
      <DropZone take={(files) => void hand(files).then(() => location.assign(mapHref(opened)))} />
    </>
  );
}
