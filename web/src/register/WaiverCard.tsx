/** One waiver of the register. */

import { useEffect, useRef } from "preact/hooks";
import type { WaiverEntry } from "../api/register";
import { measure } from "../model/format";
import { daysLeft, type WaiverState, waiverState } from "../model/waivers";
import { Words } from "../panels/Words";
import { mapHref, ruleHref } from "../rules/address";
import { lang, say } from "../state";
import { featureName } from "./NotePage";
import * as state from "./state";
import { revoking } from "./WaiverPage";
import { t } from "./words";

const SIGNS: Record<WaiverState, readonly [outline: string, mark: string]> = {
  holds: ["M8 1l6 2.2v4.6c0 3.6-2.6 6-6 7.2-3.4-1.2-6-3.6-6-7.2V3.2z", "M5 8l2.2 2.2L11 6"],
  grown: ["M8 1.4l7 13H1z", "M8 6v4M8 12.2v.1"],
  expired: ["M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z", "M8 4v4l3 2"],
  unused: ["M2 2h12v12H2z", "M5 8h6"],
  untold: ["M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z", "M6 6.2a2 2 0 1 1 2.7 1.9c-.5.2-.7.5-.7 1.1M8 11.6v.1"],
  revoked: ["M5 1h6l4 4v6l-4 4H5l-4-4V5z", "M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2"],
};

export function WaiverSign({ state }: { state: WaiverState }) {
  const [outline, mark] = SIGNS[state];
  return (
    <svg class={`sign ${state}`} viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
      <path d={outline} fill="currentColor" />
      <path d={mark} fill="none" stroke="var(--on-tone)" stroke-width="1.7" stroke-linecap="round" />
    </svg>
  );
}

export function WaiverCard({ entry }: { entry: WaiverEntry }) {
  const card = useRef<HTMLLIElement>(null);
  const shown = state.pointed.value === entry.finding;
  useEffect(() => {
    if (shown) card.current?.scrollIntoView({ block: "center" });
  }, [shown]);
  const now = waiverState(entry);
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
        <Row name={t("waiver.approver")} text={entry.approver} />
        <Row name={t("waiver.expires")} text={`${entry.expires} · ${termText(entry.expires)}`} />
        <Evidence entry={entry} />
        {entry.created && (
          <Row
            name={t("waiver.entered")}
            text={t("waiver.entered.by", {
              author: entry.author ?? "",
              date: entry.created.slice(0, 10),
              revision: entry.revision ?? "",
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
      <Foot entry={entry} />
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
        <Row name={t("waiver.measured")} text={measure(measured, finding?.unit ?? null, lang.value)} />
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

function Foot({ entry }: { entry: WaiverEntry }) {
  const report = state.report.value;
  const there = report.state === "ready" && report.value.findings.some((f) => f.id === entry.finding);
  const { number } = entry;
  const revocable = number !== null && entry.state !== "revoked";
  if (!there && !revocable) return null;
  return (
    <div class="indicator-foot">
      {there && (
        <a class="button" href={`${mapHref(state.from.value, entry.finding)}&stage=all`}>
          {t("waiver.find")}
        </a>
      )}
      {revocable && (
        <button
          type="button"
          class="button"
          onClick={() => {
            revoking.value = entry;
          }}
        >
          {t("waiver.revoke")}
        </button>
      )}
    </div>
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
