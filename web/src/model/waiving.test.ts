import { expect, it } from "vitest";
import { waiverRequest } from "./waiving";

const FIELDS: Record<string, string> = {
  reason: "待复测",
  other: "to be surveyed",
  clause: "第三章",
  approver: "王工",
  author: "李工",
  expires: "2027-12-31",
};
const text = (field: string) => FIELDS[field] ?? "";

it("names nobody where people sign in", () => {
  expect(waiverRequest("f1", text, "zh", true)).toEqual({
    finding: "f1",
    reason: { zh: "待复测", en: "to be surveyed" },
    clause: "第三章",
    expires: "2027-12-31",
  });
});

it("names author and approver on a machine of one's own", () => {
  expect(waiverRequest("f1", text, "zh", false)).toMatchObject({ author: "李工", approver: "王工" });
});

it("takes the reason for both languages where there is no other", () => {
  const alone = (field: string) => (field === "other" ? "" : text(field));
  expect(waiverRequest("f1", alone, "en", true).reason).toEqual({ zh: "待复测", en: "待复测" });
  expect(waiverRequest("f1", text, "en", true).reason).toEqual({ zh: "to be surveyed", en: "待复测" });
});
