import { describe, expect, it } from "vitest";
import { formatRoute, historyHref, listOf, parseRef, parseRoute, refText } from "./route";

describe("the address of the page of revisions", () => {
  it.each([
    "#layout=zgc-2020&lang=en",
    "#layout=a&from=a%401&to=b%402&mode=swipe&divider=30&feature=G12",
    "#layout=a&merge=b",
    "#layout=a&revert=3",
    "",
  ])("comes back as it was: %s", (hash) => {
    expect(formatRoute(parseRoute(hash))).toBe(hash);
  });

  it("leaves out what makes no sense", () => {
    const route = parseRoute("#layout=a&from=a@1&to=b@0&divider=400&mode=x&revert=-1&lang=fr");
    expect(route).toEqual(listOf("a", null));
    expect(historyHref(route)).toBe("history#layout=a");
  });

  it("names a revision of a layout whose id holds the sign itself", () => {
    expect(parseRef("a@b@12")).toEqual({ layout: "a@b", revision: 12 });
    expect(refText({ layout: "a@b", revision: 12 })).toBe("a@b@12");
    expect([parseRef("a"), parseRef("@1"), parseRef("a@1x"), parseRef(null)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});
