// The world's numbering plans (npm libphonenumber-js, from Google's published metadata) as
//   phone.txt  one line a region: what parsing and writing need, tab-separated (see Numbering/Plan.cs)
//   phone.bin  one acyclic automaton over digits: every region's number patterns joined and minimised, so that one pass
//              over a national number tells all the kinds it may be
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const KINDS = 10; // fixed, mobile, toll-free, premium, personal, voicemail, uan, pager, voip, shared cost; bit 10 = the general pattern
const GENERAL = 1 << KINDS;

// A pattern becomes a tree of {set} | {cat} | {alt}; the metadata uses only digits, \d, classes, groups, | ? {m} {m,n}.
function parse(source) {
  let at = 0;
  const alternatives = () => {
    const options = [sequence()];
    while (source[at] === "|") { at++; options.push(sequence()); }
    return options.length === 1 ? options[0] : { alt: options };
  };
  const sequence = () => {
    const items = [];
    while (at < source.length && source[at] !== "|" && source[at] !== ")") {
      const item = atom();
      const [least, most] = count();
      for (let i = 0; i < least; i++) items.push(item);
      let rest = { cat: [] };
      for (let i = least; i < most; i++) rest = { alt: [{ cat: [] }, { cat: [item, rest] }] };
      items.push(rest);
    }
    return { cat: items };
  };
  const count = () => {
    if (source[at] === "?") { at++; return [0, 1]; }
    if (source[at] !== "{") return [1, 1];
    const end = source.indexOf("}", at);
    const [least, most = least] = source.slice(at + 1, end).split(",").map(Number);
    at = end + 1;
    return [least, most];
  };
  const atom = () => {
    const c = source[at++];
    if (c === "(") {
      if (source.startsWith("?:", at)) at += 2;
      const inner = alternatives();
      if (source[at++] !== ")") throw new Error(`unclosed group in ${source}`);
      return inner;
    }
    if (c === "[") {
      let set = 0;
      while (source[at] !== "]") {
        const from = Number(source[at++]);
        let to = from;
        if (source[at] === "-") { to = Number(source[at + 1]); at += 2; }
        for (let d = from; d <= to; d++) set |= 1 << d;
      }
      at++;
      return { set };
    }
    if (c === "\\" && source[at] === "d") { at++; return { set: 0x3ff }; }
    if (c >= "0" && c <= "9") return { set: 1 << Number(c) };
    throw new Error(`unexpected '${c}' in ${source}`);
  };
  const tree = alternatives();
  if (at !== source.length) throw new Error(`stopped at ${at} in ${source}`);
  return tree;
}

// One nondeterministic automaton for a whole region; states are numbers, accept[state] is a mask of kinds.
function nondeterministic(patterns) {
  const empty = [], edges = [], accept = [];
  const state = () => { empty.push([]); edges.push([]); accept.push(0); return empty.length - 1; };
  const build = (tree, from) => {
    if (tree.set !== undefined) { const to = state(); edges[from].push([tree.set, to]); return to; }
    if (tree.cat) return tree.cat.reduce((at, item) => build(item, at), from);
    const end = state();
    for (const option of tree.alt) {
      const start = state();
      empty[from].push(start);
      empty[build(option, start)].push(end);
    }
    return end;
  };
  const start = state();
  for (const [source, mask] of patterns) {
    const begin = state();
    empty[start].push(begin);
    accept[build(parse(source), begin)] |= mask;
  }
  return { start, empty, edges, accept };
}

// States shared by all regions: equal futures are one state. State 0 is the dead end.
const rows = [[0, ...Array(10).fill(0)]];
const known = new Map([[rows[0].join(), 0]]);

function determinise({ start, empty, edges, accept }) {
  const close = (states) => {
    const seen = new Set(states), open = [...states];
    while (open.length) for (const next of empty[open.pop()]) if (!seen.has(next)) { seen.add(next); open.push(next); }
    return [...seen].filter((s) => edges[s].length || accept[s]).sort((a, b) => a - b);
  };
  const done = new Map();
  const visit = (states) => {
    const key = states.join();
    if (done.has(key)) return done.get(key);
    const row = [states.reduce((mask, s) => mask | accept[s], 0)];
    for (let d = 0; d < 10; d++) {
      const next = new Set();
      for (const s of states) for (const [set, to] of edges[s]) if (set & (1 << d)) next.add(to);
      row.push(next.size ? visit(close([...next])) : 0);
    }
    const text = row.join();
    let id = known.get(text);
    if (id === undefined) { id = rows.length; rows.push(row); known.set(text, id); }
    done.set(key, id);
    return id;
  };
  return visit(close([start]));
}

const lengthMask = (lengths) => lengths.reduce((mask, n) => mask | (1 << n), 0);

export function pack(out) {
  const metadata = JSON.parse(readFileSync("node_modules/libphonenumber-js/metadata.max.json", "utf8"));
  const lines = [];
  const add = (region, plan, isMain) => {
    const [code, idd, general, lengths, formats, trunk, trunkRule, trunkPattern, transform, trunkOptional, leading, kinds] = plan;
    const patterns = [[general, GENERAL]];
    const masks = [];
    for (let k = 0; k < KINDS; k++) {
      const kind = kinds?.[k];
      masks.push(kind ? lengthMask(kind[1] ?? lengths) : 0);
      if (kind && kind[0] !== "") patterns.push([kind[0], 1 << k]);
    }
    // An empty mobile pattern says "the same as fixed line".
    const sameMobile = kinds?.[1]?.[0] === "";
    const root = determinise(nondeterministic(patterns));
    const writing = (formats || []).map(([pattern, national, starts, rule, , international]) =>
      [pattern, national, starts?.at(-1) ?? "", rule || trunkRule || "", international || ""]);
    lines.push([region, code, isMain ? 1 : 0, idd || "", trunk || "", trunkPattern || trunk || "", transform || "", leading || "",
      root, lengthMask(lengths), masks.join(), sameMobile ? 1 : 0, JSON.stringify(writing)].join("\t"));
  };
  for (const [code, regions] of Object.entries(metadata.country_calling_codes)) {
    regions.forEach((region, i) => {
      const plan = metadata.countries[region];
      // Regions that share a code may borrow the writing of the code's main region.
      plan[4] ||= metadata.countries[regions[0]][4];
      plan[6] ||= metadata.countries[regions[0]][6];
      add(region, plan, i === 0);
    });
  }
  for (const plan of Object.values(metadata.nonGeographic)) add("001", plan, true);
  writeFileSync(join(out, "phone.txt"), lines.join("\n") + "\n");
  if (rows.length > 0xffff) throw new Error(`${rows.length} states: two bytes are not enough`);
  const bytes = Buffer.alloc(rows.length * 22);
  rows.forEach((row, i) => row.forEach((value, j) => bytes.writeUInt16LE(value, i * 22 + j * 2)));
  writeFileSync(join(out, "phone.bin"), bytes);
}
