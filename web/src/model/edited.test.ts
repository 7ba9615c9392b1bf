import { describe, expect, it } from "vitest";
import type { RuleResult } from "../api/types";
import { editedReport } from "./edited";
import { finding, reportOf } from "./sample";

const rule = (code: string, status: RuleResult["status"], findings: number): RuleResult => ({
  code,
  name: code,
  title: { zh: code, en: code },
  severity: "error",
  status,
  findings,
  clause: finding("x").clause,
});
const old = finding("b", { measured: 1.7 });
const fixed = finding("c", { rule: "GEO002" });
const waived = finding("d", { rule: "MOD002", status: "waived" });
const report = reportOf(
  [old, fixed, waived],
  [
    rule("ARE002", "failed", 1),
    rule("GEO002", "failed", 1),
    rule("MOD002", "waived", 1),
    rule("X", "passed", 0),
  ],
);
const nothing = { added: [], resolved: [], changed: [], gone: [] };

describe("the report on a layout that is being edited", () => {
  it("is the stored one as long as the edits do nothing", () =>
    expect(editedReport(report, nothing).findings).toEqual(report.findings));

  it("has what the edits bring, not what they mend, and old faults as they are now", () => {
    const worse = finding("b", { measured: 1.5 });
    const brought = finding("a", { rule: "X" });
    const edited = editedReport(report, {
      ...nothing,
      added: [brought],
      resolved: [fixed],
      changed: [worse],
    });
    expect(edited.findings).toEqual([brought, worse, waived]);
    expect(edited.summary).toMatchObject({ error: 2, waived: 1, passed: 1 });
  });

  it("tells for every rule whether it passes now", () => {
    const edited = editedReport(report, {
      added: [finding("a", { rule: "X" })],
      resolved: [fixed],
      changed: [finding("e", { status: "cannot-tell" })],
      gone: ["d"],
    });
    expect(edited.rules.map((r) => [r.code, r.status, r.findings])).toEqual([
      ["ARE002", "failed", 2],
      ["GEO002", "passed", 0],
      ["MOD002", "passed", 0],
      ["X", "failed", 1],
    ]);
  });

  it("keeps a finding that is waived now in place of the open one", () => {
    const held = finding("b", { status: "waived" });
    const edited = editedReport(report, { ...nothing, resolved: [old], changed: [held] });
    expect(edited.findings.filter((f) => f.id === "b")).toEqual([held]);
  });
});
