/** The words of the frame around the pages beside the map, in Chinese and English. */

import type { Lang } from "../api/types";

export const FRAME = {
  zh: {
    name: "园图",
    pages: "页面",
    map: "地图",
    indicators: "指标",
    notes: "文件矛盾",
    waivers: "豁免",
    history: "版本",
    rules: "规则",
    data: "接口",
    skip: "跳到正文",
    language: "English",
    languageLabel: "Switch to English",
    theme: "外观：",
    system: "跟随系统",
    light: "浅色",
    dark: "深色",
  },
  en: {
    name: "Yuantu",
    pages: "Pages",
    map: "Map",
    indicators: "Indicators",
    notes: "Contradictions",
    waivers: "Waivers",
    history: "Revisions",
    rules: "Rules",
    data: "API",
    skip: "Skip to the text",
    language: "中文",
    languageLabel: "切换到中文",
    theme: "Appearance: ",
    system: "as the system",
    light: "light",
    dark: "dark",
  },
} as const satisfies Record<Lang, Record<string, string>>;
