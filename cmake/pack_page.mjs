// SPDX-License-Identifier: Apache-2.0
// Packs the page: web/ and the Wasm build → build/web, which is what the server serves.
//
//   node pack_page.mjs --web web --wasm build/wasm/page --out build/web [--budget BYTES]
//
// What the files in web/ may rely on:
//  * index.html (any *.html), sw.js and *.webmanifest keep their names; every other file gets a
//    piece of its hash into its name (app.css → app.3f9a1c2b.css) and may be cached for ever.
//  * `{{app.css}}` in an HTML, JS, CSS or manifest file becomes that file's final name, relative to
//    the top of the page: href="{{app.css}}", url({{icon.svg}}), '{{kongdi.wasm}}'. Names are paths
//    below web/ ("assets/icons/home.svg"); a name that does not exist stops the packing.
//  * `{{inline app.css}}` is replaced by the file's (minified) content.
//  * JS is written as ES modules with ordinary imports ("./outbox.js"). The modules named by {{…}}
//    in an HTML file, and sw.js, are entries: each is bundled with all that it imports into one
//    minified file. Other modules are not delivered by themselves.
//  * Emscripten's output can be imported as if it lay beside the modules: `import start_kongdi from
//    "./kongdi.js"`; its Wasm is {{kongdi.wasm}}.
//  * A second program (desk.js, desk.wasm) is named like a file of web/. Without one, the names
//    become empty.
//  * In sw.js, '{{version}}' becomes a hash over everything, '{{precache}}' a JSON array (as a
//    string) of what everybody needs, '{{later}}' one of what belongs to the second program.
//  * Data that is compiled into the Wasm (web/assets/{lang,catalogue,…}/*.json) is not delivered.
//
// Every file gets a .br beside it. The sizes are printed, and the packing fails when the page does
// not fit its budget.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import process from "node:process";
import { brotliCompressSync, constants } from "node:zlib";

const kBudgetBytes = 300_000; // what a resident loads
const kDeskBudgetBytes = 800_000; // all of it, the part of workers and planners included
const kTypes = new Set([
  ".html", ".css", ".js", ".wasm", ".webmanifest", ".svg", ".png", ".ico", ".webp",
]);
const kKeepsName = (name) =>
  name === "sw.js" || [".html", ".webmanifest"].includes(path.extname(name));
const kOfDesk = (name) => /^desk\./.test(name);
const kCounted = new Set([".html", ".css", ".js", ".wasm"]);
const kReference = /\{\{(inline )?([^{}]+)\}\}/g;

function fail(message) {
  console.error(`pack_page: ${message}`);
  process.exit(1);
}

function readArguments() {
  const known = { web: "", wasm: "", out: "", budget: String(kBudgetBytes) };
  const words = process.argv.slice(2);
  for (let i = 0; i < words.length; i += 2) {
    const name = words[i].replace(/^--/, "");
    if (!(name in known) || words[i + 1] === undefined) fail(`unknown or empty option ${words[i]}`);
    known[name] = words[i + 1];
  }
  for (const name of ["web", "wasm", "out"]) if (!known[name]) fail(`--${name} is missing`);
  return known;
}

function listFiles(folder, below = "") {
  const names = [];
  for (const entry of fs.readdirSync(path.join(folder, below), { withFileTypes: true })) {
    const name = below ? `${below}/${entry.name}` : entry.name;
    if (entry.name.startsWith(".")) continue;
    if (entry.isDirectory()) names.push(...listFiles(folder, name));
    else if (kTypes.has(path.extname(name))) names.push(name);
  }
  return names.sort();
}

function esbuild(entry, options, cwd) {
  try {
    return execFileSync("esbuild", [entry, "--minify", "--charset=utf8", "--log-level=warning",
      ...options], { cwd, maxBuffer: 64 << 20, stdio: ["ignore", "pipe", "inherit"] });
  } catch (error) {
    return fail(`esbuild could not pack ${entry}: ${error.message.split("\n")[0]}`);
  }
}

// Comments and the white space that only serves the writer.
function minifyHtml(text) {
  return text
    .replace(/<!--(?!\[)[\s\S]*?-->/g, "")
    .split("\n").map((line) => line.trim()).filter((line) => line).join("\n");
}

function hashOf(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 10);
}

class Page {
  constructor(folder, names) {
    this.folder = folder;
    this.names = new Set(names);
    this.contents = new Map(); // name → final bytes
    this.finals = new Map(); // name → final name
    this.making = new Set();
    this.constants = new Map(); // {{word}} that is no file
  }

  // The file's bytes before its references are filled in.
  raw(name) {
    const file = path.join(this.folder, name);
    switch (path.extname(name)) {
      case ".js":
        return esbuild(name, ["--bundle", "--target=es2020",
          `--format=${name === "sw.js" ? "iife" : "esm"}`], this.folder).toString();
      case ".css":
        return esbuild(name, [], this.folder).toString();
      case ".html":
        return minifyHtml(fs.readFileSync(file, "utf8"));
      case ".webmanifest":
        return JSON.stringify(JSON.parse(fs.readFileSync(file, "utf8")));
      case ".svg":
        return fs.readFileSync(file, "utf8");
      default:
        return fs.readFileSync(file);
    }
  }

