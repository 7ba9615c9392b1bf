/** What the colours mean. Every entry also switches what it names on and off. */

import { useComputed } from "@preact/signals";
import * as actions from "../actions";
import { LAYERS, type Layer } from "../model/filters";
import {
  type Category,
  COLOUR_MODES,
  type ColourMode,
  categoriesOf,
  countsOf,
  FIXED,
  type FixedKey,
} from "../model/grouping";
import { MAP } from "../model/palette";
import * as state from "../state";
import { t } from "../state";
import { theme } from "../stores/theme";
import { Line } from "./Icon";
import { Swatch } from "./Swatch";
import { TermName, termText } from "./TermName";

/** `foldable`: with a button that leaves only the first row. */
export function Legend({ foldable = false }: { foldable?: boolean }) {
  const open = !foldable || state.legendOpen.value;
  return (
    <div class="legend">
      <div class="legend-top">
        <fieldset class="segmented">
          <legend>{t("legend.colour")}</legend>
          {COLOUR_MODES.map((mode) => (
            <label key={mode}>
              <input
                type="radio"
                name="colour"
                value={mode}
                checked={state.colourMode.value === mode}
                onChange={() => actions.chooseColour(mode)}
              />
              <span>{t(`legend.${mode}`)}</span>
            </label>
          ))}
        </fieldset>
        {open && state.colourMode.value === "industry" && <IndustryPicker />}
        {foldable && <Fold />}
      </div>
      {open && <Entries />}
      {open && <Layers />}
    </div>
  );
}

function Fold() {
  const open = state.legendOpen.value;
  const label = t(open ? "app.collapse" : "app.expand", { panel: t("panel.legend") });
  return (
    <button
      type="button"
      class="icon-button fold"
      aria-expanded={open}
      aria-label={label}
      title={label}
      onClick={() => {
        state.legendOpen.value = !open;
      }}
    >
      <Line name={open ? "down" : "up"} />
    </button>
  );
}

function Layers() {
  return (
    <fieldset class="layers">
      <legend>{t("legend.layers")}</legend>
      {LAYERS.map((layer) => (
        <label key={layer}>
          <input
            type="checkbox"
            name="layer"
            value={layer}
            checked={!state.hiddenLayers.value.has(layer)}
            onChange={() => {
              state.hiddenLayers.value = actions.toggled(state.hiddenLayers.value, layer);
            }}
          />
          <LayerSign layer={layer} />
          <span>{t(`layer.${layer}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

const LINE_SIGNS = {
  park: { width: 2.2, dash: "none" },
  zone: { width: 2, dash: "5 3" },
  district: { width: 1.6, dash: "none" },
} as const satisfies Partial<Record<Layer, { width: number; dash: string }>>;

const hasSign = (layer: Layer): layer is keyof typeof LINE_SIGNS => layer in LINE_SIGNS;

/** The outline of layers that the colours say nothing about. */
function LayerSign({ layer }: { layer: Layer }) {
  if (!hasSign(layer)) return null;
  const { width, dash } = LINE_SIGNS[layer];
  return (
    <svg class="swatch" viewBox="0 0 18 14" width="18" height="14" aria-hidden="true">
      <path d="M1 7h16" stroke={MAP[theme.value][layer]} stroke-width={width} stroke-dasharray={dash} />
    </svg>
  );
}

function Entries() {
  const book = state.book.value;
  const mode = state.colourMode.value;
  const counts = useComputed(() =>
    state.model.value && state.book.value
      ? countsOf(state.model.value.features, state.colourMode.value, state.book.value)
      : new Map<string, number>(),
  );
  if (!book) return null;
  const entries = categoriesOf(mode, book).filter((c) => c.term !== null || counts.value.get(c.key));
  return (
    <ul class="entries" aria-label={t(`legend.${mode}`)}>
      {entries.map((entry) => (
        <Entry key={entry.key} entry={entry} mode={mode} count={counts.value.get(entry.key) ?? 0} />
      ))}
    </ul>
  );
}

function Entry({ entry, mode, count }: { entry: Category; mode: ColourMode; count: number }) {
  const shown = !state.hiddenCategories.value.has(entry.key);
  return (
    <li>
      <button
        type="button"
        class="entry"
        aria-pressed={shown}
        data-category={entry.key}
        onClick={() => {
          state.hiddenCategories.value = actions.toggled(state.hiddenCategories.value, entry.key);
        }}
      >
        <Swatch look={entry.look} />
        <span class="entry-name">
          {isFixed(entry.key) ? fixedName(entry.key, mode) : <TermName name={entry.key} />}
        </span>
        <span class="quiet">{count}</span>
      </button>
    </li>
  );
}

const isFixed = (key: string): key is FixedKey => FIXED.some((f) => f === key);

const fixedName = (key: FixedKey, mode: ColourMode): string =>
  key === "none" ? t(`legend.none.${mode}`) : t(`kind.${key}`);

/** Marks a word as Chinese where it has no English name. */
const chinese = (field: string) => (termText(field) === field ? { lang: "zh-CN" } : {});

function IndustryPicker() {
  const book = state.book.value;
  if (!book) return null;
  const hits = state.highlighted.value?.size;
  return (
    <div class="industry-picker">
      <label>
        <span>{t("legend.industry.pick")}</span>
        <select
          id="industry"
          value={state.industry.value ?? ""}
          onChange={(event) => {
            state.industry.value = event.currentTarget.value || null;
          }}
        >
          <option value="">{t("legend.industry.all")}</option>
          {book.industries.map(({ sector, fields }) => (
            <optgroup key={sector} label={termText(sector)}>
              <option value={sector}>{termText(sector)}</option>
              {fields.map((field) => (
                <option key={field} value={field} {...chinese(field)}>
                  {termText(field)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <span class="quiet" role="status">
        {hits === undefined ? t("legend.industry.first") : t("legend.industry.hits", { n: hits })}
      </span>
    </div>
  );
}
