import { describe, expect, it } from "vitest";
import { pageHref, pageOf, shownIn } from "./address";
import { en } from "./en";
import { type Key, zh } from "./zh";

const keys = Object.keys(zh) as Key[];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe("the words of the pages beside the map", () => {
  it.each(keys)("%s is there in both languages and fills the same places", (key) => {
    expect(en[key].trim() && zh[key].trim()).not.toBe("");
    expect(places(en[key])).toEqual(places(zh[key]));
  });

  it("are really translated", () => {
    const own = keys.filter((key) => /\p{Script=Han}/u.test(en[key]));
    expect(own).toEqual([]);
  });
});

it("addresses a page with what it shows", () => {
  const from = { layout: "zgc-2020", lang: "zh" } as const;
  expect(pageHref("notes", from, { show: "7", state: "" })).toBe("notes#layout=zgc-2020&lang=zh&show=7");
  expect(pageHref("waivers", { layout: null, lang: null })).toBe("waivers");
  expect([pageOf("/a/b/waivers"), pageOf("/")]).toEqual(["waivers", "indicators"]);
  expect(shownIn("#show=7").get("show")).toBe("7");
});
