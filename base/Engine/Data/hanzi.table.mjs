// Packs what search and sorting must know of writing systems:
//   pinyin.bin  readings of hanzi, phrases whose reading is not that of their characters, readings of surnames
//               (pinyin-pro, MIT; @pinyin-pro/data, ISC)
//   fold.bin    hanzi to simplified (opencc-js, MIT, with OpenCC's dictionaries, Apache-2.0), Latin letters to ASCII
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const toneMarks = { "\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4 };

/** "lǚ" → { letters: "lv", tone: 3 }; a neutral tone is 5, so that it sorts last. */
function syllable(marked) {
  const parts = marked.normalize("NFD");
  const tone = [...parts].map((c) => toneMarks[c]).find(Boolean) ?? 5;
  const letters = parts
    .replace(/u[\u0300-\u036f]*\u0308[\u0300-\u036f]*/g, "v")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/^([ln])ve$/, "$1ue");
  return { letters, tone };
}

async function readings() {
  const { default: data } = await import("pinyin-pro/dist/esm/data/dict1.mjs");
  const all = new Map();
  const put = (code) => {
    const marked = data.get(String.fromCodePoint(code));
    const first = marked && syllable(marked.split(" ")[0]);
    if (first && /^[a-z]+$/.test(first.letters)) all.set(code, first);
  };
  put(0x3007);
  for (let code = 0x3400; code <= 0x9fff; code++) put(code);
  for (let code = 0x20000; code <= 0x323af; code++) put(code);
  return all;
}

/** Phrases of two or three hanzi that the readings of their characters, and shorter phrases in them, get wrong. */
async function phrases(single, simple) {
  const source = new Map(Object.entries(JSON.parse(readFileSync(
    createRequire(import.meta.url).resolve("@pinyin-pro/data/modern.json"), "utf8"))).map(([k, v]) => [k, v[0]]));
  for (const n of [2, 3]) {
    const { default: dictionary } = await import(`pinyin-pro/dist/esm/data/dict${n}.mjs`);
    for (const [phrase, marked] of Object.entries(dictionary)) source.set(phrase, marked);
  }
  const kept = new Map();
  const read = (text) => {
    const out = [];
    for (let i = 0; i < text.length;) {
      const length = [3, 2].find((n) => kept.has(text.slice(i, i + n))) ?? 1;
      out.push(...(length > 1 ? kept.get(text.slice(i, i + length)) : [single.get(text.charCodeAt(i)) ?? { letters: "" }]));
      i += length;
    }
    return out;
  };
  const letters = (list) => list.map((s) => s.letters).join(" ");
  const candidates = [...source].map(([k, v]) => [[...k].map(simple).join(""), v.split(" ").map(syllable)])
    .filter(([k, v]) => k.length >= 2 && k.length <= 3 && v.length === k.length && /^[\u3400-\u9fff]+$/.test(k));
  for (const [phrase, reading] of candidates.sort((a, b) => a[0].length - b[0].length || (a[0] < b[0] ? -1 : 1))) {
    if (!kept.has(phrase) && letters(read(phrase)) !== letters(reading)) kept.set(phrase, reading);
  }
  return kept;
}

/** Readings as surnames that the package lacks. */
const moreSurnames = { 单于: "chán yú", 秘: "bì", 祭: "zhài", 种: "chóng", 么: "yāo", 黑: "hè" };

async function surnames(single, simple) {
  const { default: data } = await import("pinyin-pro/dist/esm/data/surname.mjs");
  return new Map(Object.entries({ ...data, ...moreSurnames }).map(([k, v]) => [[...k].map(simple).join(""), v.split(" ").map(syllable)])
    .filter(([k, v]) => v.length === k.length && /^[\u3400-\u9fff]+$/.test(k) &&
      (k.length > 1 || single.get(k.charCodeAt(0))?.letters !== v[0].letters)));
}

