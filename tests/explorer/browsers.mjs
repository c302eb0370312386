// The page in Debian's Chromium and Firefox, by puppeteer-core.
//   MIRAGE_PAGE: the built page; MIRAGE_PROGRAM: the program; MIRAGE_TEST_MODULES: a folder node_modules with puppeteer-core

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
export const pageFile = resolve(process.env.MIRAGE_PAGE ?? join(root, "build/explorer/mirage.html"));
export const program = resolve(process.env.MIRAGE_PROGRAM ?? join(root, "build/mirage"));
const modules = resolve(process.env.MIRAGE_TEST_MODULES ?? join(root, "build/explorer/tests/node_modules"));
const puppeteer = createRequire(join(modules, "index.js"))("puppeteer-core");

const paths = {
    chrome: ["/usr/bin/chromium", "/usr/bin/google-chrome"],
    firefox: ["/usr/bin/firefox-esr", "/usr/bin/firefox"],
};
export const browsers = Object.keys(paths)
    .map((name) => ({ name, path: paths[name].find(existsSync) }))
    .filter(({ path }) => path);

export const launch = ({ name, path }) =>
    puppeteer.launch({
        browser: name,
        executablePath: path,
        headless: true,
        args: name === "chrome" ? ["--no-sandbox", "--disable-gpu"] : [],
        protocolTimeout: 300000,
    });

/// Before the page's own script: what it saves is kept, and its main thread has no WebAssembly.
function prepare() {
    window.saved = [];
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(event.violatedDirective));
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => {
        if (blob.type !== "text/javascript") window.saved.push(blob);
        return make.call(URL, blob);
    };
    HTMLAnchorElement.prototype.click = function () {};
    for (const name of ["compile", "instantiate", "Module", "Instance"])
        WebAssembly[name] = () => {
            throw new Error("computation on the main thread");
        };
}

/// {page, errors, requests}; address: with the fragment.
export async function open(browser, { fragment = "", file = pageFile, width = 1300, height = 900 } = {}) {
    const page = await browser.newPage(),
        errors = [],
        requests = [];
    await page.setViewport({ width, height });
    page.on("console", (message) => {
        if (["error", "warn"].includes(message.type())) errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(String(error.message ?? error)));
    page.on("request", (request) => requests.push(request.url()));
    await page.evaluateOnNewDocument(prepare);
    page.setDefaultTimeout(240000);
    await page.bringToFront();
    const address = pathToFileURL(file).href;
    await page.goto(`${address}${fragment}`);
    return {
        page,
        errors,
        requests: () => requests.filter((url) => url.split("#")[0] !== address && !/^(blob|data):/.test(url)),
    };
}

/// Waits until the pictures have said "computed" (or another word).
export const computed = (page, names = ["line"], word = "computed") =>
    page.waitForFunction(
        (all, text) => all.every((name) => document.querySelector(`.card.${name} .state`).textContent.startsWith(text)),
        { timeout: 240000, polling: 50 },
        names,
        word,
    );

/// Another fragment on the same page; what was computed is no longer said to be.
export const goTo = (page, fragment) =>
    page.evaluate(
        (text) =>
            new Promise((done) => {
                window.addEventListener("hashchange", () => setTimeout(done), { once: true });
                location.hash = text;
            }),
        fragment,
    );

/// The text of what a picture exports: "CSV", "SVG".
export async function exported(page, name, what = "CSV") {
    const before = await page.evaluate(() => window.saved.length);
    await page.evaluate(
        (card, kind) => document.querySelector(`.card.${card} [data-export="${kind}"]`).click(),
        name,
        what,
    );
    await page.waitForFunction((n) => window.saved.length > n, { polling: 50 }, before);
    return page.evaluate((n) => window.saved[n].text(), before);
}

/// {shell, python} that a picture shows.
export async function commands(page, name) {
    await page.evaluate((card) => document.querySelector(`.card.${card} [data-export="command"]`).click(), name);
    return page.evaluate(() => {
        const found = Object.fromEntries(
            ["shell", "python"].map((kind) => [kind, document.querySelector(`[data-command="${kind}"]`).textContent]),
        );
        document.querySelector("dialog").close();
        return found;
    });
}

export const messages = (page) => page.evaluate(() => document.getElementById("messages").textContent);

/// A setting typed into its field.
export async function type(page, name, text) {
    await page.evaluate(
        (id, value) => {
            const field = document.getElementById(id);
            field.value = value;
            field.dispatchEvent(new Event("change", { bubbles: true }));
        },
        `setting-${name}`,
        text,
    );
}

/// A file dropped on the page.
export const drop = (page, name, text) =>
    page.evaluate(
        (fileName, content) => {
            const data = new DataTransfer();
            data.items.add(new File([content], fileName, { type: "text/csv" }));
            document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        },
        name,
        text,
    );

/// Runs a line of the page's command box with the program under test; its standard output.
export async function run(line) {
    const { stdout } = await promisify(execFile)(
        "bash",
        ["-c", `set -f; mirage() { "$MIRAGE_PROGRAM" "$@"; }; ${line}`],
        { env: { ...process.env, MIRAGE_PROGRAM: program, OMP_NUM_THREADS: "1" }, maxBuffer: 1e8 },
    );
    return stdout;
}

/// {name: [number or word]} of CSV with comment lines.
export function tableOf(text) {
    const [head, ...rows] = text
        .split("\n")
        .filter((line) => line && !line.startsWith("#"))
        .map((line) => line.split(","));
    return Object.fromEntries(
        head.map((name, i) => [
            name,
            rows.map((row) => (row[i] === "nan" ? NaN : Number.isNaN(Number(row[i])) ? row[i] : Number(row[i]))),
        ]),
    );
}
