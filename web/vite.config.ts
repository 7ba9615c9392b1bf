import { defineConfig } from "vitest/config";

// `npm run dev` forwards the API to a running `yuantu serve`; `YUANTU_API` names another address.
const api = process.env.YUANTU_API ?? "http://127.0.0.1:8000";

export default defineConfig({
  base: "./",
  build: { target: "es2022", assetsInlineLimit: 8192 },
  server: { proxy: { "/api": api, "/healthz": api } },
  test: { environment: "node", include: ["src/**/*.test.ts"] },
});
