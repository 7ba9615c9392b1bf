import { defineConfig } from "vite";

// The script and the style of report files: one of each, with everything inside, to be written into the file.
export default defineConfig({
  publicDir: false,
  define: { "process.env.NODE_ENV": '"production"' },
  build: {
    target: "es2022",
    outDir: "dist/report",
    emptyOutDir: true,
    assetsInlineLimit: Number.MAX_SAFE_INTEGER,
    lib: {
      entry: "src/report/main.tsx",
      formats: ["iife"],
      name: "yuantuReportFile",
      fileName: () => "report.js",
      cssFileName: "report",
    },
  },
});
