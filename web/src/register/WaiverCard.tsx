/** One waiver of the register. */

import { useEffect, useRef } from "preact/hooks";
import type { WaiverEntry } from "../api/register";
import { measure } from "../model/format";
import { daysLeft, isApproved, waiverState } from "../model/waivers";
import { Words } from "../panels/Words";
import { ruleHref } from "../rules/address";
import { lang, say } from "../state";
import { featureName } from "./NotePage";
import * as state from "./state";
import { WaiverFoot } from "./WaiverFoot";
import { WaiverSign } from "./WaiverSign";
import { t } from "./words";

export function WaiverCard({ entry }: { entry: WaiverEntry }) {
  const card = useRef<HTMLLIElement>(null);
  const shown = state.pointed.value === entry.finding;
  useEffect(() => {
    if (shown) card.current?.scrollIntoView({ block: "center" });
  }, [shown]);
  const now = waiverState(entry);
  const isAsked = now === "asked" || entry.decision !== null;
  return (
    <li ref={card} class={`waiver-card${shown ? " shown" : ""}`} data-state={now}>
      <div class="note-head">
        <span class={`state-badge ${now}`}>
          <WaiverSign state={now} />
          {t(`wstate.${now}`)}
        </span>
        <h2>
          {entry.number === null ? t("waiver.shipped") : t("waiver.number", { n: entry.number })}{" "}
          <a href={ruleHref(entry.rule, state.from.value)}>{entry.rule}</a>
        </h2>
      </div>
      {entry.lapsed && (
        <p class="remark">
          <Words text={say(entry.lapsed)} />
        </p>
      )}
      <dl class="note-facts">
        <Row
          name={t("waiver.subjects")}
          text={entry.subjects.map(featureName).join(lang.value === "zh" ? "、" : ", ")}
        />
        <Row name={t("waiver.reason")} text={say(entry.reason)} />
        <Row name={t("waiver.clause")} text={entry.clause} />
        {isApproved(entry) && <Row name={t("waiver.approver")} text={entry.approver} />}
        {now === "asked" && <Row name={t("waiver.approver")} text={t("waiver.nobody")} />}
        <Row name={t("waiver.expires")} text={`${entry.expires} · ${termText(entry.expires)}`} />
        <Evidence entry={entry} />
        {entry.created && (
          <Row
            name={t(isAsked ? "waiver.asked" : "waiver.entered")}
            text={t("waiver.entered.by", {
              author: entry.author ?? "",
              date: entry.created.slice(0, 10),
              revision: entry.revision ?? "",
            })}
          />
        )}
        {entry.decision && (
          <Row
            name={t("waiver.decision")}
            text={t(entry.decision.approved ? "waiver.approved" : "waiver.declined", {
              author: entry.decision.author,
              date: entry.decision.created.slice(0, 10),
              reason: entry.decision.reason && t("waiver.because", { reason: entry.decision.reason }),
            })}
          />
        )}
        {entry.revoked && (
          <Row
            name={t("wstate.revoked")}
            text={t("waiver.revoked", { ...entry.revoked, date: entry.revoked.created.slice(0, 10) })}
          />
        )}
      </dl>
      <WaiverFoot entry={entry} />
    </li>
  );
}

/** The measure and the place that were approved; the rulebook's own waivers keep no place. */
function Evidence({ entry }: { entry: WaiverEntry }) {
  const { measured, evidence, evidence_area_m2 } = entry;
  const report = state.report.value;
  const finding =
    report.state === "ready" ? report.value.findings.find((f) => f.id === entry.finding) : undefined;
  const area = measure(evidence_area_m2 ?? 0, "m2", lang.value);
  return (
    <>
      {measured !== null && (
        <Row
          name={t(isApproved(entry) ? "waiver.measured" : "waiver.measured.asked")}
          text={measure(measured, finding?.unit ?? null, lang.value)}
        />
      )}
      {evidence && (
        <Row
          name={t("waiver.evidence")}
          text={t("waiver.evidence.hash", { hash: evidence.slice(0, 12), area })}
        />
      )}
    </>
  );
}

function termText(expires: string): string {
  const days = daysLeft(expires, new Date().toISOString().slice(0, 10));
  return days < 0 ? t("waiver.over", { n: -days }) : t("waiver.left", { n: days });
}

function Row({ name, text }: { name: string; text: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <Words text={text} />
      </dd>
    </>
  );
}
