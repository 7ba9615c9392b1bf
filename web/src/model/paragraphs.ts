/** Sentences of the documents that stand in one paragraph, told together. */

import type { Sentence } from "../api/rules";
import type { Text } from "../api/types";

export interface Paragraph {
  readonly title: Text;
  readonly locator: string;
  readonly original: string;
  readonly sentences: readonly Sentence[];
}

/** The sentences by paragraph, in their order. */
export function paragraphsOf(sentences: readonly Sentence[]): Paragraph[] {
  const found = new Map<string, Sentence[]>();
  for (const sentence of sentences) {
    const key = `${sentence.document}\n${sentence.original}`;
    found.set(key, [...(found.get(key) ?? []), sentence]);
  }
  return [...found.values()].flatMap((together) => {
    const [first] = together;
    if (!first) return [];
    const { title, locator, original } = first;
    return [{ title, locator, original, sentences: together }];
  });
}
