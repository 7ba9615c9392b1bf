/** The signs of states and of what a chart draws. Each differs in shape, so that none is told apart by colour alone. */

import type { IndicatorState } from "../api/register";
import { t } from "./words";

const SHAPES: Record<IndicatorState, { outline: string; mark: string; hollow?: boolean }> = {
  met: { outline: "M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z", mark: "M4.8 8.2l2.2 2.3 4.2-4.8" },
  "on-track": { outline: "M1 3l14 5-14 5z", mark: "" },
  behind: { outline: "M8 1.4l7 13H1z", mark: "M8 6v4M8 12.2v.1" },
  missed: { outline: "M5 1h6l4 4v6l-4 4H5l-4-4V5z", mark: "M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" },
  unknown: { outline: "M2 2h12v12H2z", mark: "M5 8h6", hollow: true },
  baseline: { outline: "M8 1l7 7-7 7-7-7z", mark: "", hollow: true },
};

export function StateSign({ state }: { state: IndicatorState }) {
  const { outline, mark, hollow = false } = SHAPES[state];
  return (
    <svg class={`sign ${state}`} viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
      <path
        d={outline}
        fill={hollow ? "none" : "currentColor"}
        stroke="currentColor"
        stroke-width={hollow ? 1.6 : 0}
        stroke-dasharray={state === "unknown" ? "2.4 1.6" : "none"}
      />
      <path
        d={mark}
        fill="none"
        stroke={hollow ? "currentColor" : "var(--on-tone)"}
        stroke-width="1.8"
        stroke-linecap="round"
      />
    </svg>
  );
}

/** What the marks of the charts mean. */
export function ChartKey() {
  return (
    <ul class="chart-key" aria-label={t("chart.legend")}>
      <li>
        <svg viewBox="0 0 22 12" width="22" height="12" aria-hidden="true">
          <path d="M11 2l4 4-4 4-4-4z" class="mark-base" />
        </svg>
        {t("chart.legend.base")}
      </li>
      <li>
        <svg viewBox="0 0 22 12" width="22" height="12" aria-hidden="true">
          <path d="M1 6h20" class="chart-line" />
          <circle cx="11" cy="6" r="3.4" class="mark-value" />
        </svg>
        {t("chart.legend.value")}
      </li>
      <li>
        <svg viewBox="0 0 22 12" width="22" height="12" aria-hidden="true">
          <path d="M0 6h22" class="chart-target" />
        </svg>
        {t("chart.legend.target")}
      </li>
    </ul>
  );
}
