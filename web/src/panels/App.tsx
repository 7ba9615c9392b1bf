/** The page: the map over the whole window, panels over the map. */

import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import * as actions from "../actions";
import { editor } from "../edit/slot";
import { ImportSlot } from "../imports/ImportSlot";
import { live } from "../live/slot";
import { Stage } from "../map/Stage";
import { PrintSlot } from "../print/PrintSlot";
import * as state from "../state";
import { say, t } from "../state";
import { followWalkKeys } from "../stores/filters";
import { lookAt, reading, refused } from "../stores/guest";
import { AskingSlot, Barred } from "./account/PersonButton";
import { AidSlot } from "./aids/AidSlot";
import { TourSlot } from "./aids/TourOffer";
import { DropZone } from "./DropZone";
import { EmptyLayout } from "./EmptyLayout";
import { Header } from "./Header";
import { Failed, Loading } from "./Loading";
import { NarrowPanels } from "./NarrowPanels";
import { OpenFile } from "./OpenFile";
import { WidePanels } from "./WidePanels";
import { Words } from "./Words";

export function App() {
  useEffect(followWidth, []);
  useEffect(followWalkKeys, []);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      if (state.selectedFeature.value || state.selectedFinding.value) actions.clearSelection();
      else state.sheetPanel.value = null;
    };
    addEventListener("keydown", leave);
    return () => removeEventListener("keydown", leave);
  }, []);
  return (
    <>
      <button type="button" class="skip" onClick={() => skipTo("findings")}>
        {t("app.skip")}
      </button>
      <button type="button" class="skip" onClick={() => skipTo("table")}>
        {t("app.skip.table")}
      </button>
      <Header />
      <main>
        <Stage>
          {(controls) => (state.narrow.value ? <NarrowPanels {...controls} /> : <WidePanels {...controls} />)}
        </Stage>
        <Curtain />
        <Refused />
        {live.value && <live.value.Note />}
        <Barred />
      </main>
      <TourSlot />
      <DropZone take={take} />
      <PrintSlot />
      <ImportSlot />
      <AskingSlot />
      <AidSlot from={{ layout: state.layoutId.value, lang: state.lang.value, stage: state.stage.value }} />
      <p class="unseen" role="status" aria-live="polite">
        <Words text={state.announcement.value} />
      </p>
    </>
  );
}

const take = (files: readonly File[]) => void lookAt(files);

/** Opens a panel and puts the focus into it. */
function skipTo(panel: "findings" | "table"): void {
  actions.openPanel(panel);
  const target = panel === "table" ? "#search" : ".tiles [aria-selected=true]";
  requestAnimationFrame(() => document.querySelector<HTMLElement>(target)?.focus());
}

function followWidth(): () => void {
  const media = matchMedia(state.NARROW);
  const follow = () => {
    state.narrow.value = media.matches;
  };
  follow();
  media.addEventListener("change", follow);
  return () => media.removeEventListener("change", follow);
}

/** What covers the map as long as there is nothing to see on it. */
function Curtain() {
  if (reading.value)
    return (
      <Cover>
        <Loading text={t("guest.reading", { name: reading.value })} />
      </Cover>
    );
  return state.guest.value ? null : <StoredCurtain />;
}

function StoredCurtain() {
  const { value: layouts } = state.layouts;
  const { value: districts } = state.districts;
  const { value: layout } = state.layout;
  if (layouts.state === "failed")
    return (
      <Cover>
        <Failed text={t("error.load")} error={layouts.error} retry={() => void actions.open()} />
      </Cover>
    );
  if (districts.state === "failed")
    return (
      <Cover>
        <Failed text={t("error.load")} error={districts.error} retry={() => void actions.open()} />
      </Cover>
    );
  if (layout.state === "failed")
    return (
      <Cover>
        <Failed text={t("error.load")} error={layout.error} retry={actions.openLayout} />
      </Cover>
    );
  if (layouts.state === "ready" && !layouts.value.length)
    return (
      <Cover>
        <div class="empty-layouts">
          <p>
            <strong>{t("empty.layouts")}</strong>
          </p>
          <p>{t("empty.layouts.look")}</p>
          <p>
            <OpenFile named />
          </p>
          <p>{t("empty.layouts.import")}</p>
          <pre>yuantu import plan.geojson --layout my-plan</pre>
        </div>
      </Cover>
    );
  if (layouts.state === "loading" || layout.state === "loading")
    return (
      <Cover>
        <Loading text={t("app.loading.map")} />
      </Cover>
    );
  if (layout.state === "ready" && !layout.value.features.length && !editor.value)
    return (
      <Cover>
        <EmptyLayout />
      </Cover>
    );
  return <Missing />;
}

/** Says why a file is not on the page. */
function Refused() {
  const { value: wrong } = refused;
  if (!wrong) return null;
  return (
    <div class="toast" role="alert">
      <p>
        <strong>{t("guest.refused", { name: wrong.name })}</strong> <Words text={wrong.why} />
      </p>
      <button
        type="button"
        class="button"
        onClick={() => {
          refused.value = null;
        }}
      >
        {t("app.close")}
      </button>
    </div>
  );
}

function Cover({ children }: { children: ComponentChildren }) {
  return <div class="cover">{children}</div>;
}

/** Says that the layout of the address does not exist. */
function Missing() {
  const missing = state.unknownLayout.value;
  if (!missing || !state.current.value) return null;
  return (
    <div class="toast" role="alert">
      <p>{t("error.layout", { layout: missing, other: say(state.current.value.title) })}</p>
      <button
        type="button"
        class="button"
        onClick={() => {
          state.unknownLayout.value = null;
        }}
      >
        {t("app.close")}
      </button>
    </div>
  );
}
