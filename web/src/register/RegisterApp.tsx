/** The pages about the documents: indicators, contradictions, waivers. */

import { Frame } from "../panels/Frame";
import { Failed } from "../panels/Loading";
import { mapHref } from "../rules/address";
import * as app from "../state";
import { IndicatorPage } from "./IndicatorPage";
import { NotePage } from "./NotePage";
import * as state from "./state";
import { WaiverPage } from "./WaiverPage";
import { t } from "./words";

const SHOWN = { indicators: IndicatorPage, notes: NotePage, waivers: WaiverPage } as const;

/** The page, or what stands in its way. */
function Shown() {
  const Page = SHOWN[state.page];
  const { value: list } = app.layouts;
  if (list.state === "failed")
    return <Failed text={t("app.failed")} error={list.error} retry={() => void state.open()} />;
  if (list.state === "ready" && !list.value.length)
    return (
      <div class="empty">
        <h1>{t(`${state.page}.title`)}</h1>
        <p>{t("app.nolayout")}</p>
        <a class="button" href={mapHref(state.from.value)}>
          {t("app.tomap")}
        </a>
      </div>
    );
  return <Page />;
}

export function RegisterApp() {
  return (
    <>
      <Frame here={state.page} from={state.from.value}>
        <Shown />
      </Frame>
      <p class={state.done.value ? "done shown" : "done"} role="status" aria-live="polite">
        {state.done.value}
      </p>
    </>
  );
}
