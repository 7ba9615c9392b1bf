/** One rule: what it is, its clause beside it, its numbers, and what it says of the open layout. */

import { getRule, HEADINGS, type RulePage } from "../api/rules";
import { Failed, Loading } from "../panels/Loading";
import { Words } from "../panels/Words";
import { explain, lang, t as pageWord, say } from "../state";
import { ruleHref } from "./address";
import { ClauseCard } from "./ClauseCard";
import { Example } from "./Example";
import { FoundHere } from "./FoundHere";
import { Params } from "./Params";
import { SeverityTag } from "./SeverityTag";
import * as state from "./state";
import { t, word } from "./words";

export function RuleSheet() {
  const { value: loaded } = state.rule;
  if (loaded.state === "loading") return <Loading text={t("rules.loading")} />;
  if (loaded.state === "failed" && loaded.error.status === 404)
    return <Unknown sentence={explain(loaded.error)} />;
  if (loaded.state === "failed")
    return (
      <Failed
        text={t("rules.failed")}
        error={loaded.error}
        retry={() => void state.load(state.rule, getRule(state.code ?? ""))}
      />
    );
  return <Sheet rule={loaded.value} />;
}

const CODE = /([A-Z]{3}\d{3})/;

/** Says that there is no such rule, and leads to those that may be meant. */
function Unknown({ sentence }: { sentence: string }) {
  const { value: from } = state.from;
  return (
    <div class="unknown">
      <h1>{t("rules.unknown")}</h1>
      <p class="lead">
        {sentence.split(CODE).map((part, i) =>
          i % 2 && part !== state.code ? (
            <a key={i} href={ruleHref(part, from)}>
              {part}
            </a>
          ) : (
            <Words key={i} text={part} />
          ),
        )}
      </p>
      <p>{t("rules.unknown.hint")}</p>
      <p>
        <a class="button" href={ruleHref(null, from)}>
          {t("rules.all")}
        </a>
      </p>
    </div>
  );
}

function Sheet({ rule }: { rule: RulePage }) {
  return (
    <article>
      <p class="rule-id">
        <code>{rule.code}</code> <span class="quiet">{rule.name}</span>{" "}
        <SeverityTag severity={rule.severity} />
      </p>
      <h1>
        <Words text={say(rule.title)} />
      </h1>
      <div class="columns">
        <div class="main-column">
          {HEADINGS.map((key) => (
            <section key={key} aria-labelledby={key}>
              <h2 id={key}>{t(`rule.${key}`)}</h2>
              <p>
                <Words text={say(rule.docs[key])} />
              </p>
              {key === "example" && rule.example && <Example example={rule.example} />}
              {key === "fix" && <Repairs rule={rule} />}
            </section>
          ))}
          <Params rule={rule} />
          <Facts rule={rule} />
        </div>
        <div class="side-column">
          <ClauseCard rule={rule} />
          <FoundHere rule={rule} />
        </div>
      </div>
    </article>
  );
}

function Repairs({ rule }: { rule: RulePage }) {
  if (!rule.fixes.length) return null;
  return (
    <p class="repairs">
      <b>{t("rule.fixes")}</b>{" "}
      {rule.fixes.map((fix) => say(fix.title)).join(lang.value === "zh" ? "；" : "; ")}
    </p>
  );
}

function Facts({ rule }: { rule: RulePage }) {
  const kinds = rule.kinds.map((kind) => pageWord(`kind.${kind}` as Parameters<typeof pageWord>[0]));
  return (
    <dl class="facts">
      <dt>{t("rule.kinds")}</dt>
      <dd>{kinds.join(lang.value === "zh" ? "、" : ", ") || t("rule.kinds.all")}</dd>
      <dt>{t("rule.scope")}</dt>
      <dd>{word(`scope.${rule.scope}`)}</dd>
      <dt>{t("rule.stages")}</dt>
      <dd>{rule.stage_titles.map(say).join(lang.value === "zh" ? "、" : ", ")}</dd>
    </dl>
  );
}
