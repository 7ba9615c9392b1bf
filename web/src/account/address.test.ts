import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkOf, pageOf, signInHref, wayBack } from "./address";

const here = { origin: "https://maps.example", pathname: "/park/signin" };
const back = (to: string) => wayBack(`#${new URLSearchParams({ to })}`, here);

it("knows the pages by their paths", () => {
  expect(["/signin", "/a/people", "/audit", "/account", "/claim"].map(pageOf)).toEqual([
    "signin",
    "people",
    "audit",
    "account",
    "claim",
  ]);
});

describe("the way back after signing in", () => {
  it("is where one came from, with all that the address shows", () => {
    const from = { pathname: "/park/", search: "?a=1", hash: "#layout=zgc-2020&feature=G12" };
    const hash = signInHref(from).replace(/^signin/, "");
    expect(wayBack(hash, here)).toBe("/park/?a=1#layout=zgc-2020&feature=G12");
  });

  it("is the map where nothing is asked for", () => {
    expect(wayBack("", here)).toBe("/park/");
  });

  it.each([
    "https://evil.example/",
    "//evil.example/x",
    "/\\evil.example",
    "/\t/evil.example",
    "/x/..//evil.example",
    "javascript:alert(1)",
    "evil",
    "/park/signin#to=/park/signin",
    "/park/claim",
  ])("never leads to %s", (to) => {
    expect(back(to)).toBe("/park/");
  });

  it("stays on this server whatever is asked for", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."/\\.:@?#%a\t\n ") }), (text) => {
        const way = back(`/${text}`);
        expect(way.startsWith("/")).toBe(true);
        expect(new URL(way, here.origin).origin).toBe(here.origin);
      }),
      { numRuns: 500 },
    );
  });
});

describe("a link that works once", () => {
  it("carries its code behind the #, where no log sees it, and the name before", () => {
    expect(linkOf({ hash: "#aB-_9", search: "" })).toEqual({ code: "aB-_9", name: null });
    expect(linkOf({ hash: "#x", search: "?name=%E7%8E%8B%E5%B7%A5" })).toEqual({ code: "x", name: "王工" });
    expect(linkOf({ hash: "#%E0%A4", search: "" }).code).toBe("%E0%A4");
    expect(linkOf({ hash: "", search: "" }).code).toBe("");
  });
});
