/** What the rules found, sorted into what people do with it. */

import * as actions from "../actions";
import type { Finding } from "../api/types";
import { SECTIONS, type Section } from "../model/findings";
import { ReviewButton } from "../review/ReviewSlot";
import * as state from "../state";
import { t } from "../state";
import { since } from "../stores/compare";
import * as filters from "../stores/filters";
import { CompareBar } from "./CompareBar";
import { Downloads } from "./Downloads";
import { FilterBar, FilterButton } from "./FilterBar";
import { FindingCard } from "./FindingCard";
import { Line, SectionIcon } from "./Icon";
import { Failed, Loading } from "./Loading";
import { PassedRule } from "./PassedRule";
import { SinceList } from "./SinceList";
import { StageBar } from "./StageBar";
import { Tabs } from "./Tabs";
import { Unsure } from "./Unsure";
import { useWindow } from "./useWindow";

/** A card and the gap below it, until it was measured; and that gap, as the style sheet has it. */
const CARD_PX = 93;
const GAP_PX = 8;

/** A list of text alone scrolls by keyboard only if it can have the focus. */
const SCROLLABLE = { tabIndex: 0 };

export function Findings() {
  const { value: report } = state.report;
  if (report.state === "failed")
    return <Failed text={t("error.report")} error={report.error} retry={actions.openLayout} />;
  const sections = filters.listed.value;
  if (!sections) return <Loading text={t("app.loading.report")} />;
  const active = state.section.value;
  return (
    <div class={`findings${state.stale.value ? " stale" : ""}`} aria-busy={state.stale.value}>
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
      {state.edits.value && <EditedNote />}
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
      {!state.narrow.value && <ReviewButton />}
      <Downloads />
    </div>
  );
}

/** That the lists speak of the edited layout, or that they do not yet. */
function EditedNote() {
  return <p class="edited-note">{t(state.stale.value ? "edited.stale" : "edited.now")}</p>;
}

function Open({ section }: { section: Exclude<Section, "passed"> }) {
  const list = filters.listed.value?.[section] ?? [];
  const hidden = (state.sections.value?.[section].length ?? 0) - list.length;
  const chosen = state.selectedFinding.value;
  return (
    <>
      <Stepper list={list} />
      <FilterBar />
      {!list.length && (
        <p class="empty">{hidden ? t("filter.empty", { n: hidden }) : t(`section.${section}.empty`)}</p>
      )}
      {section === "unsure" ? (
        <Unsure findings={list} />
      ) : (
        <Cards key={section} list={list} chosen={chosen} />
      )}
    </>
  );
}

/** Which finding of how many is chosen, the ways to the one before and after it, and to the filters. */
function Stepper({ list }: { list: readonly Finding[] }) {
  const at = list.findIndex((f) => f.id === state.selectedFinding.value);
  return (
    <div class="stepper">
      <span data-testid="position">
        {at < 0
          ? t("finding.select", { total: list.length })
          : t("finding.position", { n: at + 1, total: list.length })}
      </span>
      <FilterButton />
      <Step name="up" step={-1} label={t("finding.previous")} letter="P" />
      <Step name="down" step={1} label={t("finding.next")} letter="N" />
    </div>
  );
}

interface StepProps {
  readonly name: "up" | "down";
  readonly step: 1 | -1;
  readonly label: string;
  readonly letter: string;
}

function Step({ name, step, label, letter }: StepProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      aria-keyshortcuts={letter}
      title={`${label} (${letter})`}
      onClick={() => filters.walk(step)}
    >
      <Line name={name} />
    </button>
  );
}

/** The cards of one section: all of a few, of many those that can be seen. */
function Cards({ list, chosen }: { list: readonly Finding[]; chosen: string | null }) {
  const { host, pieces, windowed } = useWindow(
    list.map((finding) => finding.id),
    chosen,
    CARD_PX,
  );
  return (
    <ol class="finding-list" ref={host}>
      {pieces.flatMap((piece) =>
        "gap_px" in piece ? (
          <li
            key={`gap-${piece.at}`}
            class="gap"
            aria-hidden="true"
            style={{ height: `${piece.gap_px - GAP_PX}px` }}
          />
        ) : (
          list.slice(piece.from, piece.to).map((finding, i) => {
            const row = piece.from + i;
            return (
              <FindingCard
                key={finding.id}
                finding={finding}
                chosen={finding.id === chosen}
                {...(windowed ? { row, of: list.length } : {})}
              />
            );
          })
        ),
      )}
    </ol>
  );
}

function Passed() {
  const rules = filters.listed.value?.passed ?? [];
  const told = filters.on.value && <FilterBar />;
  if (!rules.length)
    return (
      <>
        {told}
        <p class="empty">{t("section.passed.empty")}</p>
      </>
    );
  return (
    <>
      {told}
      <p class="section-note">{t("section.passed.note")}</p>
      <ul class="finding-list">
        {rules.map((rule) => (
          <PassedRule key={rule.code} rule={rule} />
        ))}
      </ul>
    </>
  );
}
