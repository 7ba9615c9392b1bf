import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiError, getFeatures, getLayouts, problemText, reportUrl, sheetUrl } from "./client";

afterEach(() => vi.unstubAllGlobals());

const answer = (body: string, status: number) =>
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response(body, { status })),
  );

describe("requests", () => {
  it("return what the service sends", async () => {
    answer('[{"id":"a"}]', 200);
    expect(await getLayouts()).toEqual([{ id: "a" }]);
  });

  it("fail with the service's own sentence", async () => {
    answer('{"status":404,"detail":"x","message":{"zh":"没有","en":"None"}}', 404);
    const error = await getFeatures("nowhere").catch((e: unknown) => e);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 404, text: { zh: "没有", en: "None" } });
  });

  it("fail with the status where the body says nothing", async () => {
    answer("<html>", 502);
    await expect(getLayouts()).rejects.toMatchObject({ status: 502, text: null });
  });

  it("fail without a status where nobody answers", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => Promise.reject(new TypeError("refused"))),
    );
    await expect(getLayouts()).rejects.toMatchObject({ status: null, text: null });
  });
});

it("problemText falls back to the plain sentence", () => {
  expect(problemText({ detail: "Too large" })).toEqual({ zh: "Too large", en: "Too large" });
  expect(problemText({ title: "Gone" })?.en).toBe("Gone");
  expect(problemText("text")).toBeNull();
  expect(problemText(null)).toBeNull();
});

it("addresses the sheet, whatever the layout is called", () => {
  expect(sheetUrl("a/b 园", "en")).toBe("api/layouts/a%2Fb%20%E5%9B%AD/sheet.pdf?sheet=a3&lang=en");
});

it("addresses the report as a file, under the stage that is shown", () => {
  expect(reportUrl("a/b", "xlsx", "zh")).toBe("api/layouts/a%2Fb/report.xlsx?lang=zh");
  expect(reportUrl("p", "html", "en", "draft")).toBe("api/layouts/p/report.html?lang=en&stage=draft");
});
