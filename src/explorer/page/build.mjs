// Makes one HTML file of the page, the engine and the licences.
//   node build.mjs --engine build/explorer/engine.wasm --output build/explorer/mirage.html
// esbuild and d3-contour are taken from --modules (a folder node_modules), without it from where node finds them.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
    options: { engine: { type: "string" }, output: { type: "string" }, modules: { type: "string" } },
});
const modules = options.modules ? resolve(options.modules) : join(here, "node_modules");
const require = createRequire(join(modules, "index.js"));
const esbuild = (await import(pathToFileURL(require.resolve("esbuild")))).default;

const text = (name) => readFile(join(here, name), "utf8");
const hashOf = (content) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`;

async function bundle(entry) {
    const { outputFiles } = await esbuild.build({
        entryPoints: [join(here, entry)],
        bundle: true,
        minify: true,
        write: false,
        format: "iife",
        target: ["es2022"],
        nodePaths: [modules],
        legalComments: "none",
    });
    return outputFiles[0].text.trim();
}

/// Nothing inside ends the element that it stands in.
const asScript = (content) => content.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
const asData = (content) => content.replaceAll("<", "\\u003c");
const asText = (content) => content.replaceAll("<", "‹");

async function descriptionOf(bytes) {
    const { loadEngine } = await import(pathToFileURL(join(here, "engine.js")));
    const { version, description } = await loadEngine(bytes);
    return JSON.stringify({ ...description, program: version });
}

async function licences() {
    const of = ["d3-contour", "d3-array", "internmap", "fzstd"];
    const texts = await Promise.all(
        of.map(async (name) => `${name}\n\n${await readFile(join(modules, name, "LICENSE"), "utf8")}`),
    );
    return [`mirage\n\n${await readFile(join(here, "../../../LICENSE"), "utf8")}`, ...texts].join("\n\n");
}

const engine = await readFile(options.engine),
    style = (await text("style.css")).replace(/\/\*[^]*?\*\//g, "").replace(/\n\s*/g, "\n");
const [script, worker] = (await Promise.all(["main.js", "worker.js"].map(bundle))).map(asScript);
const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
    "worker-src blob:",
    `style-src ${hashOf(style)}`,
    "img-src data: blob:",
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
].join("; ");
const parts = {
    CSP: policy,
    STYLE: style,
    DESCRIPTION: asData(await descriptionOf(engine)),
    LICENCES: asText(await licences()),
    WORKER: worker,
    // formulas that resemble each other lie farther apart than gzip looks back: a fifth smaller than that
    ENGINE: execFileSync("zstd", ["--ultra", "-22", "-q", "-c", options.engine], { maxBuffer: 1 << 26 }).toString("base64"),
    SCRIPT: script,
};
const page = (await text("index.html")).replace(/@([A-Z]+)@/g, (whole, name) => parts[name] ?? whole);
await writeFile(options.output, page);
console.log(
    `${options.output}: ${(page.length / 1e6).toFixed(2)} MB, ${(gzipSync(page).length / 1e6).toFixed(2)} MB as gzip`,
);
