import { describe, expect, it } from "vitest";
import { ariaKeys, isApple, keyName } from "./keys";

describe("the names of keys", () => {
  it("are Apple's on Apple's systems only", () => {
    expect(["MacIntel", "iPhone", "iPad"].map(isApple)).toEqual([true, true, true]);
    expect(["Win32", "Linux x86_64", "", "X Macintosh"].map(isApple)).toEqual([false, false, false, false]);
    expect(["Ctrl", "Alt", "Z", "Esc"].map((key) => keyName(key, true))).toEqual(["⌘", "⌥", "Z", "Esc"]);
    expect(["Ctrl", "Alt", "Z"].map((key) => keyName(key, false))).toEqual(["Ctrl", "Alt", "Z"]);
  });

  it("are told to assistive technology in its own words", () => {
    expect([ariaKeys("K", false), ariaKeys("K", true)]).toEqual(["Control+K", "Meta+K"]);
  });
});
