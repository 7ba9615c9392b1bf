import { expect, it } from "vitest";
import { en, type Key, zh } from "./words";

const keys = Object.keys(zh) as Key[];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

it.each(keys)("%s is there in both languages and fills the same places", (key) => {
  expect(en[key].trim() && zh[key].trim()).not.toBe("");
  expect(places(en[key])).toEqual(places(zh[key]));
});

it("is really translated", () => {
  expect(keys.filter((key) => /\p{Script=Han}/u.test(en[key]))).toEqual([]);
});
