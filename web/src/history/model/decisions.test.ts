import { describe, expect, it } from "vitest";
import type { MergeConflict } from "../../api/scenarios";
import { carried, choicesFor, decided, NONE, nextOpen, withChoice, withRest } from "./decisions";

const conflict = (feature: string, part: string, mine: unknown = "m"): MergeConflict => ({
  feature,
  part,
  kind: "group",
  name: feature,
  why: "both-changed",
  base: "b",
  mine,
  theirs: "t",
});
const ALL = [conflict("G1", "note"), conflict("G1", "geometry"), conflict("G2", "note")];
const [first, second, third] = ALL as [MergeConflict, MergeConflict, MergeConflict];

describe("choices", () => {
  it("are counted, changed and sent in the order of the conflicts", () => {
    let choices = withChoice(withChoice(NONE, third, "theirs"), first, "mine");
    expect(decided(choices, ALL)).toBe(2);
    choices = withChoice(choices, first, "base");
    expect(choicesFor(choices, ALL)).toEqual([
      { feature: "G1", part: "note", take: "base" },
      { feature: "G2", part: "note", take: "theirs" },
    ]);
  });

  it("lead to the next that is open, round the end", () => {
    const choices = withChoice(NONE, second, "mine");
    expect([0, 1, 2].map((at) => nextOpen(choices, ALL, at))).toEqual([2, 2, 0]);
    expect(nextOpen(withRest(choices, ALL, "mine"), ALL, 0)).toBeNull();
    expect(nextOpen(NONE, [], 0)).toBeNull();
  });

  it("for all the rest leave alone what was chosen", () => {
    const choices = withRest(withChoice(NONE, first, "theirs"), ALL, "mine");
    expect(choicesFor(choices, ALL).map(({ take }) => take)).toEqual(["theirs", "mine", "mine"]);
  });

  it("survive a newer revision where the conflict says the same", () => {
    const choices = withRest(NONE, ALL, "theirs");
    const now = [first, conflict("G1", "geometry", "newer"), conflict("G3", "note")];
    expect([...carried(choices, ALL, now)]).toEqual([['["G1","note"]', "theirs"]]);
  });
});
