import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, getLayouts, postJson } from "./client";
import { sendEdit } from "./edits";
import { type Asked, CSRF_HEADER, carry } from "./pass";

interface Call {
  readonly path: string;
  readonly word: string | null;
  readonly body: unknown;
}

/** A service that answers with these statuses, one after the other; the last one stays. */
function service(...statuses: readonly number[]): Call[] {
  const calls: Call[] = [];
  vi.stubGlobal("fetch", async (path: string, how: RequestInit) => {
    const status = statuses[Math.min(calls.length, statuses.length - 1)] ?? 200;
    calls.push({ path, word: new Headers(how.headers).get(CSRF_HEADER), body: how.body });
    return new Response('{"revision":2}', { status });
  });
  return calls;
}

/** Carries words, one after the other, and answers what is to become of requests that were turned away. */
function pass(words: readonly string[], answer: boolean): { status: number; asked: Asked }[] {
  const turned: { status: number; asked: Asked }[] = [];
  let sent = 0;
  carry({
    word: async () => words[Math.min(sent++, words.length - 1)] ?? null,
    again: async (status, asked) => {
      turned.push({ status, asked });
      return answer;
    },
  });
  return turned;
}

afterEach(() => {
  vi.unstubAllGlobals();
  carry(null);
});

describe("requests of a signed-in browser", () => {
  it("carry the word where they change something, and only there", async () => {
    pass(["w1"], false);
    const calls = service(200);
    await postJson("api/layouts", {});
    await getLayouts();
    expect(calls.map(({ word }) => word)).toEqual(["w1", null]);
  });

  it("go out once more, whole and with the new word, after somebody has signed in again", async () => {
    const turned = pass(["old", "new"], true);
    const calls = service(401, 200);
    const edit = { put: [], delete: ["G1"], message: "m" };
    const answer = await sendEdit("plan", 1, edit, { dryRun: false });
    expect(answer.revision).toBe(2);
    expect(calls.map(({ word }) => word)).toEqual(["old", "new"]);
    expect(calls[1]?.body).toBe(calls[0]?.body);
    expect(turned).toEqual([{ status: 401, asked: { wanted: true, word: "old" } }]);
  });

  it("fail as they were turned away where nobody signs in", async () => {
    const turned = pass(["w"], false);
    const calls = service(403);
    const error = await postJson("api/x", {}).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 403 });
    expect([calls.length, turned.length]).toEqual([1, 1]);
  });

  it("do not go round for ever", async () => {
    pass(["w"], true);
    const calls = service(401);
    await expect(postJson("api/x", {})).rejects.toMatchObject({ status: 401 });
    expect(calls.length).toBeLessThan(6);
  });

  it("tell what somebody waits for from what the page asks by itself", async () => {
    const turned = pass(["w"], false);
    service(401);
    await getLayouts().catch(() => null);
    await sendEdit("plan", 1, { put: [], delete: [] }, { dryRun: true }).catch(() => null);
    await sendEdit("plan", 1, { put: [], delete: [] }, { dryRun: false }).catch(() => null);
    expect(turned.map(({ asked }) => asked.wanted)).toEqual([false, false, true]);
  });

  it("ask nobody where signing in itself fails, or something else goes wrong", async () => {
    const turned = pass(["w"], true);
    service(401);
    await expect(postJson("api/session", {})).rejects.toMatchObject({ status: 401 });
    await expect(postJson("api/claim", {})).rejects.toMatchObject({ status: 401 });
    service(409);
    await expect(postJson("api/x", {})).rejects.toMatchObject({ status: 409 });
    expect(turned).toEqual([]);
  });
});
