import fc from "fast-check";
import { expect, it } from "vitest";
import type { Point } from "./grid";
import { begin, type History, record, redo, undo } from "./history";
import { between, ORIGIN, pair, STEP_DEG } from "./samples";
import { insertVertex, moveVertex } from "./vertices";

const [X, Y] = ORIGIN;
const corner: Point = [X + STEP_DEG, Y + STEP_DEG];

function drag(history: History, to: Point): History {
  const done = moveVertex(history.document, corner, to);
  return done.ok ? record(history, done.document, done.title) : history;
}

it("undoes and redoes a gesture, named", () => {
  const after = drag(begin(pair()), [X + 0.011, Y + 0.012]);
  expect(after.done.map((e) => e.title.zh)).toEqual(["移动 2 个要素的共用界点"]);
  expect(new Map(undo(after).document.features)).toEqual(new Map(pair().features));
  expect(new Map(redo(undo(after)).document.features)).toEqual(new Map(after.document.features));
  expect(undo(begin(pair())).done).toEqual([]);
});

it("makes one entry of a gesture that went through many positions", () => {
  const start = begin(pair());
  let document = start.document;
  for (let i = 1; i <= 60; i++) {
    const step = moveVertex(start.document, corner, [X + 0.01 + i * 1e-5, Y + 0.01]);
    if (step.ok) document = step.document;
  }
  const after = record(start, document, { zh: "移动", en: "Move" });
  expect(after.done).toHaveLength(1);
  expect(after.done[0]?.redo.put).toHaveLength(2);
});

it("forgets what was undone once something else is done, and ignores what changes nothing", () => {
  const back = undo(drag(begin(pair()), [X + 0.011, Y + 0.012]));
  expect(drag(back, [X + 0.012, Y + 0.011]).undone).toEqual([]);
  expect(record(back, back.document, { zh: "无", en: "None" })).toBe(back);
});

it("takes any run of gestures back to the start and forth again", () => {
  const step = fc.tuple(between(0.1, 0.9), fc.constantFrom("a", "b"));
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let history = begin(pair());
      for (const [along, id] of steps) {
        const done = insertVertex(history.document, id, [X + STEP_DEG, Y + along * STEP_DEG]);
        if (done.ok) history = record(history, done.document, done.title);
      }
      let back = history;
      while (back.done.length) back = undo(back);
      expect(new Map(back.document.features)).toEqual(new Map(pair().features));
      while (back.undone.length) back = redo(back);
      expect(new Map(back.document.features)).toEqual(new Map(history.document.features));
    }),
    { numRuns: 30 },
  );
});
