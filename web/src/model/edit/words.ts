/** The names of edits in the history, and the reasons why an edit is refused, in both languages. */

import type { LayoutFeature, Text } from "../../api/types";
import { idOf } from "../layout";

export const nameOf = (feature: LayoutFeature): string => feature.properties.name ?? idOf(feature);

const named = (zh: string, en: string) => (feature: LayoutFeature) => ({
  zh: zh.replace("…", nameOf(feature)),
  en: en.replace("…", nameOf(feature)),
});

const counted =
  (zh: string, en: string) =>
  (n: number, first: LayoutFeature): Text =>
    n > 1
      ? { zh: `${zh} ${n} 个要素`, en: `${en} ${n} features` }
      : { zh: `${zh}“${nameOf(first)}”`, en: `${en} “${nameOf(first)}”` };

export const TITLES = {
  draw: named("绘制“…”", "Draw “…”"),
  moveVertex: (n: number): Text =>
    n > 1
      ? { zh: `移动 ${n} 个要素的共用界点`, en: `Move a vertex that ${n} features share` }
      : { zh: "移动界点", en: "Move a vertex" },
  insertVertex: { zh: "插入界点", en: "Insert a vertex" },
  deleteVertex: { zh: "删除界点", en: "Delete a vertex" },
  place: counted("平移", "Move"),
  rotate: counted("旋转", "Rotate"),
  scale: (feature: LayoutFeature, area_km2: number): Text => ({
    zh: `将“${nameOf(feature)}”调整为 ${area_km2} km²`,
    en: `Make “${nameOf(feature)}” ${area_km2} km²`,
  }),
  remove: counted("删除", "Delete"),
  addHole: named("在“…”中挖洞", "Add a hole to “…”"),
  removeHole: named("填补“…”中的洞", "Fill a hole of “…”"),
  split: named("分割“…”", "Split “…”"),
  merge: (n: number): Text => ({ zh: `合并 ${n} 个要素`, en: `Merge ${n} features` }),
  cutOut: named("从“…”中裁去重叠部分", "Cut the overlap out of “…”"),
  copy: named("复制“…”", "Copy “…”"),
  attributes: (features: readonly LayoutFeature[], names: readonly Text[]): Text => {
    const [first, ...others] = features;
    const n = features.length;
    const whose = first && !others.length ? `“${nameOf(first)}”` : null;
    const zh = names.map((name) => name.zh).join("、") || "属性";
    const en = names.map((name) => name.en.toLowerCase()).join(", ") || "attributes";
    return { zh: `修改${whose ?? ` ${n} 个要素`}的${zh}`, en: `Change ${en} of ${whose ?? `${n} features`}` };
  },
};

export const REASONS = {
  gone: { zh: "这个要素已不在布局中。", en: "This feature is no longer in the layout." },
  taken: { zh: "这个编号已被使用。", en: "This id is already in use." },
  noVertex: { zh: "这里没有界点。", en: "There is no vertex here." },
  junction: {
    zh: "几条边界在此相交，删去会留下缝隙或重叠；可以移动它。",
    en: "Several borders meet here; without this vertex a gap or an overlap would open. It can be moved instead.",
  },
  noEdge: { zh: "这里没有边界。", en: "There is no border here." },
  noOutline: { zh: "这个要素没有面状边界。", en: "This feature has no area." },
  collapses: (name: string): Text => ({
    zh: `“${name}”的这段边界只剩三个界点，再删就不成面了。`,
    en: `This outline of “${name}” has only three corners left; without one it would enclose nothing.`,
  }),
  crosses: (name: string): Text => ({
    zh: `“${name}”的边界会与自身相交。`,
    en: `The outline of “${name}” would cross itself.`,
  }),
  holeOutside: (name: string): Text => ({
    zh: `洞须完全位于“${name}”之内。`,
    en: `A hole must lie inside “${name}”.`,
  }),
  noHole: { zh: "这里没有洞。", en: "There is no hole here." },
  missesShape: (name: string): Text => ({
    zh: `分割线没有从一侧穿到另一侧，“${name}”仍是一块。`,
    en: `The line does not run right across “${name}”, so it stays in one piece.`,
  }),
  nothingLeft: (name: string): Text => ({
    zh: `“${name}”会被全部裁去。`,
    en: `Nothing of “${name}” would be left.`,
  }),
  noOverlap: { zh: "没有重叠部分可裁。", en: "There is no overlap to cut out." },
  mergeTwo: { zh: "请选择至少两个要素再合并。", en: "Select at least two features to merge." },
  kindsDiffer: {
    zh: "只能合并同一类的要素。",
    en: "Only features of the same kind can be merged.",
  },
  badArea: { zh: "面积须大于零。", en: "An area must be above zero." },
  nothingChanged: { zh: "没有变化。", en: "Nothing would change." },
};