  content(name) {
    if (this.contents.has(name)) return this.contents.get(name);
    if (!this.names.has(name)) fail(`{{${name}}} names no file of web/`);
    if (this.making.has(name)) fail(`${name} refers to itself (${[...this.making].join(" → ")})`);
    this.making.add(name);
    let bytes = this.raw(name);
    if (typeof bytes === "string") {
      bytes = Buffer.from(bytes.replace(kReference, (all, inline, word) => {
        if (this.constants.has(word)) return this.constants.get(word);
        if (!/\.[a-z]+$/.test(word)) return all;
        return inline ? this.content(word).toString().trim() : this.finalName(word);
      }));
    }
    this.making.delete(name);
    this.contents.set(name, bytes);
    return bytes;
  }

  finalName(name) {
    if (kKeepsName(name)) {
      if (!this.names.has(name)) fail(`{{${name}}} names no file of web/`);
      return name;
    }
    if (!this.finals.has(name)) {
      const extension = path.extname(name);
      const hash = hashOf(this.content(name));
      this.finals.set(name, `${name.slice(0, -extension.length)}.${hash}${extension}`);
    }
    return this.finals.get(name);
  }
}

function compress(bytes) {
  return brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

function stage(options) {
  const folder = `${options.wasm}.staged`;
  fs.rmSync(folder, { recursive: true, force: true });
  const names = [];
  for (const [root, found] of [[options.web, listFiles(options.web)],
    [options.wasm, listFiles(options.wasm)]]) {
    for (const name of found) {
      const target = path.join(folder, name);
      if (fs.existsSync(target)) fail(`${name} exists both in web/ and in the Wasm build`);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.copyFileSync(path.join(root, name), target);
      names.push(name);
    }
  }
  return new Page(folder, names);
}

// JS files are delivered when something names them; everything else always.
function delivered(page) {
  const entries = new Set();
  for (const name of page.names) {
    if (![".html", ".css", ".js", ".webmanifest"].includes(path.extname(name))) continue;
    const text = fs.readFileSync(path.join(page.folder, name), "utf8");
    for (const [, inline, word] of text.matchAll(kReference)) if (!inline) entries.add(word);
  }
  return [...page.names].filter((name) =>
    name !== "sw.js" && ((path.extname(name) !== ".js" && path.extname(name) !== ".css")
      || entries.has(name)));
}

function writeAll(out, files) {
  const part = `${out}.part`;
  fs.rmSync(part, { recursive: true, force: true });
  const sizes = [];
  for (const [name, bytes] of files) {
    const target = path.join(part, name);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    const packed = compress(bytes);
    fs.writeFileSync(target, bytes);
    fs.writeFileSync(`${target}.br`, packed);
    sizes.push({ name, raw: bytes.length, brotli: packed.length });
  }
  fs.rmSync(out, { recursive: true, force: true });
  fs.renameSync(part, out);
  return sizes;
}

function report(sizes, budget) {
  const kb = (bytes) => (bytes / 1000).toFixed(1).padStart(9);
  console.log(`${"the page, in KB".padEnd(40)}      raw   brotli`);
  const total = { resident: 0, all: 0 };
  for (const { name, raw, brotli } of sizes.sort((a, b) => b.brotli - a.brotli)) {
    const counted = kCounted.has(path.extname(name));
    if (counted) total.all += brotli;
    if (counted && !kOfDesk(name)) total.resident += brotli;
    console.log(`${name.padEnd(40)}${kb(raw)}${kb(brotli)}${counted ? "" : "  (not counted)"}`);
  }
  const sum = (words, bytes, most) =>
    console.log(`${words.padEnd(49)}${kb(bytes)}  of ${kb(most).trim()}`);
  sum("what a resident loads (HTML + JS + CSS + Wasm)", total.resident, budget);
  sum("with the part of workers and planners", total.all, kDeskBudgetBytes);
  return total;
}

const options = readArguments();
const budget = Number(options.budget);
const page = stage(options);
if (!page.names.has("desk.wasm"))
  for (const name of ["desk.js", "desk.wasm"]) page.constants.set(name, "");
const files = delivered(page).map((name) => [page.finalName(name), page.content(name)]);
files.sort(([a], [b]) => (a < b ? -1 : 1));

if (page.names.has("sw.js")) {
  const everything = createHash("sha256");
  for (const [name, bytes] of files) everything.update(name).update(bytes);
  const addresses = files.map(([name]) => (name === "index.html" ? "./" : name));
  const list = (names) => JSON.stringify(JSON.stringify(names)).slice(1, -1);
  page.constants.set("version", everything.digest("hex").slice(0, 16));
  page.constants.set("precache", list(addresses.filter((name) => !kOfDesk(name))));
  page.constants.set("later", list(addresses.filter(kOfDesk)));
  files.push(["sw.js", page.content("sw.js")]);
}

const sizes = writeAll(options.out, files);
const total = report(sizes, budget);
fs.writeFileSync(path.join(path.dirname(options.wasm), "sizes.json"),
  `${JSON.stringify({ budget, total: total.resident, all: total.all, files: sizes }, null, 1)}\n`);
fs.rmSync(page.folder, { recursive: true, force: true });
for (const [name, bytes, most] of [["what a resident loads", total.resident, budget],
  ["the whole page", total.all, kDeskBudgetBytes]])
  if (bytes > most) fail(`${name} takes ${bytes} bytes, more than its budget of ${most}`);
