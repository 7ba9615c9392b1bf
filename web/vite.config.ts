import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

// `npm run dev` forwards the API to a running `yuantu serve`; `YUANTU_API` names another address.
const api = process.env.YUANTU_API ?? "http://127.0.0.1:8000";

/** Serves the pages at their addresses in development, as the service does with the built ones. */
const rulePages = (): Plugin => ({
  name: "rule-pages",
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      if (/^\/rules(\/[^/.]*)?([?#]|$)/.test(request.url ?? "")) request.url = "/rules.html";
      if (/^\/(indicators|notes|waivers)([?#]|$)/.test(request.url ?? "")) request.url = "/register.html";
      if (/^\/history([?#]|$)/.test(request.url ?? "")) request.url = "/history.html";
      if (/^\/(signin|claim|account|people|audit)([?#]|$)/.test(request.url ?? ""))
        request.url = "/account.html";
      next();
    });
  },
  transformIndexHtml: (html, context) =>
    context.server && context.filename.endsWith("rules.html")
      ? html.replace("<head>", '<head><base href="/">')
      : html,
});

/** Puts what every page has in its head into each of them, from one file. */
const commonHead = (): Plugin => ({
  name: "common-head",
  transformIndexHtml: {
    order: "pre",
    handler: (html) =>
      html.replace("<!-- head.html -->", readFileSync(new URL("head.html", import.meta.url), "utf8").trim()),
  },
});

/** Leaves each built file that is worth it packed beside itself, as small as it gets: the service sends that. */
const packed = (): Plugin => ({
  name: "packed",
  apply: "build",
  writeBundle({ dir = "dist" }, bundle) {
    for (const name of Object.keys(bundle).filter((file) => /^assets\/.*\.(js|css|svg|json)$/.test(file))) {
      const path = join(dir, name);
      const body = readFileSync(path);
      if (body.length < 1000) continue;
      writeFileSync(`${path}.br`, brotliCompressSync(body));
      writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }));
    }
  },
});

export default defineConfig({
  base: "./",
  plugins: [commonHead(), rulePages(), packed()],
  build: {
    target: "es2022",
    assetsInlineLimit: 8192,
    rollupOptions: {
      input: ["index.html", "rules.html", "register.html", "history.html", "ogc.html", "account.html"],
    },
  },
  server: { proxy: { "/api": api, "/healthz": api, "/ogc": api } },
  // Random tests of geometry take long where other work has the machine.
  test: { environment: "node", include: ["src/**/*.test.ts"], testTimeout: 60_000 },
});
