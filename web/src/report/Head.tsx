/** What the report is about: title, verdict, notice, and what it was made from. */

import type { ComponentChildren } from "preact";
import { FRAME } from "../i18n/frame";
import { Line } from "../panels/Icon";
import { Logo } from "../panels/Logo";
import { Marked } from "../panels/Marked";
import { choice, next } from "../stores/theme";
import { Sign } from "./Sign";
import { data, lang, say, t } from "./state";

export function Head() {
  return (
    <header class="head">
      <div class="head-line">
        <Logo />
        <p class="brand">
          {FRAME[lang.value].name} <span class="quiet">{t("report")}</span>
        </p>
        <span class="spring" />
        <Buttons />
      </div>
      <div class="title-line">
        <h1>
          <Marked text={say(data.title)} lang={lang.value} />
        </h1>
        <Verdict />
      </div>
      {data.notice && (
        <p class="notice" role="note" data-testid="notice">
          <Marked text={say(data.notice)} lang={lang.value} />
        </p>
      )}
      <dl class="facts">
        <Fact name={t("layout")}>{data.layout}</Fact>
        <Fact name={t("revision")}>{data.revision ?? t("file")}</Fact>
        <Fact name={t("rulebook")}>
          <Marked text={say(data.rulebook.title)} lang={lang.value} /> {data.rulebook.id}{" "}
          {data.rulebook.version}
        </Fact>
        <Fact name={t("stage")}>{data.stage ? say(data.stage) : t("stage.all")}</Fact>
        <Fact name={t("date")}>
          <time dateTime={data.on}>{data.on}</time>
        </Fact>
        {data.against && <Fact name={t("against")}>{say(data.against)}</Fact>}
      </dl>
    </header>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Verdict() {
  const tone = data.ok ? "passed" : "must";
  const word = data.ok ? "pass" : data.summary.error ? "fail" : "unsure";
  return (
    <p class={`verdict ${tone}`} data-testid="verdict">
      <Sign tone={tone} />
      {t(word)}
    </p>
  );
}

function Buttons() {
  const words = FRAME[lang.value];
  const look = `${words.theme}${words[choice.value]}`;
  const signs = { system: "half", light: "sun", dark: "moon" } as const;
  return (
    <div class="head-buttons">
      <button
        type="button"
        class="button icon-only"
        aria-label={t("print")}
        title={t("print")}
        onClick={() => print()}
      >
        <Line name="print" />
      </button>
      <button
        type="button"
        class="button icon-only"
        id="theme"
        aria-label={look}
        title={look}
        onClick={() => {
          choice.value = next(choice.value);
        }}
      >
        <Line name={signs[choice.value]} />
      </button>
      <button
        type="button"
        class="button"
        id="language"
        lang={lang.value === "zh" ? "en" : "zh-CN"}
        aria-label={t("language.label")}
        onClick={() => {
          lang.value = lang.value === "zh" ? "en" : "zh";
        }}
      >
        {t("language")}
      </button>
    </div>
  );
}
