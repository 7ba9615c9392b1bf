/** What can be done about a waiver: see its place, decide on it, revoke it; and why it is not yours to decide. */

import type { WaiverEntry } from "../api/register";
import { decider } from "../model/waivers";
import { Words } from "../panels/Words";
import { mapHref } from "../rules/address";
import { say } from "../state";
import { barred, barring, refuses } from "../stores/person";
import * as state from "./state";
import { t } from "./words";

export function WaiverFoot({ entry }: { entry: WaiverEntry }) {
  const report = state.report.value;
  const there = report.state === "ready" && report.value.findings.some((f) => f.id === entry.finding);
  const revocable = entry.number !== null && !["revoked", "asked", "declined"].includes(entry.state);
  const decides = decider(entry);
  if (!there && !revocable && !decides) return null;
  return (
    <div class="indicator-foot">
      {there && (
        <a class="button" href={`${mapHref(state.from.value, entry.finding)}&stage=all`}>
          {t("waiver.find")}
        </a>
      )}
      {revocable && <Act entry={entry} what="revoke" />}
      {decides === "here" && <Act entry={entry} what="approve" primary />}
      {decides === "here" && <Act entry={entry} what="decline" />}
      {decides === "another" && <p class="quiet why-not">{t("waiver.mine")}</p>}
      {decides === "role" && <WhyNot />}
    </div>
  );
}

function Act({
  entry,
  what,
  primary = false,
}: {
  entry: WaiverEntry;
  what: state.Asked["what"];
  primary?: boolean;
}) {
  const begin = () => {
    if (!refuses("review")) state.asked.value = { entry, what };
  };
  return (
    <button
      type="button"
      class={primary ? "button primary" : "button"}
      data-act={what}
      {...barring("review")}
      onClick={begin}
    >
      {t(`waiver.${what}`)}
    </button>
  );
}

function WhyNot() {
  const why = barred("review");
  return (
    <p class="quiet why-not">
      {why ? <Words text={`${t("waiver.waits")} ${say(why)}`} /> : t("waiver.waits")}
    </p>
  );
}
