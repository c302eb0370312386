// Modules of the page that need no browser: limits, the address, units, what is joined to what, distances.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { branchesOf, kindsOf } from "../../src/explorer/page/branches.js";
import { commandsOf } from "../../src/explorer/page/command.js";
import { goodnessOf } from "../../src/explorer/page/distance.js";
import { limits, plain, strictNumber } from "../../src/explorer/page/limits.js";
import { along, drawnLines, gaplessAreas } from "../../src/explorer/page/lines.js";
import { conductanceOf, refusal } from "../../src/explorer/page/reading.js";
import { convert, defaultState, readFragment, settingsOf, writeFragment } from "../../src/explorer/page/state.js";
import { states } from "./states.mjs";

const root = resolve(fileURLToPath(import.meta.url), "../../..");
const page = readFileSync(resolve(process.env.MIRAGE_PAGE ?? `${root}/build/explorer/mirage.html`), "utf8");
const description = JSON.parse(/id="mirage-description">([^<]*)</.exec(page)[1]);

test("limits are those of the sentences", () => {
    assert.deepEqual(limits("0 to 100 Delta0"), { min: 0, max: 100 });
    assert.deepEqual(limits("0 to 100 Delta0, or auto"), { min: 0, max: 100 });
    assert.deepEqual(limits("across, along, -360 to 360"), { min: -360, max: 360 });
    assert.deepEqual(limits("1e-6 to 10 Delta0"), { min: 1e-6, max: 10 });
    assert.equal(limits("from 0.001 Tc0").min, 0.001);
    assert.equal(limits("to 10000 Delta0").max, 10000);
    assert.ok(limits("0 to below Tc0").max < 1);
    for (const setting of settingsOf(description).values())
        assert.ok(
            limits(setting.allowed).max > limits(setting.allowed).min && limits(setting.allowed).min > -1e12,
            setting.name,
        );
});

test("every setting of the program has its place in the state", () => {
    assert.deepEqual([...settingsOf(description).keys()].sort(), Object.keys(defaultState().values).sort());
});

test("numbers are strict", () => {
    for (const text of ["1", "-2.5", "1e-3", ".5", "5."]) assert.equal(strictNumber(text), Number(text));
    for (const text of ["", "1,5", "0x10", "1e400", "NaN", "Infinity", "1 2", "--1", "1e", "one", "1".repeat(50)])
        assert.equal(strictNumber(text), null, text);
    assert.equal(plain("a\u0000\nb\u202e"), "a\ufffd\ufffdb\ufffd");
});

test("an address is read as it was written", () => {
    for (const text of states) {
        const { state, messages } = readFragment(`#${text}`, description);
        assert.deepEqual(messages, [], text);
        assert.deepEqual(readFragment(writeFragment(state), description).state, state, text);
    }
    assert.match(readFragment("beta=1000", description).messages[0], /beta: outside/);
    assert.match(readFragment("constructor=1", description).messages[0], /no such setting/);
});

test("other units are the same state", () => {
    const { state } = readFragment(
        "units=si&tc0=3&beta=4.1&gamma=0.1&orbital=0.2&T=0.3&B=20&pocket=G:share=0.3,beta=2&t_triplet=0.5",
        description,
    );
    const other = structuredClone(state);
    assert.equal(convert(other, "reduced", description), null);
    assert.ok(Math.abs(other.values.T - 0.1) < 1e-14 && Math.abs(other.values.beta - 4.1 / 0.45599747) < 1e-6);
    convert(other, "si", description);
    for (const [name, value] of Object.entries(state.values))
        assert.ok(value === other.values[name] || Math.abs(other.values[name] / value - 1) < 1e-13, name);
    state.values.thickness = 3;
    assert.match(convert(state, "reduced", description), /thickness/);
});

test("commands quote nothing that a shell could take for its own", () => {
    for (const text of states) {
        const { shell } = commandsOf("line", readFragment(text, description).state);
        assert.match(shell, /^mirage line( --[A-Za-z0-9-]+ ([-+.:0-9a-z]+|'[A-Za-z0-9_:=.,-]+'))+$/);
    }
});

test("solutions are joined to branches", () => {
    const fields = Array.from({ length: 41 }, (_, i) => {
        const B = i / 40,
            upper = { order_parameter: 1 - 0.2 * B, free_energy: -1, kind: B < 0.8 ? 0 : 1 };
        return {
            B,
            values: B > 0.5 ? [{ order_parameter: 0.2 + 0.5 * (B - 0.5), free_energy: 0, kind: 2 }, upper] : [upper],
        };
    });
    const branches = branchesOf(fields, { B: 1, order_parameter: 1 });
    assert.deepEqual(branches.map((b) => b.length).sort(), [20, 41]);
    assert.deepEqual(
        kindsOf(branches.find((b) => b.length === 41)).map(({ kind }) => kind),
        [0, 1],
    );
});

const T = Float64Array.from({ length: 11 }, (_, i) => 0.1 + 0.1 * i),
    root_of = (t) => Math.sqrt(Math.max(0, 1 - t));
const line = {
    T,
    fields: {
        B_c2: T.map(root_of),
        order: T.map((t) => (t < 0.3 ? 1 : 2)),
        status: T.map(() => 0),
        B_collapse: T.map((t) => 0.9 * root_of(t)),
        B_superheating: T.map((t) => root_of(t) * (t < 0.3 ? 1.1 : 1)),
    },
};

test("lines are parted by their order and end at Tc", () => {
    const lines = drawnLines({
        ...line,
        fields: { ...line.fields, B_c2: T.map((t) => root_of(t / 0.95)) },
        critical: 0.95,
    });
    assert.deepEqual(lines.second.at(-1), [0.95, 0]);
    assert.ok(Math.abs(along(lines.second, 0.93) - root_of(0.93 / 0.95)) < 1e-2);
    assert.ok(Number.isNaN(along(lines.second, 0.15)) && along(lines.first, 0.15) > 0.9);
    assert.ok(drawnLines(line).B_superheating.filter(([, B]) => Number.isFinite(B)).length < 4);
    assert.equal(gaplessAreas(line).length, 1);
});

test("points on the curve have no distance, others that of their error", () => {
    const points = [0.4, 0.6, 0.8].map((t) => ({
        T: t,
        B: along(drawnLines(line).second, t),
        sigma_T: NaN,
        sigma_B: 0.01,
    }));
    const of = (list) => goodnessOf({ samples: [{ name: "a", points: list }], count: list.length }, line);
    assert.ok(of(points).chi2 < 1e-9);
    assert.ok(Math.abs(of([{ ...points[0], B: points[0].B + 0.02 }, points[1]]).chi2 - 4) < 1e-3);
    assert.equal(of([{ ...points[0], B: points[0].B - 0.1, bound: "lower" }]).chi2, 0);
    assert.ok(of(points.map((p) => ({ ...p, sigma_B: NaN }))).scatter < 1e-6);
});

test("curves of dI/dV are found by their columns; what is no table is refused", () => {
    const columns = [
        { name: "V", unit: "V", values: [-1e-3, 0, 1e-3, 2e-3] },
        { name: "dIdV", unit: "", values: [4, 1, 4, 4] },
    ];
    assert.deepEqual(conductanceOf({ columns }, "a"), { name: "a", x: [-1, 0, 1, 2], y: [1, 0.25, 1, 1] });
    assert.equal(conductanceOf({ columns: columns.slice(1) }, "a"), null);
    assert.match(refusal("1\0", "a"), /binary/);
    assert.match(refusal("x".repeat(5e6), "a"), /MB/);
    assert.equal(refusal("T,B\n1,2", "a"), null);
});
