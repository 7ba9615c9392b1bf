import {
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  type Rgb,
  rgb,
  wcagContrast,
} from "culori";
import { describe, expect, test } from "vitest";
import { ALL_LOOKS, type Look, look, MAP, type Theme } from "./palette";

const EYES = {
  "all colours": (colour: Rgb) => colour,
  "no red": filterDeficiencyProt(1),
  "no green": filterDeficiencyDeuter(1),
  "no blue": filterDeficiencyTrit(1),
};
const THEMES: Theme[] = ["light", "dark"];
const difference = differenceCiede2000();

const pairs = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((a, i) => all.slice(0, i).map((b): [T, T] => [a, b]));

describe.each(THEMES)("on %s ground", (theme) => {
  test.each(Object.entries<(colour: Rgb) => Rgb>(EYES))("fills stay apart for eyes with %s", (_, see) => {
    const fill = (look: Look) => rgb(look[theme].fill) as Rgb;
    const differences = pairs(ALL_LOOKS).map(([a, b]) => difference(see(fill(a)), see(fill(b))));
    expect(Math.min(...differences)).toBeGreaterThan(7);
  });

  test("lines stand out from their fill and from the ground", () => {
    for (const { [theme]: paint } of ALL_LOOKS) {
      expect(wcagContrast(paint.stroke, MAP[theme].ground)).toBeGreaterThan(3);
      expect(wcagContrast(paint.stroke, paint.fill)).toBeGreaterThan(3);
    }
    for (const line of ["park", "zone"] as const)
      expect(wcagContrast(MAP[theme][line], MAP[theme].ground)).toBeGreaterThan(3);
  });
});

test("named entries, and groups without a value, differ in pattern", () => {
  const named = [...Array(7).keys()].map((i) => look(i).pattern);
  expect(new Set([...named, look("none").pattern]).size).toBe(8);
});

test("past the end of the series it starts again, and what is unknown is none", () => {
  expect(look(7)).toBe(look(0));
  expect(look("nothing of that name")).toBe(look("none"));
});
