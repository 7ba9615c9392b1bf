import { describe, expect, it } from "vitest";
import { asked, jsonOf, pageOf, placeOf, rootOf } from "./address";
import { en } from "./en";
import { halfOf } from "./half";
import { type Key, zh } from "./zh";

const keys = Object.keys(zh) as Key[];
const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe("the words of the pages of the OGC API", () => {
  it.each(keys)("%s is there in both languages and fills the same places", (key) => {
    expect(en[key].trim() && zh[key].trim()).not.toBe("");
    expect(places(en[key])).toEqual(places(zh[key]));
  });

  it("are really translated", () => {
    expect(keys.filter((key) => /\p{Script=Han}/u.test(en[key]))).toEqual([]);
  });

  it("take from a text in both languages the half that is read", () => {
    expect(halfOf("要素网页 Features as a page", "en")).toBe("Features as a page");
    expect(halfOf("plain", "en")).toBe("plain");
    expect(halfOf("要素网页 Features as a page", "zh")).toBe("要素网页");
    expect(halfOf("只有中文 甲 and 乙", "zh")).toBe("只有中文 甲 and 乙");
  });
});

describe("addresses", () => {
  it.each([
    ["/ogc", { page: "landing" }],
    ["/prefix/ogc/api", { page: "api" }],
    ["/ogc/published", { page: "landing" }],
    ["/ogc/publications/a/12/", { page: "landing" }],
    ["/p/ogc/published/collections/a.park/items", { page: "items", collection: "a.park" }],
    ["/ogc/functions", { page: "plain" }],
    ["/ogc/collections/a.park/tiles/Grid/1/2/3", { page: "other", collection: "a.park" }],
    ["/ogc/collections/a.park/tiles", { page: "tiles", collection: "a.park" }],
    ["/ogc/published/collections/a.park/tiles/G", { page: "tiles", collection: "a.park", grid: "G" }],
    ["/ogc/collections/a.b.park", { page: "collection", collection: "a.b.park" }],
    ["/ogc/collections/a.park/items", { page: "items", collection: "a.park" }],
    ["/ogc/collections/a.park/queryables", { page: "other", collection: "a.park" }],
    [
      "/ogc/collections/a.site/items/S%2F1%20%E7%94%B2",
      { page: "item", collection: "a.site", feature: "S/1 甲" },
    ],
    ["/ogc/collections/a.site/items/100%", { page: "item", collection: "a.site", feature: "100%" }],
  ])("%s names its resource", (path, place) => {
    expect(placeOf(path)).toEqual(place);
  });

  it.each([
    ["/ogc", "ogc"],
    ["/p/ogc/collections/published", "ogc"],
    ["/p/ogc/published/collections/a.park", "ogc/published"],
    ["/ogc/publications/a/12/collections", "ogc/publications/a/12"],
  ])("%s is below its root", (path, root) => {
    expect(rootOf(path)).toBe(root);
  });

  it("lead to pages again, in the same language", () => {
    const link = "http://inside/ogc/collections/a.park/items?limit=5&cursor=x&f=json";
    expect(pageOf(link, { search: "", lang: "en" })).toBe(
      "ogc/collections/a.park/items?limit=5&cursor=x#lang=en",
    );
    expect(pageOf("ogc", { search: "?f=html", lang: "zh" })).toBe("ogc?f=html#lang=zh");
    expect(jsonOf("/ogc/api?f=html")).toBe("ogc/api?f=json");
  });

  it("forget the place on the way when something else is asked for", () => {
    expect(asked("?cursor=x&limit=5", { bbox: "1,2,3,4", limit: "" })).toBe("?bbox=1%2C2%2C3%2C4");
    expect(asked("?bbox=1", { bbox: "" })).toBe("");
  });
});
