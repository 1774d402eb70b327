// Mail domains that many people share, or that live for minutes (npm disposable-email-domains, free-email-domains), as
//   email.bin  three times: a count (32 bits), then that many 64-bit FNV-1a hashes in ascending order, little-endian:
//              disposable domains, disposable domains with all below them, free-mail domains
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MASK = (1n << 64n) - 1n;

function hash(text) {
  let h = 0xcbf29ce484222325n;
  for (const byte of Buffer.from(text)) h = ((h ^ BigInt(byte)) * 0x100000001b3n) & MASK;
  return h;
}

export function pack(out) {
  const read = (file) => JSON.parse(readFileSync(join("node_modules", file), "utf8"));
  const sections = [
    read("disposable-email-domains/index.json"),
    read("disposable-email-domains/wildcard.json"),
    read("free-email-domains/domains.json"),
  ].map((domains) => [...new Set(domains.map((d) => hash(d.trim().toLowerCase())))].sort((a, b) => (a < b ? -1 : 1)));
  writeFileSync(join(out, "email.bin"), Buffer.concat(sections.map((hashes) => {
    const bytes = Buffer.alloc(4 + 8 * hashes.length);
    bytes.writeUInt32LE(hashes.length);
    hashes.forEach((h, i) => bytes.writeBigUInt64LE(h, 4 + 8 * i));
    return bytes;
  })));
}
