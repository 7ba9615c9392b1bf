import { describe, expect, it } from "vitest";
import { en, type Key, zh } from "./words";

const keys = Object.keys(zh) as Key[];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe("the words of search and help", () => {
  it("exist in both languages, none empty, no Chinese in English", () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
    for (const key of keys) expect([key, zh[key].trim() && en[key].trim()]).not.toEqual([key, ""]);
    expect(keys.filter((key) => /\p{Script=Han}/u.test(en[key]))).toEqual([]);
  });

  it.each(keys)("%s fills the same places in both", (key) => {
    expect(places(en[key])).toEqual(places(zh[key]));
  });
});
