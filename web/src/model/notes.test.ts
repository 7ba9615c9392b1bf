import { describe, expect, it } from "vitest";
import type { Note } from "../api/types";
import { featuresOf, findingsOfNote, notesOfFeature, notesOfFinding, notesOfIndicator } from "./notes";
import { finding } from "./sample";

const text = { zh: "文", en: "text" };
const note = (number: number, target: string, more: Partial<Note> = {}): Note => ({
  number,
  topic: text,
  text,
  does: text,
  sources: ["002 第三章"],
  indicators: [],
  rules: [...new Set(target.match(/[A-Z]{3}\d{3}/g))],
  shown_as: "note",
  target,
  ...more,
});

const waived = finding("f1", { rule: "MOD002", subjects: ["G24"] });
const pair = finding("f2", { rule: "GEO002", subjects: ["G04", "G03"] });

describe("notes", () => {
  const notes = [
    note(1, "MOD002:G24", { shown_as: "waiver" }),
    note(2, "groups.csv G06", { indicators: ["I1"] }),
    note(3, "MOD002"),
    note(4, "GEO002:G03,G04;GEO002:G01,G02"),
    note(5, "002 第一章; 003"),
  ];

  it("stand with the finding that they name, or with their rule", () => {
    expect(notesOfFinding(notes, waived).map((n) => n.number)).toEqual([1, 3]);
    expect(
      notesOfFinding(notes, finding("f3", { rule: "MOD002", subjects: ["G01"] })).map((n) => n.number),
    ).toEqual([3]);
    expect(notesOfFinding(notes, pair).map((n) => n.number)).toEqual([4]);
    expect(notesOfFinding(notes, finding("f4"))).toEqual([]);
  });

  it("stand with features and indicators", () => {
    expect(notesOfFeature(notes, "G06").map((n) => n.number)).toEqual([2]);
    expect(notesOfFeature(notes, "G24").map((n) => n.number)).toEqual([1]);
    expect(notesOfIndicator(notes, "I1").map((n) => n.number)).toEqual([2]);
    expect(featuresOf(notes[4] as Note)).toEqual([]);
  });

  it("lead to the findings of a report", () => {
    expect(findingsOfNote(notes[3] as Note, [waived, pair]).map((f) => f.id)).toEqual(["f2"]);
    expect(findingsOfNote(notes[2] as Note, [waived])).toEqual([]);
  });
});
