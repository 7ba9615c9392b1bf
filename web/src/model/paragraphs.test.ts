import { describe, expect, it } from "vitest";
import type { Sentence } from "../api/rules";
import { paragraphsOf } from "./paragraphs";

const sentence = (row: string, document: string, original: string): Sentence => ({
  row,
  document,
  title: { zh: document, en: document },
  locator: "L",
  strength: "hard",
  original,
  paraphrase: row,
});

describe("paragraphs", () => {
  it("tell the sentences of one paragraph together, in order", () => {
    const rows = [sentence("R1", "002", "甲"), sentence("R2", "002", "乙"), sentence("R3", "002", "甲")];
    expect(paragraphsOf(rows).map((p) => p.sentences.map((s) => s.row))).toEqual([["R1", "R3"], ["R2"]]);
  });

  it("keep the same words of two documents apart", () => {
    expect(paragraphsOf([sentence("R1", "002", "甲"), sentence("R2", "003", "甲")])).toHaveLength(2);
    expect(paragraphsOf([])).toEqual([]);
  });
});
