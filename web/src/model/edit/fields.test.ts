import { describe, expect, it } from "vitest";
import type { AttributeName, FormField, KindForm } from "../../api/types";
import { feature } from "../sample";
import { formFields } from "./fields";

const field = (name: AttributeName, zh: string = name): FormField => ({
  name,
  title: { zh, en: name },
  input: "text",
  required_by: [],
  closed_by: null,
  open: true,
  terms: [],
  limit: null,
});
const form = (kind: KindForm["kind"], fields: FormField[]): KindForm => ({
  kind,
  title: { zh: kind, en: kind },
  fields,
});
const KINDS = [
  form("group", [field("name"), field("class", "区位类型"), field("modes"), field("phase")]),
  form("parcel", [field("name"), field("class", "用地类别"), field("lot"), field("phase")]),
];
const names = (...kinds: ("group" | "parcel" | "site")[]) =>
  formFields(
    KINDS,
    kinds.map((kind, i) => feature(`${i}`, kind, kind, 1)),
  ).map((f) => f.name);

describe("the fields of a form", () => {
  it("are those of the kind, in its order", () => {
    expect(names("group")).toEqual(["name", "class", "modes", "phase"]);
  });

  it("of several features leave the name out", () => {
    expect(names("group", "group")).toEqual(["class", "modes", "phase"]);
  });

  it("of several kinds are those that mean the same", () => {
    expect(names("group", "parcel")).toEqual(["phase"]);
  });

  it("show what a feature has though its kind has no field for it", () => {
    const one = feature("p", "parcel", "地块", 1, { modes: ["研发创新"] });
    expect(formFields(KINDS, [one]).map((f) => f.name)).toEqual(["name", "class", "lot", "phase", "modes"]);
  });

  it("of an unknown kind are none", () => expect(names("site")).toEqual([]));
});
