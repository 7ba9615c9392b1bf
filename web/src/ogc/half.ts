/** Short texts of the service are in both languages: `要素 Features`. */

import type { Lang } from "../api/types";

const HALVES = /^([^ ]*\p{Script=Han}[^ ]*) (?=\P{Script=Han}+$)(.+)$/u;

/** The half in one language; the whole of a text that has no halves. */
export function halfOf(text: string, lang: Lang): string {
  const [, zh, en] = HALVES.exec(text) ?? [];
  return (lang === "zh" ? zh : en) ?? text;
}
