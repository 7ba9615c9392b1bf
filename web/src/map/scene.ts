/** What the map has to show at this moment, read from the state. */

import type { Finding, LayoutFeature } from "../api/types";
import { bboxOf } from "../model/bounds";
import { isDrawn } from "../model/filters";
import { placeOf } from "../model/findings";
import { area } from "../model/format";
import { categoryOf } from "../model/grouping";
import { idOf, type LayoutModel } from "../model/layout";
import { look } from "../model/palette";
import * as state from "../state";
import { t } from "../state";
import { theme } from "../stores/theme";
import type { Target } from "./highlight";
import type { Label, Names } from "./labels";
import type { Looks } from "./painter";
import { styleOf } from "./styles";
import { tooltipOf } from "./tooltip";

/** The look of every feature under the colouring, the filters and the picked industry of the moment. */
export function looksNow(): Looks {
  const book = state.book.value;
  const mode = state.colourMode.value;
  const hiddenLayers = state.hiddenLayers.value;
  const hiddenCategories = state.hiddenCategories.value;
  const chosen = state.highlighted.value;
  const looks = state.looks.value;
  const ground = theme.value;
  const of = (feature: LayoutFeature) => {
    const key = book ? categoryOf(feature, mode, book) : feature.properties.kind;
    const faded = chosen !== null && feature.properties.kind !== "park" && !chosen.has(idOf(feature));
    return {
      style: styleOf(feature, looks?.get(idOf(feature)) ?? look("none"), faded, ground),
      drawn: isDrawn(feature, key, hiddenLayers, hiddenCategories),
    };
  };
  const picked = mode === "industry" ? state.industry.value : null;
  return { of, key: [book, mode, hiddenLayers, hiddenCategories, picked, ground] };
}

/** The names that could stand on the map. */
export function namesNow(): Names {
  const hidden = state.hiddenLayers.value;
  const strong = new Set(state.finding.value?.subjects ?? []);
  if (state.selectedFeature.value) strong.add(state.selectedFeature.value);
  if (hidden.has("label")) return { districts: [], features: [], strong, of: () => null };
  const english = state.lang.value === "en";
  const looks = looksNow();
  return {
    districts: hidden.has("district") ? [] : districtNames(english),
    features: state.model.value?.features ?? [],
    strong,
    of: (feature) => {
      const { kind, name } = feature.properties;
      if (!name || !looks.of(feature).drawn) return null;
      const text = english ? state.english(name) : null;
      const id = idOf(feature);
      const style = kind === "park" || kind === "group" || kind === "zone" ? kind : "parcel";
      return {
        id,
        text: text ?? name,
        lang: text ? "en" : "zh-CN",
        kind: style,
        strong: strong.has(id),
        geometry: feature.geometry,
      };
    },
  };
}

/** The names of the districts that are known. */
export function districtNames(english: boolean): Label[] {
  const districts = state.districts.value.state === "ready" ? state.districts.value.value.features : [];
  // Where two names collide the larger district keeps its own.
  const largest = [...districts].sort((a, b) => b.properties.area_km2 - a.properties.area_km2);
  return largest.map(({ geometry, properties: { id, name, name_en, centre } }) => ({
    id: `district-${id}`,
    text: english ? name_en : name,
    lang: english ? "en" : "zh-CN",
    at: centre,
    kind: "district",
    strong: false,
    geometry,
  }));
}

/** What to highlight: the finding that is selected, else the feature. */
export function targetNow(): Target | null {
  const model = state.model.value;
  if (!model) return null;
  const finding = state.finding.value;
  if (finding) return targetOf(finding, model, "finding");
  const feature = model.byId.get(state.selectedFeature.value ?? "");
  return feature
    ? { geometry: feature.geometry, subjects: [], box: bboxOf(feature.geometry), tone: "feature" }
    : null;
}

/** The finding that the pointer is on in a list, unless it is the selected one. */
export function hoveredNow(): Target | null {
  const [model, id] = [state.model.value, state.hoveredFinding.value];
  if (!model || id === null || id === state.selectedFinding.value) return null;
  const finding = state.findings.value?.findings.find((f) => f.id === id);
  return finding ? targetOf(finding, model, "hover") : null;
}

function targetOf(finding: Finding, model: LayoutModel, tone: Target["tone"]): Target {
  const subjects = finding.subjects.flatMap((id) => model.byId.get(id)?.geometry ?? []);
  return { geometry: finding.evidence, subjects, box: placeOf(finding, model, state.book.value), tone };
}

/** What hovering a feature shows. */
export function tooltipNow(feature: LayoutFeature): HTMLElement {
  const { name, kind, area_km2 } = feature.properties;
  const known = area_km2 === null ? "" : ` · ${area(area_km2)} km²`;
  const own = name ?? idOf(feature);
  const translated = state.lang.value === "en" ? state.english(own) : null;
  const line = t(`kind.${kind}`) + known;
  return translated ? tooltipOf(translated, "en", `${own} · ${line}`) : tooltipOf(own, "zh-CN", line);
}
