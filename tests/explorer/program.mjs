// The program and the engine side by side: MIRAGE_PROGRAM and MIRAGE_ENGINE say where they are.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

import { loadEngine } from "../../src/explorer/page/engine.js";

export const bytes = readFileSync(process.env.MIRAGE_ENGINE ?? "build/explorer/engine.wasm");
export const engine = await loadEngine(bytes);

/// Options of the command line: texts are repeated.
export function words(given) {
    return Object.entries(given).flatMap(([name, value]) =>
        (Array.isArray(value) && typeof value[0] === "string" ? value : [value]).flatMap(
            (one) => [`--${name.replaceAll("_", "-")}`, Array.isArray(one) ? one.join(",") : String(one)]));
}

export function run(...arguments_) {
    const done = spawnSync(process.env.MIRAGE_PROGRAM ?? "build/mirage", arguments_, { encoding: "utf8", maxBuffer: 1 << 28 });
    if (done.error) throw done.error;
    return done;
}

/// What a command prints as JSON.
export function said(command, given, ...more) {
    const done = run(command, ...more, ...words(given), "--format", "json");
    assert.equal(done.status, 0, done.stderr);
    return JSON.parse(done.stdout);
}

/// The line that the program prints where it refuses.
export function refusal(...arguments_) {
    const done = run(...arguments_);
    assert.equal(done.status, 2, done.stdout);
    return done.stderr.trim().split("\n").at(-1).replace(/^mirage: /, "");
}

/// Numbers that are equal to 1e-9 of their scale; null is NaN.
export function same(mine, other, what, tolerance = 1e-9, scale = 1) {
    if (other === null || Number.isNaN(mine)) return assert.ok(other === null && Number.isNaN(mine), `${what}: ${mine}, ${other}`);
    const room = tolerance * Math.max(scale, Math.abs(other));
    assert.ok(Math.abs(mine - other) <= room, `${what}: ${mine}, the program has ${other}`);
}

/// Of a flag: its number, the word of the program or its number.
export function meaning(output, value) {
    const meanings = output.meanings.split(" ");
    return value < 0 ? "failed" : meanings[value];
}
