/** All rules, to search and to filter, with what became of the documents' sentences. */

import { signal } from "@preact/signals";
import type { Catalogue } from "../api/rules";
import { getRules } from "../api/rules";
import type { Severity } from "../api/types";
import { Failed, Loading } from "../panels/Loading";
import { Words } from "../panels/Words";
import { say } from "../state";
import { ruleHref } from "./address";
import { arranged, type Group, matching } from "./arrange";
import { SeverityTag } from "./SeverityTag";
import * as state from "./state";
import { t, word } from "./words";

const SEVERITIES = ["error", "warning", "advice"] as const;
const query = signal("");
const severity = signal<Severity | "">("");
const grouping = signal<"subject" | "severity">("subject");

export function RuleList() {
  const { value: loaded } = state.catalogue;
  if (loaded.state === "loading") return <Loading text={t("rules.loading")} />;
  if (loaded.state === "failed")
    return (
      <Failed
        text={t("rules.failed")}
        error={loaded.error}
        retry={() => void state.load(state.catalogue, getRules())}
      />
    );
  const all = loaded.value;
  const found = matching(all.rules, query.value, severity.value);
  return (
    <>
      <h1>{t("rules.title")}</h1>
      <p class="lead">
        {t("list.intro", { rules: all.rules.length, total: all.coverage.total })}{" "}
        <Words text={say(all.rulebook.title)} />
      </p>
      <Coverage coverage={all.coverage} />
      <Filters />
      <p class="quiet" role="status">
        {found.length ? t("list.found", { n: found.length }) : t("list.none", { query: query.value })}
      </p>
      {!found.length && (
        <button
          type="button"
          class="button"
          onClick={() => {
            query.value = "";
            severity.value = "";
            document.querySelector<HTMLElement>("#search")?.focus();
          }}
        >
          {t("list.clear")}
        </button>
      )}
      {arranged(found, grouping.value, all.subjects).map((group) => (
        <Section key={group.key} group={group} />
      ))}
    </>
  );
}

function Coverage({ coverage }: { coverage: Catalogue["coverage"] }) {
  return (
    <section class="coverage" aria-label={t("list.coverage")}>
      <h2>{t("list.coverage")}</h2>
      <div class="coverage-bar" aria-hidden="true">
        {Object.entries(coverage.totals).map(([key, n]) => (
          <span key={key} class={`part ${key}`} style={{ flexGrow: n }} />
        ))}
      </div>
      <dl>
        {Object.entries(coverage.totals).map(([key, n]) => (
          <div key={key} class={key}>
            <dt>{word(`coverage.${key}`)}</dt>
            <dd>{n}</dd>
          </div>
        ))}
        <div>
          <dt class="quiet">{t("coverage.total", { n: coverage.total })}</dt>
        </div>
      </dl>
    </section>
  );
}

function Filters() {
  return (
    <search class="filters">
      <label class="search">
        <span>{t("list.search")}</span>
        <input
          id="search"
          type="search"
          value={query.value}
          placeholder={t("list.search.hint")}
          onInput={(event) => {
            query.value = event.currentTarget.value;
          }}
        />
      </label>
      <label>
        <span>{t("list.severity")}</span>
        <select
          id="severity"
          value={severity.value}
          onChange={(event) => {
            severity.value = SEVERITIES.find((s) => s === event.currentTarget.value) ?? "";
          }}
        >
          <option value="">{t("list.severity.all")}</option>
          {SEVERITIES.map((key) => (
            <option key={key} value={key}>
              {t(`severity.${key}`)}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t("list.group")}</span>
        <select
          id="grouping"
          value={grouping.value}
          onChange={(event) => {
            grouping.value = event.currentTarget.value === "severity" ? "severity" : "subject";
          }}
        >
          <option value="subject">{t("list.group.subject")}</option>
          <option value="severity">{t("list.group.severity")}</option>
        </select>
      </label>
    </search>
  );
}

function Section({ group }: { group: Group }) {
  const { value: from } = state.from;
  return (
    <section class="rule-group">
      <h2>
        {group.title ? say(group.title) : word(`severity.${group.key}`)}{" "}
        <span class="quiet">{group.rules.length}</span>
      </h2>
      <ul>
        {group.rules.map((rule) => (
          <li key={rule.code}>
            <a class="rule-row" href={ruleHref(rule.code, from)}>
              <code>{rule.code}</code>
              <span class="rule-title">
                <Words text={say(rule.title)} />
              </span>
              <SeverityTag severity={rule.severity} />
              <OpenCount code={rule.code} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

function OpenCount({ code }: { code: string }) {
  const n = state.byRule.value?.get(code)?.filter((finding) => finding.status === "open").length ?? 0;
  return n ? (
    <span class="open-count" title={t("list.open.label", { n })}>
      {t("list.open", { n })}
    </span>
  ) : null;
}
