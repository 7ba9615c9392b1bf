/** The top of the page: which layout, how it stands, print, language. */

import * as actions from "../actions";
import { live } from "../live/slot";
import { pageHref } from "../register/address";
import * as state from "../state";
import { say, t } from "../state";
import { PersonButton } from "./account/PersonButton";
import { FindButton, HelpButton } from "./aids/AidButtons";
import { EditButton } from "./edit/EditButton";
import { SectionIcon } from "./Icon";
import { ImportButton } from "./ImportButton";
import { Logo } from "./Logo";
import { OpenFile } from "./OpenFile";
import { PageLinks, PrintButton, RulesLink } from "./PageLinks";
import { PublishButton, PublishedBadge } from "./Publish";
import { ThemeButton } from "./ThemeButton";

export function Header() {
  return (
    <header class="top">
      <h1 class="brand">
        <Logo />
        {t("app.name")}
      </h1>
      <LayoutPicker />
      <PublishedBadge />
      <Verdict />
      {!state.narrow.value && <PublishButton />}
      <span class="spring" />
      {live.value && <live.value.People />}
      <FindButton />
      <EditButton />
      {!state.narrow.value && <OpenFile />}
      {!state.narrow.value && <ImportButton sign />}
      {!state.narrow.value && <PageLinks />}
      {!state.narrow.value && <RulesLink />}
      {!state.narrow.value && <PrintButton />}
      {!state.narrow.value && <HelpButton />}
      {!state.narrow.value && <ThemeButton />}
      {!state.narrow.value && <PersonButton />}
      <button
        type="button"
        class="button"
        id="language"
        lang={state.lang.value === "zh" ? "en" : "zh-CN"}
        aria-label={t("head.lang.label")}
        onClick={() => void state.switchLanguage()}
      >
        {t("head.lang")}
      </button>
    </header>
  );
}

/** What the picker calls a file; no layout is named so. */
const GUEST = "*";

function LayoutPicker() {
  const { value: layouts } = state.layouts;
  if (layouts.state !== "ready" || !layouts.value.length) return null;
  const guest = state.guest.value;
  const revision = state.model.value?.revision ?? state.current.value?.revision ?? null;
  return (
    <div class="layout-picker">
      <label>
        <span class="unseen">{t("head.layout")}</span>
        <select
          id="layout"
          value={guest ? GUEST : (state.layoutId.value ?? "")}
          disabled={state.unsaved.value}
          onChange={(event) => actions.chooseLayout(event.currentTarget.value)}
        >
          {guest && <option value={GUEST}>{t("guest.picked", { name: guest.name })}</option>}
          {layouts.value.map((info) => (
            <option key={info.id} value={info.id}>
              {say(info.title)}
            </option>
          ))}
        </select>
      </label>
      {revision !== null && !guest && (
        <a
          class="quiet wide-only"
          id="history"
          href={pageHref("history", { layout: state.layoutId.value, lang: state.lang.value })}
          title={t("head.history")}
        >
          {t("head.revision", { revision })}
        </a>
      )}
    </div>
  );
}

/** How the layout stands, in a word; a press opens the findings. */
function Verdict() {
  const { value: report } = state.report;
  if (
    report.state === "failed" ||
    state.layouts.value.state !== "ready" ||
    (!state.current.value && !state.guest.value)
  )
    return null;
  const sections = state.sections.value;
  const verdict =
    !sections || state.stale.value
      ? "wait"
      : sections.must.length
        ? "fail"
        : sections.unsure.length
          ? "unsure"
          : "pass";
  const sign = ({ fail: "must", pass: "passed", unsure: "unsure", wait: "unsure" } as const)[verdict];
  return (
    <button
      type="button"
      class={`verdict ${verdict}`}
      data-testid="verdict"
      onClick={() => actions.openPanel("findings")}
    >
      <SectionIcon section={sign} />
      {t(`head.status.${verdict}`, { n: sections?.must.length ?? 0 })}
    </button>
  );
}
