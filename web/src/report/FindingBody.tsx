/** What there is to say of a finding: by how much, by which clause, whom it concerns, and the waiver it has. */

import { measure, measurePair } from "../model/format";
import { Marked } from "../panels/Marked";
import { type ReportFinding, toneOf } from "./data";
import { Sign } from "./Sign";
import { byId, lang, nameOf, say, t } from "./state";

interface Props {
  readonly finding: ReportFinding;
  /** In a popup it says first what it is about. */
  readonly heading?: boolean;
}

export function FindingBody({ finding, heading = false }: Props) {
  const { clause, waiver, lapsed } = finding;
  const tone = toneOf(finding);
  return (
    <div class="finding-body">
      {heading && (
        <p class="popup-head">
          <Sign tone={tone} />
          <span class={`tone ${tone}`}>{t(`tone.${tone}`)}</span>
          <strong>
            <Marked text={say(finding.message)} lang={lang.value} />
          </strong>
        </p>
      )}
      <Measured finding={finding} />
      <dl>
        <dt>{t("clause")}</dt>
        <dd>
          <span lang="zh-CN">
            {clause.document} {clause.locator}
          </span>
          <br />
          <Marked text={say(clause.paraphrase)} lang={lang.value} />
        </dd>
        <dt>{t("subjects")}</dt>
        <dd>
          <Subjects ids={finding.subjects} />
        </dd>
        {waiver && (
          <>
            <dt>{t("waiver")}</dt>
            <dd>
              <Marked text={say(waiver.reason)} lang={lang.value} />
              <br />
              <span class="quiet">
                <Marked
                  text={t("waiver.until", { approver: waiver.approver, date: waiver.expires })}
                  lang={lang.value}
                />
              </span>
            </dd>
          </>
        )}
        <dt>{t("id")}</dt>
        <dd>
          <code>{finding.rule}</code> <code class="quiet">{finding.id}</code>
        </dd>
      </dl>
      {lapsed && (
        <p class="lapsed">
          <Marked text={say(lapsed)} lang={lang.value} />
        </p>
      )}
    </div>
  );
}

function Measured({ finding }: Props) {
  const { measured, required, unit, tolerance } = finding;
  if (measured === null || required === null) return null;
  const [is, wanted] = measurePair(measured, required, unit, lang.value);
  return (
    <p class="measured">
      <span>
        <span class="quiet">{t("measured")}</span> <strong>{is}</strong>
      </span>
      <span>
        <span class="quiet">{t("required")}</span> {wanted}
      </span>
      {tolerance !== null && tolerance > 0 && (
        <span>
          <span class="quiet">{t("tolerance")}</span>{" "}
          {measure(tolerance, unit, lang.value, decimals(tolerance))}
        </span>
      )}
    </p>
  );
}

/** As many decimals as a small tolerance needs not to look like nothing. */
const decimals = (value: number): number => Math.min(9, Math.max(0, Math.ceil(-Math.log10(value))));

function Subjects({ ids }: { ids: readonly string[] }) {
  const most = ids.slice(0, 12);
  return (
    <>
      {most.map((id, i) => {
        const name = nameOf(byId.get(id)?.properties.name ?? id);
        return (
          <>
            {i > 0 && (lang.value === "zh" ? "、" : ", ")}
            <span lang={name.lang}>{name.text}</span>
          </>
        );
      })}
      {ids.length > most.length && ` … (${ids.length})`}
    </>
  );
}
