import { beforeAll, describe, expect, it } from "vitest";
import { en } from "./en";
import { type Key, learnEnglish, translate, wordsOf } from "./translate";
import { zh } from "./zh";

const keys = Object.keys(zh) as Key[];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

// These two name the other language in that language.
const OTHER_LANGUAGE = new Set<Key>(["head.lang", "head.lang.label"]);

describe("the words of the page", () => {
  it("exist in both languages, none empty", () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
    for (const key of keys) expect([key, zh[key].trim() && en[key].trim()]).not.toEqual([key, ""]);
  });

  it.each(keys)("%s fills the same places in both", (key) => {
    expect(places(en[key])).toEqual(places(zh[key]));
  });

  it("are really translated: no Chinese in English", () => {
    const left = keys.filter((k) => !OTHER_LANGUAGE.has(k) && /\p{Script=Han}/u.test(en[k]));
    expect(left).toEqual([]);
  });
});

describe("English", () => {
  it("speaks Chinese until the English words are here", async () => {
    expect(translate("en", "app.close")).toBe(zh["app.close"]);
    await wordsOf("zh");
    expect(translate("en", "app.close")).toBe(zh["app.close"]);
    await wordsOf("en");
    expect(translate("en", "app.close")).toBe(en["app.close"]);
  });
});

describe("translate", () => {
  beforeAll(learnEnglish);

  it("fills values in", () => {
    expect(translate("en", "finding.position", { n: 2, total: 9 })).toBe("2 of 9");
    expect(translate("zh", "budget.of", { total: "488.00", limit: "488.00" })).toBe("488.00 / 488.00 km²");
  });

  it("leaves a place standing that got no value", () => {
    expect(translate("en", "finding.position", { n: 2 })).toBe("2 of {total}");
  });
});
