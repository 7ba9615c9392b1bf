/** What the rules of the check rest on, by document, and what became of each. */

import { signal } from "@preact/signals";
import type { RuleResult } from "../api/types";
import { Marked } from "../panels/Marked";
import type { Tone } from "./data";
import { Sign } from "./Sign";
import { data, lang, say, t } from "./state";

const everything = signal(false);

const TONE: Record<RuleResult["status"], Tone | "passed"> = {
  passed: "passed",
  failed: "must",
  waived: "waived",
  "cannot-tell": "unsure",
  crashed: "unsure",
};

export function Clauses() {
  const rules = data.rules.filter((rule) => everything.value || rule.status !== "passed");
  const documents = [...new Set(rules.map((rule) => rule.clause.document))];
  return (
    <section class="clauses" aria-labelledby="clauses">
      <div class="list-head">
        <h2 id="clauses">{t("clauses")}</h2>
        <label class="entry">
          <input
            type="checkbox"
            id="all-clauses"
            checked={everything.value}
            onChange={() => {
              everything.value = !everything.value;
            }}
          />
          {t("clauses.all")}
        </label>
      </div>
      <p class="quiet">{t("clauses.lead", { n: data.rules.length })}</p>
      {documents.map((document) => (
        <div key={document} class="document">
          <h3 lang="zh-CN">{document}</h3>
          <ul>
            {rules
              .filter((rule) => rule.clause.document === document)
              .map((rule) => (
                <Clause key={rule.code} rule={rule} />
              ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Clause({ rule }: { rule: RuleResult }) {
  const tone = rule.status === "failed" && rule.severity !== "error" ? weight(rule) : TONE[rule.status];
  return (
    <li class="clause" data-rule={rule.code}>
      <Sign tone={tone} />
      <div>
        <p>
          <Marked text={say(rule.clause.paraphrase)} lang={lang.value} />
        </p>
        <p class="quiet">
          <span lang="zh-CN">{rule.clause.locator}</span> · <code>{rule.code}</code>{" "}
          <Marked text={say(rule.title)} lang={lang.value} />
        </p>
      </div>
      <span class={`tone ${tone}`}>{t(`result.${rule.status}`, { n: rule.findings })}</span>
    </li>
  );
}

const weight = (rule: RuleResult): Tone => (rule.severity === "warning" ? "should" : "advice");
