// Packs third-party data tables (npm packages) into the compact files that Kith.Engine embeds.
// Each *.table.mjs beside this file exports `pack(outFolder)`.
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";

const out = process.argv[2];
mkdirSync(out, { recursive: true });
for (const file of readdirSync(import.meta.dirname).filter((f) => f.endsWith(".table.mjs")).sort()) {
  const table = await import(join(import.meta.dirname, file));
  await table.pack(out);
}
