import { describe, expect, it } from "vitest";
import { codeOf, mapHref, ruleHref, stageFor } from "./address";

describe("the address of a rule's page", () => {
  it("names the code", () => {
    expect(codeOf("/rules/ARE002")).toBe("ARE002");
    expect(codeOf("/some/prefix/rules/group-too-small")).toBe("group-too-small");
    expect(codeOf("/rules/%E7%BB%84%E5%9B%A2")).toBe("组团");
  });

  it("names none on the list, and survives nonsense", () => {
    expect(codeOf("/rules")).toBeNull();
    expect(codeOf("/rules/")).toBeNull();
    expect(codeOf("/rules/%E7%")).toBe("%E7%");
  });

  it("remembers what it was opened from", () => {
    expect(ruleHref("ARE002", { layout: "a b", lang: "en" })).toBe("rules/ARE002#layout=a+b&lang=en");
    expect(ruleHref(null, { layout: null, lang: null })).toBe("rules");
  });

  it("leads back to the map, at a finding", () => {
    expect(mapHref({ layout: "x", lang: "zh" }, "f1")).toBe("./#layout=x&lang=zh&finding=f1");
    expect(mapHref({ layout: null, lang: null })).toBe("./");
  });

  it("leads to a stage at which the rule runs", () => {
    expect(stageFor(null, "submission", ["submission", "publication"])).toBeNull();
    expect(stageFor("draft", "submission", ["submission", "publication"])).toBe("all");
    expect(stageFor(null, "submission", ["publication"])).toBe("all");
    expect(stageFor("all", "submission", ["publication"])).toBe("all");
    expect(mapHref({ layout: "x", lang: null, stage: "all" }, "f")).toBe("./#layout=x&finding=f&stage=all");
  });
});
