/** Panels of a wide window: table on the left, findings and details on the right, legend below. */

import type { ComponentChildren } from "preact";
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
import { QuarantineBar } from "./QuarantineBar";
import { Tabs } from "./Tabs";

const RIGHT_TABS = ["findings", "details"] as const;

export function WidePanels({ buttons, scale }: MapControls) {
  return (
    <div class="overlay">
      <Side side="left" open={state.leftOpen} title={t("panel.table")} head={<h2>{t("panel.table")}</h2>}>
        <AreaTable />
      </Side>
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
        <section class="panel legend-panel" data-inset="bottom" aria-label={t("panel.legend")}>
          <Legend foldable />
        </section>
      </div>
      <Side
        side="right"
        open={state.rightOpen}
        title={t(`panel.${state.rightTab.value}`)}
        head={
          <Tabs
            id="right"
            label={t("panel.tabs")}
            tabs={RIGHT_TABS}
            active={state.rightTab.value}
            choose={(key) => {
              state.rightTab.value = key;
            }}
            face={(key) => t(`panel.${key}`)}
          />
        }
      >
        <div
          id="right-panel"
          class="right-panel"
          role="tabpanel"
          aria-labelledby={`right-${state.rightTab.value}`}
        >
          {state.rightTab.value === "findings" ? <Findings /> : <Details />}
        </div>
      </Side>
    </div>
  );
}

interface SideProps {
  readonly side: "left" | "right";
  readonly open: { value: boolean };
  readonly title: string;
  readonly head: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A panel at the side that folds away to a button. */
function Side({ side, open, title, head, children }: SideProps) {
  const fold = () => {
    open.value = !open.value;
  };
  if (!open.value) {
    return (
      <div class={`side ${side} folded`} data-inset={side}>
        <button
          type="button"
          class="panel unfold"
          aria-expanded={false}
          onClick={fold}
          aria-label={t("app.expand", { panel: title })}
        >
          <Line name={side === "left" ? "right" : "left"} />
          <span>{title}</span>
        </button>
      </div>
    );
  }
  return (
    <section class={`side ${side} panel`} data-inset={side} aria-label={title}>
      <div class="side-head">
        {head}
        <button
          type="button"
          class="icon-button"
          aria-expanded={true}
          aria-label={t("app.collapse", { panel: title })}
          title={t("app.collapse", { panel: title })}
          onClick={fold}
        >
          <Line name={side} />
        </button>
      </div>
      {children}
    </section>
  );
}
