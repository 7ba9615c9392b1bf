/** One finding: what is wrong and by how much; chosen, also why, by which clause, and whom it concerns. */

import { useEffect, useRef } from "preact/hooks";
import * as actions from "../actions";
import type { Finding } from "../api/types";
import { sectionOf } from "../model/findings";
import { measure, measurePair } from "../model/format";
import * as state from "../state";
import { say, t } from "../state";
import { isNew } from "../stores/compare";
import { FindingTools } from "./FindingTools";
import { SectionIcon } from "./Icon";
import { Original } from "./Original";
import { RuleLink } from "./RuleLink";
import { Subjects } from "./Subjects";
import { Words } from "./Words";

interface CardProps {
  readonly finding: Finding;
  readonly chosen: boolean;
  /** In a list that is not here as a whole: which card it is, and of how many. */
  readonly row?: number;
  readonly of?: number;
}

export function FindingCard({ finding, chosen, row, of }: CardProps) {
  const card = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) card.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const section = sectionOf(finding);
  const placed =
    row === undefined ? {} : { "data-row": row, "aria-posinset": row + 1, "aria-setsize": of ?? -1 };
  return (
    <li
      ref={card}
      class={`finding ${section}${chosen ? " chosen" : ""}`}
      data-finding={finding.id}
      {...hovering(finding.id)}
      {...placed}
    >
      <button
        type="button"
        class="finding-head"
        aria-expanded={chosen}
        onClick={() => actions.selectFinding(finding.id)}
      >
        <SectionIcon section={section} />
        <span class="unseen">{t(`section.${section}`)}</span>
        <span class="message">
          <Words text={say(finding.message)} />
        </span>
        <Numbers finding={finding} />
        <span class="finding-rule quiet">
          <code>{finding.rule}</code>
          {section === "should" && <span>{t(`severity.${finding.severity}`)}</span>}
          <Whose finding={finding} />
          {isNew(finding.id) && <span class="badge new">{t("compare.new")}</span>}
          {finding.status === "crashed" && <span>{t("finding.crashed")}</span>}
        </span>
      </button>
      {chosen && <Body finding={finding} />}
    </li>
  );
}

/** Pointer or focus on a card shows its place on the map. */
const hovering = (id: string) => {
  const enter = () => {
    state.hoveredFinding.value = id;
  };
  const leave = () => {
    if (state.hoveredFinding.peek() === id) state.hoveredFinding.value = null;
  };
  return { onPointerEnter: enter, onPointerLeave: leave, onFocusIn: enter, onFocusOut: leave };
};

/** While somebody edits: whether the edits have brought the finding, or it was there before. */
function Whose({ finding }: { finding: Finding }) {
  if (!state.edits.value?.delta) return null;
  return state.mine.value.has(finding.id) ? (
    <span class="badge mine">{t("edited.mine")}</span>
  ) : (
    <span>{t("edited.old")}</span>
  );
}

function Numbers({ finding }: { finding: Finding }) {
  const { measured, required, unit, tolerance } = finding;
  if (measured === null) return null;
  const lang = state.lang.value;
  const [is, must] =
    required === null ? [measure(measured, unit, lang), null] : measurePair(measured, required, unit, lang);
  return (
    <span class="numbers">
      <span>
        {t("finding.measured")} <b>{is}</b>
      </span>
      {must !== null && (
        <span>
          {t("finding.required")} <b>{must}</b>
        </span>
      )}
      {tolerance !== null && tolerance > 0 && (
        <span class="quiet">
          {t("finding.tolerance")} {toleranceText(tolerance, unit)}
        </span>
      )}
    </span>
  );
}

/** A tolerance in km² is too small to read: it is written in m². */
const toleranceText = (tolerance: number, unit: string | null): string =>
  unit === "km2"
    ? measure(tolerance * 1e6, "m2", state.lang.value, 0)
    : measure(tolerance, unit, state.lang.value);

function Body({ finding }: { finding: Finding }) {
  const { clause, waiver, lapsed } = finding;
  const placeless =
    finding.evidence === null && !finding.subjects.some((id) => state.model.value?.byId.has(id));
  return (
    <div class="finding-body">
      {lapsed && (
        <dl class="lapsed">
          <Entry name={t("finding.lapsed")} text={say(lapsed)} />
        </dl>
      )}
      {waiver && (
        <dl class="waiver">
          {typeof waiver.number === "number" && (
            <Entry name={t("finding.number")} text={String(waiver.number)} />
          )}
          <Entry name={t("finding.reason")} text={say(waiver.reason)} />
          <Entry name={t("finding.waiver.clause")} text={waiver.clause} />
          <Entry name={t("finding.approver")} text={waiver.approver} />
          <Entry name={t("finding.expires")} text={waiver.expires} />
        </dl>
      )}
      <dl>
        <dt>{t("finding.clause")}</dt>
        <dd>
          <Words text={`${clause.document} ${clause.locator}`} />
          <q class="paraphrase">
            <Words text={say(clause.paraphrase)} />
          </q>
          <Original code={finding.rule} />
        </dd>
        {finding.subjects.length > 0 && (
          <>
            <dt>{t("finding.subjects")}</dt>
            <dd>
              <Subjects ids={finding.subjects} />
            </dd>
          </>
        )}
        <dt>{t("finding.rule")}</dt>
        <dd>
          <RuleLink code={finding.rule}>
            <code>{finding.rule}</code> {finding.name}
          </RuleLink>
        </dd>
      </dl>
      <FindingTools finding={finding} />
      {placeless && <p class="quiet">{t("finding.noplace")}</p>}
    </div>
  );
}

function Entry({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Words text={text} />
      </dd>
    </>
  );
}
