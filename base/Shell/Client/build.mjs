// Type-checks the scripts, then makes wwwroot: one script, one style sheet, the font, the icons that are used.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const here = import.meta.dirname;
const modules = join(here, "../../../node_modules");
const out = join(here, "../wwwroot");

execFileSync(process.execPath, [join(modules, "typescript/bin/tsc"), "--project", here], { stdio: "inherit" });
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

copyFileSync(join(here, "favicon.svg"), join(out, "favicon.svg"));
writeFileSync(join(out, "icons.svg"), sprite());

await build({
  entryPoints: [join(here, "kith.ts"), join(here, "kith.css")],
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["chrome123", "firefox121", "safari17.5"],
  loader: { ".woff2": "file" },
  assetNames: "[name]-[hash]",
  legalComments: "none",
  logLevel: "warning",
});

/** One file of symbols: the mark of Kith and the Lucide icons listed in icons.txt. */
function sprite() {
  const names = readFileSync(join(here, "icons.txt"), "utf8").split("\n").map((line) => line.trim()).filter(Boolean);
  const symbols = names.map((name) => {
    const body = readFileSync(join(modules, `lucide-static/icons/${name}.svg`), "utf8")
      .replace(/<!--.*?-->/gs, "").replace(/^\s*<svg[^>]*>/s, "").replace(/<\/svg>\s*$/s, "").replace(/\s+/g, " ").replace(/> </g, "><").trim();
    return `<symbol id="${name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${body}</symbol>`;
  });
  const mark = readFileSync(join(here, "mark.svg"), "utf8").replace(/^.*?<svg[^>]*>/s, "").replace(/<\/svg>\s*$/s, "").replace(/\s+/g, " ");
  return `<svg xmlns="http://www.w3.org/2000/svg"><symbol id="kith" viewBox="-2.7 -2.4 29.4 29.4">${mark}</symbol>${symbols.join("")}</svg>\n`;
}
