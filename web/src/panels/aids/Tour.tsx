/** Shows the user round: a card beside each thing that it speaks of, with one action to try. */

import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../../aids/say";
import { doneText, STEPS, type Step, textOf } from "../../aids/steps";
import { endTour } from "../../aids/tour";
import { insetsOf } from "../../map/view";
import { type Area, placeBeside, type Spot } from "../../model/place";
import * as state from "../../state";
import { Words } from "../Words";
import "../../styles/tour.css";

/** A panel that opens must have its size before anything is put beside it. */
const SETTLE_MS = 120;

export function Tour() {
  const number = useSignal(0);
  const place = useSignal<{ spot: Spot; ring: Area | null } | null>(null);
  const card = useRef<HTMLElement>(null);
  const step = STEPS[number.value] as Step;
  const last = number.value === STEPS.length - 1;
  const done = step.id === "choose" ? doneText() : null;

  useEffect(() => focusHelp, []);
  useEffect(() => {
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      event.stopPropagation();
      endTour();
    };
    addEventListener("keydown", leave, { capture: true });
    return () => removeEventListener("keydown", leave, { capture: true });
  }, []);
  useEffect(() => {
    step.prepare();
    card.current?.focus();
    state.overMap.value = step.id;
    return () => {
      state.overMap.value = null;
    };
  }, [step]);
  const { narrow, sheetPanel, lang } = state;
  useLayoutEffect(() => {
    const put = () => {
      if (card.current) place.value = placeOf(step, card.current);
    };
    put();
    const timer = setTimeout(put, SETTLE_MS);
    addEventListener("resize", put);
    return () => {
      clearTimeout(timer);
      removeEventListener("resize", put);
    };
  }, [step, done, narrow.value, sheetPanel.value, lang.value]);

  const at = place.value;
  return (
    <>
      {at?.ring && <div class="tour-ring" style={pixels(at.ring)} aria-hidden="true" />}
      <section
        ref={card}
        class="tour-card panel"
        role="dialog"
        aria-labelledby="tour-title"
        aria-describedby="tour-text"
        tabIndex={-1}
        data-step={step.id}
        {...(step.target === null && narrow.value ? { "data-inset": "top" } : {})}
        style={at ? pixels(at.spot) : {}}
      >
        <p class="quiet">{t("tour.step", { n: number.value + 1, total: STEPS.length })}</p>
        <h2 id="tour-title">{t(`tour.${step.id}.title`)}</h2>
        <p id="tour-text">
          <Words text={textOf(step)} />
        </p>
        {step.id === "choose" && (
          <p class={done ? "tour-done" : "tour-try"} role="status">
            <Words text={done ?? t("tour.choose.try")} />
          </p>
        )}
        <div class="tour-ways">
          <button type="button" class="button" onClick={endTour}>
            {t(last ? "tour.close" : "tour.end")}
          </button>
          <span class="spring" />
          {number.value > 0 && (
            <button
              type="button"
              class="button"
              onClick={() => {
                number.value--;
              }}
            >
              {t("tour.back")}
            </button>
          )}
          {!last && (
            <button
              type="button"
              class="button primary"
              onClick={() => {
                number.value++;
              }}
            >
              {t(step.id === "choose" && !done ? "tour.skip" : "tour.next")}
            </button>
          )}
        </div>
      </section>
    </>
  );
}

/** Where the tour can be begun again, or searched for. */
function focusHelp(): void {
  const ways = ["#help", "#find"].map((way) => document.querySelector<HTMLElement>(way));
  ways.find((way) => way?.checkVisibility())?.focus();
}

const pixels = (box: Spot & Partial<Area>) =>
  Object.fromEntries(Object.entries(box).map(([side, value]) => [side, `${value}px`]));

/** Where the card goes, and what is ringed. */
function placeOf(step: Step, card: HTMLElement): { spot: Spot; ring: Area | null } {
  const { width, height } = card.getBoundingClientRect();
  const window = { width: innerWidth, height: innerHeight };
  if (step.target === null) {
    // A narrow window has no room beside the map: the card stands at its upper edge, and the map makes way.
    const head = document.querySelector(".middle-top")?.getBoundingClientRect().bottom ?? 0;
    if (state.narrow.peek()) return { spot: { left: (innerWidth - width) / 2, top: head + 8 }, ring: null };
    // Over the end of the list: the map, the list's beginning and the details that open stay in sight.
    const foot = { left: 20, top: innerHeight - height - 20 };
    return {
      spot: state.leftOpen.peek() ? foot : placeBeside(freeMap(), { width, height }, window),
      ring: null,
    };
  }
  const target = document.querySelector(step.target)?.getBoundingClientRect();
  if (!target) return { spot: { left: 8, top: 64 }, ring: null };
  const ring = {
    left: target.left - 4,
    top: target.top - 4,
    width: target.width + 8,
    height: target.height + 8,
  };
  return { spot: placeBeside(ring, { width, height }, window), ring };
}

/** The part of the map that panels leave free. */
function freeMap(): Area {
  const map = document.querySelector<HTMLElement>("#map");
  if (!map) return { left: 0, top: 0, width: 0, height: 0 };
  const { left, top, width, height } = map.getBoundingClientRect();
  const inset = insetsOf(map);
  return {
    left: left + inset.left,
    top: top + inset.top,
    width: width - inset.left - inset.right,
    height: height - inset.top - inset.bottom,
  };
}
