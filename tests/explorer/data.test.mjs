// Measured data are read and fitted as the program does it.

import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";

import { InputError } from "../../src/explorer/page/engine.js";
import { engine, refusal, run, same, words } from "./program.mjs";

const folder = mkdtempSync(path.join(tmpdir(), "mirage-explorer-"));
const data = path.join(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "../../jobs/data");

function written(content, name = "data.csv") {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
}

/// Numbers of two JSON documents to 1e-6 of each other, which is what a search for a minimum leaves of the last digits of
/// curves; texts alike.
function alike(mine, other, where) {
    if (typeof other === "number") return same(mine, other, where, 1e-6, 1e-6);
    if (other === null || typeof other !== "object") return assert.equal(mine, other, where);
    assert.deepEqual(Object.keys(mine), Object.keys(other), where);
    for (const key of Object.keys(other)) alike(mine[key], other[key], `${where}.${key}`);
}

const fits = [
    ["synthetic-nbse2.csv", {}],
    ["synthetic-nbse2.csv", { free: "tc0,beta,gamma" }],
    ["synthetic-nbse2.csv", { model: "ising", compare: "klb", plan: 60 }],
    ["synthetic-klb-mos2.csv", { model: "klb", bootstrap: 5 }],
    ["synthetic-two-samples.csv", { share: "beta" }],
];
for (const [name, options] of fits)
    test(`fit ${name} ${JSON.stringify(options)}`, () => {
        const file = path.join(data, name), done = run("fit", file, ...words(options), "--format", "json");
        assert.equal(done.status, 0, done.stderr);
        const program = JSON.parse(done.stdout), mine = engine.fit(readFileSync(file), file, options);
        delete mine.version, delete program.version;  // they may be of two commits
        assert.equal(mine.command, program.command);
        alike(mine, program, name);
    });

for (const name of ["synthetic-nbse2.csv", "review-ws2.csv", "synthetic-two-samples.csv"])
    test(`read ${name}`, () => {
        const file = path.join(data, name), done = run("show", file, "--format", "json");
        assert.equal(done.status, 0, done.stderr);
        const program = JSON.parse(done.stdout), mine = engine.readData(readFileSync(file, "utf8"), file);
        assert.deepEqual(mine.notes, program.notes);
        assert.deepEqual(mine.samples.map((sample) => sample.name), program.samples.map((sample) => sample.name));
        mine.samples.forEach((sample, k) => sample.points.forEach((point, i) => {
            for (const [key, value] of Object.entries(program.samples[k].points[i])) assert.equal(point[key], value);
        }));
    });

const refused = [
    "", "T,B\n", "T,B\n1,2\n2,x\n", "T (K),B (T)\n1,2\n-1,3\n", "PK\x03\x04", "a\0b", "T,B\n1,<img src=x onerror=alert(1)>\n",
    "T,B,sigma_B\n1,2,0.1\n2,1,\n", "T,B\n1,1e400\n", "x".repeat(20000), "T/Tc,B/Bp\n0.1,2\n0.5,1\n",
];
for (const [i, text] of refused.entries())
    test(`refused file ${i}`, () => {
        const file = written(text, `refused-${i}.csv`), line = refusal("fit", file);
        for (const read of [engine.readData, engine.fit])
            assert.throws(() => read.call(engine, text, file), (error) => {
                assert.ok(error instanceof InputError);
                assert.equal(error.message, line);
                return true;
            });
    });

test("refused options have the program's line", () => {
    const text = "T,B\n1,3\n2,2\n2.5,1\n", file = written(text);
    for (const options of [{ model: "nonsense" }, { free: "tc0,bta" }, { range: "3" }, { columns: "T=1,B=9" }])
        assert.throws(() => engine.fit(text, file, options), (error) => {
            assert.ok(error instanceof InputError);
            assert.equal(error.message, refusal("fit", file, ...words(options)));
            return true;
        });
    for (const options of [{ output: "x" }, { nonsense: 1 }])
        assert.throws(() => engine.fit(text, file, options), InputError);
});

test("names of files are no options", () => {
    for (const name of ["--free", "-", "", "a\tb.csv"])
        assert.equal(engine.readData("T,B\n1,3\n2,2\n", name).samples[0].points.length, 2);
});

test("other encodings", () => {
    const text = "T (K);B (T)\n1,5;3\n2;2\n";
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...text].flatMap((c) => [c.charCodeAt(0), 0])]);
    assert.deepEqual(engine.readData(utf16, "a.csv").samples, engine.readData(text, "a.csv").samples);
});

test("tables of other columns", () => {
    const table = engine.readTable("V (mV),dI/dV (nS)\n-1,0.5\n0,\n1,0.6\n", "iv.csv");
    assert.deepEqual(table.columns.map((column) => column.unit), ["mV", "nS"]);
    assert.deepEqual(table.columns.map((column) => column.values), [[-1, 0, 1], [0.5, null, 0.6]]);
    assert.throws(() => engine.readTable("a,b\nc,d\n", "x.csv"), InputError);
});

test("files of ten megabytes end in a line", () => {
    const many = "T,B\n" + "1,2\n".repeat(2_500_000);
    assert.throws(() => engine.readData(many, "many.csv"), InputError);
});
