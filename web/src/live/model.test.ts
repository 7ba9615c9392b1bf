import { expect, it } from "vitest";
import { changed, initial, occupied, others, type Person } from "./model";

const person = (client: string, name: string, guest: number, feature: string | null = null): Person => ({
  client,
  name,
  guest,
  feature,
});

it("shows every other person once, by the window in which something is edited", () => {
  const people = [
    person("me", "", 1),
    person("a1", "王工", 0),
    person("a2", "王工", 0, "G27"),
    person("a3", "王工", 0),
    person("b", "", 2),
  ];
  expect(others(people, "me").map((p) => p.client)).toEqual(["a2", "b"]);
  expect(others(people, "me").map(initial)).toEqual(["王", "2"]);
});

it("names the holder of a feature before whoever only has it in hand", () => {
  const people = [person("me", "", 1, "G1"), person("a", "王工", 0, "G27"), person("b", "李工", 0, "G28")];
  const locks = [
    { feature: "G27", client: "b", name: "李工", guest: 0 },
    { feature: "G1", client: "me", name: "", guest: 1 },
  ];
  const found = occupied(people, locks, "me");
  expect([...found].map(([feature, { name }]) => [feature, name])).toEqual([
    ["G27", "李工"],
    ["G28", "李工"],
  ]);
});

it("counts a feature once, however often it was changed", () => {
  const revision = { revision: 2, created: "", author: "", message: "" };
  const both = [
    { ...revision, put: ["a", "b"], deleted: [] },
    { ...revision, put: ["b"], deleted: ["c"] },
  ];
  expect(changed(both)).toEqual(["a", "b", "c"]);
});
