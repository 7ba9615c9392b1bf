/** What the rule finds in a layout right now, each with a way to its place on the map. */

import { getReport } from "../api/client";
import type { RulePage } from "../api/rules";
import type { Finding } from "../api/types";
import { sectionOf } from "../model/findings";
import { SectionIcon } from "../panels/Icon";
import { Failed, Loading } from "../panels/Loading";
import { Words } from "../panels/Words";
import { layoutId, say, stage } from "../state";
import { mapHref, stageFor } from "./address";
import * as state from "./state";
import { t, word } from "./words";

const SHOWN = 30;

export function FoundHere({ rule }: { rule: RulePage }) {
  return (
    <section class="card" aria-labelledby="found">
      <h2 id="found">{t("rule.findings")}</h2>
      {state.layouts.value.length > 0 && (
        <label class="pick">
          <span class="unseen">{t("rule.findings.layout")}</span>
          <select
            id="layout"
            value={state.layout.value?.id ?? ""}
            onChange={(event) => {
              layoutId.value = event.currentTarget.value;
            }}
          >
            {state.layouts.value.map((info) => (
              <option key={info.id} value={info.id}>
                {say(info.title)}
              </option>
            ))}
          </select>
        </label>
      )}
      <Found rule={rule} />
    </section>
  );
}

function Found({ rule }: { rule: RulePage }) {
  const { layout, report } = state;
  if (report.value.state === "loading") return <Loading text={t("rules.loading")} />;
  if (report.value.state === "failed")
    return (
      <Failed
        text={t("rule.findings.failed")}
        error={report.value.error}
        retry={() =>
          void (layout.value && state.load(report, getReport(layout.value.id, undefined, { stage: "all" })))
        }
      />
    );
  const from = {
    ...state.from.value,
    stage: stageFor(stage.value, rule.rulebook.default_stage, rule.stages),
  };
  const found = state.byRule.value?.get(rule.code) ?? [];
  if (!found.length)
    return (
      <p class="quiet">{t("rule.findings.none", { layout: layout.value ? say(layout.value.title) : "" })}</p>
    );
  return (
    <>
      <ul class="found">
        {found.slice(0, SHOWN).map((finding) => (
          <Row key={finding.id} finding={finding} from={from} />
        ))}
      </ul>
      {found.length > SHOWN && <p class="quiet">{t("rule.findings.more", { n: found.length - SHOWN })}</p>}
    </>
  );
}

function Row({ finding, from }: { finding: Finding; from: typeof state.from.value }) {
  return (
    <li data-finding={finding.id}>
      <SectionIcon section={sectionOf(finding)} />
      <div>
        <p>
          {finding.status !== "open" && <span class="quiet">{word(`status.${finding.status}`)} </span>}
          <Words text={say(finding.message)} />
        </p>
        <a
          href={mapHref(from, finding.id)}
          aria-label={`${t("rule.findings.open")}: ${say(finding.message)}`}
        >
          {t("rule.findings.open")}
        </a>
      </div>
    </li>
  );
}