async function hanziFold() {
  const pairs = async (name) => new Map((await import(`opencc-js/dict/${name}`)).default.split("|").map((p) => p.split(" ")));
  const simplified = await pairs("TSCharacters");
  const standard = new Set(simplified.values());
  const variants = new Map([...await pairs("TWVariantsRev"), ...await pairs("HKVariantsRev")]);
  const fold = (written) => {
    const c = written.normalize("NFKC");
    // 么 is a variant of 幺 in Taiwan, but a character of its own where 麼 is written so.
    const usual = standard.has(c) ? c : variants.get(c) ?? c;
    return simplified.get(usual) ?? usual;
  };
  const map = new Map();
  const put = (code) => {
    const from = String.fromCodePoint(code);
    const to = fold(from);
    if (to !== from && [...to].length === 1) map.set(code, to.codePointAt(0));
  };
  for (const [first, last] of [[0x2e80, 0x2fd5], [0x3400, 0x9fff], [0xf900, 0xfad9], [0x20000, 0x323af]]) {
    for (let code = first; code <= last; code++) put(code);
  }
  return map;
}

/** The letters that no decomposition takes to ASCII. */
const latinLetters = {
  ß: "ss", æ: "ae", œ: "oe", þ: "th", ð: "d", đ: "d", ø: "o", ǿ: "o", ł: "l", ħ: "h", ı: "i", ŋ: "n", ĳ: "ij", ŀ: "l", ŉ: "n",
  ſ: "s", ƒ: "f", ŧ: "t", ɓ: "b", ɗ: "d", ə: "e", ǝ: "e", ɛ: "e", ɔ: "o", ɨ: "i", ƙ: "k", ƴ: "y", ẞ: "ss", ǣ: "ae", ǽ: "ae",
};

function latinFold() {
  const map = new Map();
  for (const [first, last] of [[0xaa, 0x2af], [0x1e00, 0x1eff]]) {
    for (let code = first; code <= last; code++) {
      const lower = String.fromCodePoint(code).toLowerCase().normalize("NFC");
      const plain = latinLetters[lower] ?? lower.normalize("NFKD").replace(/[\u0300-\u036f]/g, "");
      const ascii = latinLetters[plain] ?? plain;
      if (/^[a-z]{1,2}$/.test(ascii)) map.set(code, ascii);
    }
  }
  return map;
}

class Writer {
  parts = [];
  u8(n) { this.parts.push(Buffer.from([n])); }
  u16(n) { const b = Buffer.alloc(2); b.writeUInt16LE(n); this.parts.push(b); }
  i32(n) { const b = Buffer.alloc(4); b.writeInt32LE(n); this.parts.push(b); }
  ascii(s) { this.u8(s.length); this.parts.push(Buffer.from(s, "latin1")); }
  save(file) { writeFileSync(file, Buffer.concat(this.parts)); }
}

export async function pack(out) {
  const fold = await hanziFold();
  const simple = (c) => String.fromCodePoint(fold.get(c.codePointAt(0)) ?? c.codePointAt(0));
  const single = await readings();
  const phrase = await phrases(single, simple);
  const surname = await surnames(single, simple);
  const lists = [...phrase.values(), ...surname.values()].flat();
  const syllables = [...new Set([...single.values(), ...lists].map((s) => s.letters))].sort();
  // 0 means no reading, so a syllable's number is one more than its place; the tone stands above bit 9.
  const packed = (s) => (syllables.indexOf(s.letters) + 1) | (s.tone << 9);

  const p = new Writer();
  p.u16(syllables.length);
  for (const s of syllables) p.ascii(s);
  for (let code = 0x3400; code <= 0x9fff; code++) p.u16(single.has(code) ? packed(single.get(code)) : 0);
  const others = [...single].filter(([code]) => code < 0x3400 || code > 0x9fff);
  p.u16(others.length);
  for (const [code, s] of others) { p.i32(code); p.u16(packed(s)); }
  for (const table of [phrase, surname]) {
    p.u16(table.size);
    for (const [text, reading] of table) {
      p.u8(text.length);
      for (const c of text) p.u16(c.charCodeAt(0));
      for (const s of reading) p.u16(packed(s));
    }
  }
  p.save(join(out, "pinyin.bin"));

  const f = new Writer();
  const latin = latinFold();
  f.u16(latin.size);
  for (const [code, ascii] of latin) { f.u16(code); f.ascii(ascii); }
  f.u16(fold.size);
  for (const [from, to] of fold) { f.i32(from); f.i32(to); }
  f.save(join(out, "fold.bin"));
}
