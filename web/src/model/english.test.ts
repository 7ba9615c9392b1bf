import { expect, it } from "vitest";
import { englishName } from "./english";

const WORDS = { 创新药物: "Innovative drugs", 研发: "R&D", 海淀园: "Haidian Park" };

it("finds words, tags with a stage, and numbered spaces of a park", () => {
  expect(englishName("海淀园", WORDS)).toBe("Haidian Park");
  expect(englishName("创新药物(研发)", WORDS)).toBe("Innovative drugs (R&D)");
  expect(englishName("海淀园预留发展区2", WORDS)).toBe("Haidian Park, reserve area 2");
  expect(englishName("海淀园小规模创新发展区", WORDS)).toBe("Haidian Park, small innovation area");
});

it("says that it does not know", () => {
  expect(englishName("张家弯组团", WORDS)).toBeNull();
  expect(englishName("创新药物(别的)", WORDS)).toBeNull();
  expect(englishName("别园预留发展区1", WORDS)).toBeNull();
});
