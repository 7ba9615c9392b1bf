/** What the rules found, sorted into what people do with it. */

import * as actions from "../actions";
import { neighbour, SECTIONS, type Section } from "../model/findings";
import * as state from "../state";
import { t } from "../state";
import { since } from "../stores/compare";
import { CompareBar } from "./CompareBar";
import { FindingCard } from "./FindingCard";
import { Line, SectionIcon } from "./Icon";
import { Failed, Loading } from "./Loading";
import { PassedRule } from "./PassedRule";
import { SinceList } from "./SinceList";
import { StageBar } from "./StageBar";
import { Tabs } from "./Tabs";
import { Unsure } from "./Unsure";

/** A list of text alone scrolls by keyboard only if it can have the focus. */
const SCROLLABLE = { tabIndex: 0 };

export function Findings() {
  const { value: report } = state.report;
  if (report.state === "failed")
    return <Failed text={t("error.report")} error={report.error} retry={actions.openLayout} />;
  const sections = state.sections.value;
  if (!sections) return <Loading text={t("app.loading.report")} />;
  const active = state.section.value;
  return (
    <div class="findings">
      <StageBar />
      <CompareBar />
      <Tabs
        id="section"
        label={t("panel.findings")}
        className="tiles"
        tabs={SECTIONS}
        active={active}
        choose={(key) => {
          state.chosenSection.value = key;
          since.value = null;
        }}
        face={(key) => (
          <>
            <SectionIcon section={key} />
            <b class="count">{sections[key].length}</b>
            <span>{t(`section.${key}`)}</span>
          </>
        )}
      />
      {since.value !== null && <SinceList />}
      <div
        id="section-panel"
        hidden={since.value !== null}
        class="section-panel"
        role="tabpanel"
        aria-labelledby={`section-${active}`}
        {...(active === "passed" ? SCROLLABLE : {})}
      >
        {active === "passed" ? <Passed /> : <Open section={active} />}
      </div>
    </div>
  );
}

function Open({ section }: { section: Exclude<Section, "passed"> }) {
  const list = state.sections.value?.[section] ?? [];
  if (!list.length) return <p class="empty">{t(`section.${section}.empty`)}</p>;
  const chosen = state.selectedFinding.value;
  const at = list.findIndex((f) => f.id === chosen);
  const go = (step: 1 | -1) => {
    const next = neighbour(list, chosen, step);
    if (next) actions.selectFinding(next.id);
  };
  return (
    <>
      <div class="stepper">
        <span data-testid="position">
          {at < 0
            ? t("finding.select", { total: list.length })
            : t("finding.position", { n: at + 1, total: list.length })}
        </span>
        <button
          type="button"
          class="icon-button"
          aria-label={t("finding.previous")}
          title={t("finding.previous")}
          onClick={() => go(-1)}
        >
          <Line name="up" />
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label={t("finding.next")}
          title={t("finding.next")}
          onClick={() => go(1)}
        >
          <Line name="down" />
        </button>
      </div>
      {section === "unsure" ? (
        <Unsure findings={list} />
      ) : (
        <ol class="finding-list">
          {list.map((finding) => (
            <FindingCard key={finding.id} finding={finding} chosen={finding.id === chosen} />
          ))}
        </ol>
      )}
    </>
  );
}

function Passed() {
  const rules = state.sections.value?.passed ?? [];
  if (!rules.length) return <p class="empty">{t("section.passed.empty")}</p>;
  return (
    <>
      <p class="section-note">{t("section.passed.note")}</p>
      <ul class="finding-list">
        {rules.map((rule) => (
          <PassedRule key={rule.code} rule={rule} />
        ))}
      </ul>
    </>
  );
}
