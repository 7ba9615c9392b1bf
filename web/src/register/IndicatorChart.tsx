/** The chart of one indicator, with a sentence that says the same. */

import type { Indicator } from "../api/register";
import { type Chart, chartOf, HEIGHT, type Mark, WIDTH } from "../model/chart";
import { judged, plain, targetText, withUnit, yearText } from "../model/indicators";
import { lang, say } from "../state";
import { t } from "./words";

export function IndicatorChart({ item }: { item: Indicator }) {
  const chart = chartOf(item);
  if (!chart) return <div class="chart-empty">{t("chart.empty")}</div>;
  return (
    <svg class="chart" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={inWords(item)}>
      <Axes chart={chart} item={item} />
      {chart.target && <Target chart={chart} target={chart.target} />}
      <path d={chart.line} class="chart-line" />
      {chart.marks.map((mark) => (
        <Dot key={`${mark.value.scope} ${mark.value.year}`} mark={mark} />
      ))}
      <LastValue chart={chart} item={item} />
    </svg>
  );
}

function Axes({ chart, item }: { chart: Chart; item: Indicator }) {
  const middle = (chart.left + chart.right) / 2;
  return (
    <>
      <path d={`M${chart.left} ${chart.floor}H${chart.right}`} class="chart-axis" />
      {chart.levels.map((tick) => (
        <text key={tick.text} x={chart.left - 6} y={tick.at + 4} class="chart-text end">
          {tick.text}
        </text>
      ))}
      {chart.years.map((tick) => (
        <text key={tick.text} x={tick.at} y={HEIGHT - 6} class="chart-text middle">
          {tick.text}
        </text>
      ))}
      {item.each && chart.marks.length > 0 && (
        <text x={middle} y={HEIGHT - 6} class="chart-text middle">
          {t("chart.axis", { n: chart.marks.length })}
        </text>
      )}
      {!chart.marks.length && (
        <text x={middle} y={(chart.floor + 16) / 2 + 10} class="chart-text middle none">
          {t("chart.empty")}
        </text>
      )}
    </>
  );
}

function Target({ chart, target }: { chart: Chart; target: NonNullable<Chart["target"]> }) {
  const line = (y: number) => `M${chart.left} ${y}H${chart.right}`;
  if (target.top === target.bottom) return <path d={line(target.top)} class="chart-target" />;
  return (
    <>
      <rect
        x={chart.left}
        y={target.top}
        width={chart.right - chart.left}
        height={target.bottom - target.top}
        class="chart-band"
      />
      <path d={line(target.top) + line(target.bottom)} class="chart-target" />
    </>
  );
}

/** A value; the baseline and what documents report are hollow diamonds. */
function Dot({ mark }: { mark: Mark }) {
  const { x, y, value } = mark;
  if (value.origin === "document") return <path d={`M${x} ${y - 5}l5 5-5 5-5-5z`} class="mark-base" />;
  return <circle cx={x} cy={y} r="3.6" class="mark-value" />;
}

/** The number of the last value, beside it. */
function LastValue({ chart, item }: { chart: Chart; item: Indicator }) {
  const last = chart.marks.at(-1);
  if (!last || item.each) return null;
  const right = last.x > WIDTH - 60;
  return (
    <text x={last.x + (right ? -9 : 9)} y={last.y - 6} class={`chart-text number${right ? " end" : ""}`}>
      {plain(last.value.value)}
    </text>
  );
}

/** What the chart shows, as a sentence. */
function inWords(item: Indicator): string {
  const values = judged(item);
  const name = say(item.name);
  const text = targetText(item, lang.value);
  const target =
    text && item.type !== "baseline"
      ? t("chart.target", { text, year: yearText(item, lang.value) })
      : t("chart.notarget");
  if (!values.length) return t("chart.none", { name, target });
  if (item.each) {
    const numbers = values.map((v) => v.value);
    const [low, high] = [Math.min(...numbers), Math.max(...numbers)].map((n) =>
      withUnit(n, item, lang.value),
    );
    return t("chart.each", { name, n: values.length, low: low ?? "", high: high ?? "", target });
  }
  const told = values.map((v) =>
    t("chart.value", { year: v.year, value: withUnit(v.value, item, lang.value) }),
  );
  return t("chart.some", { name, values: told.join(lang.value === "zh" ? "，" : ", "), target });
}
