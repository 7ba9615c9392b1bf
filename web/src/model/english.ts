/** English names of the rulebook's Chinese words, put together where a word is made of several. */

import type { Rulebook } from "../api/types";

export type Glossary = Readonly<Record<string, string>>;

const STAGED = /^(.+?)\s*[(（]([^()（）]+)[)）]$/u;
const NUMBERED = /^(.+?)(预留发展区|小规模创新发展区)(\d*)$/u;
const SPACES: Glossary = { 预留发展区: "reserve area", 小规模创新发展区: "small innovation area" };

/** Every Chinese word of a rulebook that has an English one. */
export const glossaryOf = (book: Rulebook | null): Glossary => ({
  ...Object.fromEntries((book?.industries ?? []).map((s) => [s.sector, s.sector_en ?? ""])),
  ...book?.glossary,
});

/** A word in English, or null where the glossary does not have it. */
export function englishName(name: string, words: Glossary): string | null {
  const known = words[name];
  if (known) return known;
  const staged = STAGED.exec(name);
  if (staged)
    return both(words[staged[1] ?? ""], words[staged[2] ?? ""], (word, stage) => `${word} (${stage})`);
  const [, place = "", space = "", number = ""] = NUMBERED.exec(name) ?? [];
  return both(words[place], SPACES[space], (park, kind) => `${park}, ${kind} ${number}`.trim());
}

const both = (a: string | undefined, b: string | undefined, join: (a: string, b: string) => string) =>
  a && b ? join(a, b) : null;
