import { expect, it } from "vitest";
import { WORDS } from "./words";

it("says everything in both languages, with the same places to fill in", () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  for (const [key, zh] of Object.entries(WORDS.zh)) {
    const en = WORDS.en[key as keyof typeof WORDS.en];
    expect(places(en), key).toEqual(places(zh));
    expect(/\p{Script=Han}/u.test(en), key).toBe(key === "language" || key === "language.label");
  }
});
