/** Panels of a narrow window: a row of tabs at the bottom and a sheet that comes up over the map. */

import type { MapControls } from "../map/Stage";
import { ReviewSlot } from "../review/ReviewSlot";
import * as state from "../state";
import { t } from "../state";
import { AreaTable } from "./AreaTable";
import { TourOffer } from "./aids/TourOffer";
import { Details } from "./Details";
import { EditSlot } from "./edit/EditButton";
import { Findings } from "./Findings";
import { GuestBar } from "./GuestBar";
import { Line } from "./Icon";
import { Legend } from "./Legend";
import { Basis, Notice } from "./Notice";
import { MorePanel } from "./PageLinks";
import { QuarantineBar } from "./QuarantineBar";

const PANELS = {
  table: AreaTable,
  findings: Findings,
  details: Details,
  legend: Legend,
  more: MorePanel,
} as const;
const NAMES = ["table", "findings", "details", "legend", "more"] as const;

export function NarrowPanels({ buttons, scale }: MapControls) {
  const shown = state.sheetPanel.value;
  const Panel = shown && PANELS[shown];
  const must = state.sections.value?.must.length ?? 0;
  return (
    <div class="overlay narrow">
      <div class="middle">
        <div class="middle-top" data-inset="top">
          <Notice />
          <GuestBar />
          <TourOffer />
          <QuarantineBar />
          <EditSlot />
          <ReviewSlot />
        </div>
        {buttons}
        <div class="map-foot">
          {scale}
          <Basis />
        </div>
      </div>
      <div class="bottom" data-inset="bottom">
        {Panel && shown && (
          <section class="sheet" id="sheet" aria-label={t(`panel.${shown}`)}>
            <div class="side-head">
              <h2>{t(`panel.${shown}`)}</h2>
              <button
                type="button"
                class="icon-button"
                aria-label={t("app.close")}
                onClick={() => {
                  state.sheetPanel.value = null;
                }}
              >
                <Line name="close" />
              </button>
            </div>
            <div class="sheet-body">
              <Panel />
            </div>
          </section>
        )}
        <nav class="bar" aria-label={t("panel.tabs")}>
          {NAMES.map((name) => (
            <button
              key={name}
              type="button"
              class="bar-button"
              aria-expanded={shown === name}
              {...(shown === name ? { "aria-controls": "sheet" } : {})}
              onClick={() => {
                state.sheetPanel.value = shown === name ? null : name;
              }}
            >
              <Line name={name} />
              <span>{t(`panel.${name}`)}</span>
              {name === "findings" && must > 0 && <span class="badge must">{must}</span>}
            </button>
          ))}
        </nav>
      </div>
    </div>
  );
}
