/** Everything that can be found from a page, fetched where the page has not done so, prepared once. */

import { getFeatures, getLayouts, getRulebook } from "../api/client";
import { type Catalogue, getRules } from "../api/rules";
import type { LayoutFeature, LayoutInfo, Rulebook } from "../api/types";
import { wordsOf } from "../i18n/translate";
import { englishName, type Glossary, glossaryOf } from "../model/english";
import { type Findable, type FindKind, type Index, prepare } from "../model/find";
import { idOf, preferred } from "../model/layout";
import { PAGES } from "../register/address";
import type { Opened } from "../rules/address";
import * as state from "../state";
import { both, commandsOf } from "./commands";

/** What is there from the start: pages and commands. */
export const nearby = (from: Opened): readonly Findable[] => [
  ...commandsOf(from).map((c) => ({ kind: "command" as const, id: c.id, names: ordered(c.name) })),
  ...(["map", ...PAGES, "history", "rules"] as const).map((id) => ({
    kind: "page" as const,
    id,
    names: ordered(both(`page.${id}`)),
  })),
];

/** Names in both languages, that of the page first. */
const ordered = (name: { zh: string; en: string }): string[] =>
  state.lang.peek() === "zh" ? [name.zh, name.en] : [name.en, name.zh];

const keep = new WeakMap<readonly LayoutFeature[], { words: Glossary; index: Index }>();
let rules: Promise<Catalogue> | null = null;

/** The index of everything; what cannot be fetched is left out. */
export async function everything(from: Opened): Promise<Index> {
  const list = await settled(state.layouts.peek().state === "ready" ? known() : getLayouts(), []);
  const info = list.find((l) => l.id === from.layout) ?? preferred(list) ?? null;
  rules ??= getRules();
  const [features, book, catalogue] = await Promise.all([
    settled(featuresOf(info), []),
    settled(bookOf(info), null),
    settled(rules, null),
    // Things are found by their names in both languages.
    wordsOf("en"),
  ]);
  if (!catalogue) rules = null;
  const near = [
    ...nearby(from),
    ...layoutsOf(list),
    ...(catalogue ? rulesOf(catalogue) : []),
    ...(book ? notesOf(book) : []),
  ];
  return [...prepare(near), ...indexOf(features, glossaryOf(book))];
}

const settled = <T, E>(promise: Promise<T>, otherwise: E): Promise<T | E> =>
  promise.then(
    (value) => value,
    () => otherwise,
  );

async function known(): Promise<LayoutInfo[]> {
  const list = state.layouts.peek();
  return list.state === "ready" ? list.value : [];
}

async function featuresOf(info: LayoutInfo | null): Promise<readonly LayoutFeature[]> {
  const model = state.model.peek();
  if (model) return model.features;
  return info ? (await getFeatures(info.id)).features : [];
}

async function bookOf(info: LayoutInfo | null): Promise<Rulebook | null> {
  return state.book.peek() ?? (info ? await getRulebook(info.rulebook) : null);
}

/** The features' part of the index, made once for a layout and a glossary. */
function indexOf(features: readonly LayoutFeature[], words: Glossary): Index {
  const before = keep.get(features);
  if (before && Object.keys(before.words).length === Object.keys(words).length) return before.index;
  const index = prepare(features.map((feature) => thing(feature, words)));
  keep.set(features, { words, index });
  return index;
}

const KINDS: Partial<Record<string, FindKind>> = { park: "park", group: "group" };

function thing(feature: LayoutFeature, words: Glossary): Findable {
  const { kind, name, park } = feature.properties;
  const id = idOf(feature);
  const english = name === null ? null : englishName(name, words);
  const more = park === null ? kind : `${park} ${kind}`;
  return { kind: KINDS[kind] ?? "feature", id, names: [name ?? id, ...(english ? [english] : [])], more };
}

const layoutsOf = (list: readonly LayoutInfo[]): Findable[] =>
  list.map(({ id, title }) => ({ kind: "layout", id, names: ordered(title) }));

function rulesOf({ rules: all }: Catalogue): Findable[] {
  const heads = all.map(
    ({ code, name, title }): Findable => ({ kind: "rule", id: code, names: ordered(title), more: name }),
  );
  const clauses = all.map(({ code, clause }): Findable => {
    const [first = "", second = ""] = ordered(clause.paraphrase);
    return {
      kind: "clause",
      id: code,
      names: [first],
      more: `${clause.document} ${clause.locator} ${second}`,
    };
  });
  return [...heads, ...clauses];
}

const notesOf = ({ notes = [] }: Rulebook): Findable[] =>
  notes.map(({ number, topic }) => ({ kind: "note", id: String(number), names: ordered(topic) }));
