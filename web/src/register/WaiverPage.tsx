/** The register of waivers of a layout: what each one covers, by whose leave, until when, and what it does today. */

import type { WaiverEntry } from "../api/register";
import { WAIVER_STATES, type WaiverState, waiverState } from "../model/waivers";
import { Failed, Loading } from "../panels/Loading";
import { mapHref } from "../rules/address";
import * as app from "../state";
import { say } from "../state";
import { DecideDialog } from "./DecideDialog";
import { RevokeDialog } from "./RevokeDialog";
import { ShowAll } from "./ShowAll";
import * as state from "./state";
import { WaiverCard } from "./WaiverCard";
import { WaiverSign } from "./WaiverSign";
import { t } from "./words";

export function WaiverPage() {
  const { value: loaded } = state.waivers;
  if (loaded.state === "failed")
    return <Failed text={t("app.failed")} error={loaded.error} retry={state.reload} />;
  if (loaded.state === "loading") return <Loading text={t("app.loading")} />;
  const all = loaded.value;
  const { state: wanted } = state.wanted.value;
  const found = all.filter((entry) => !wanted || waiverState(entry) === wanted);
  return (
    <>
      <div class="page-head">
        <h1>{t("waivers.title")}</h1>
        <LayoutPick />
      </div>
      <p class="lead">{t("waivers.lead")}</p>
      <StateTiles all={all} wanted={wanted} />
      <p class="quiet" role="status">
        {all.length ? t("waivers.found", { n: found.length, total: all.length }) : t("waivers.none")}
      </p>
      {!all.length && (
        <p>
          <a class="button" href={mapHref(state.from.value)}>
            {t("waivers.none.way")}
          </a>
        </p>
      )}
      {all.length > 0 && !found.length && <ShowAll />}
      <ul class="waivers">
        {found.map((entry) => (
          <WaiverCard key={`${entry.number} ${entry.finding}`} entry={entry} />
        ))}
      </ul>
      <Asking />
    </>
  );
}

/** The window of what is about to be done. */
function Asking() {
  const { value: asked } = state.asked;
  if (!asked) return null;
  const close = () => {
    state.asked.value = null;
  };
  const { entry, what } = asked;
  if (what === "revoke") return <RevokeDialog entry={entry} close={close} />;
  return <DecideDialog entry={entry} approve={what === "approve"} close={close} />;
}

function StateTiles({ all, wanted }: { all: readonly WaiverEntry[]; wanted: string }) {
  const count = (key: WaiverState) => all.filter((entry) => waiverState(entry) === key).length;
  return (
    <fieldset class="state-filter">
      <legend class="unseen">{t("waivers.state")}</legend>
      {WAIVER_STATES.filter((key) => key === "holds" || key === wanted || count(key)).map((key) => (
        <button
          key={key}
          type="button"
          class={`state-tile ${key}`}
          data-state={key}
          aria-pressed={wanted === key}
          onClick={() => state.want({ state: wanted === key ? "" : key })}
        >
          <WaiverSign state={key} />
          <b>{count(key)}</b>
          <span>{t(`wstate.${key}`)}</span>
        </button>
      ))}
    </fieldset>
  );
}

function LayoutPick() {
  const { value: list } = app.layouts;
  if (list.state !== "ready") return null;
  return (
    <label class="pick">
      <span class="quiet">{t("app.layout")}</span>
      <select
        id="layout"
        value={state.layout.value?.id ?? ""}
        onChange={(event) => {
          app.layoutId.value = event.currentTarget.value;
        }}
      >
        {list.value.map((info) => (
          <option key={info.id} value={info.id}>
            {say(info.title)}
          </option>
        ))}
      </select>
    </label>
  );
}
