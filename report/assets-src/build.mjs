// Bundles the page's script and style into report/assets, from where the Go
// program embeds them. Run from anywhere: node report/assets-src/build.mjs
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const version = (name) => JSON.parse(readFileSync(here(`../../node_modules/${name}/package.json`), "utf8")).version;

await build({
  entryPoints: [here("brief.ts"), here("brief.css")],
  entryNames: "[name]",
  outdir: here("../assets"),
  outExtension: { ".js": ".js" },
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "eof",
  logLevel: "warning",
  // Every page carries the licences of what is in it.
  banner: { js: `/* Includes Apache ECharts ${version("echarts")} (Apache-2.0, (c) The Apache Software Foundation), zrender (BSD-3-Clause, (c) 2017 Baidu Inc.), tslib (0BSD, (c) Microsoft), d3-geo ${version("d3-geo")}, d3-array, internmap, topojson-client, world-atlas (ISC, (c) Mike Bostock; shapes: Natural Earth, public domain). */` },
});
