// The numbers of the explorer's engine are those of the program.

import assert from "node:assert/strict";
import test from "node:test";

import { InputError, loadEngine } from "../../src/explorer/page/engine.js";
import { bytes, engine, meaning, refusal, said, same } from "./program.mjs";

/// Numbers from 0 to 1, the same in every run.
function* uniform(seed) {
    for (let state = seed;;) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        yield state / 2 ** 32;
    }
}

function random_states(count) {
    const draw = uniform(20240607), next = () => draw.next().value;
    const rounded = (x) => Number(x.toPrecision(4));
    return Array.from({ length: count }, (_, i) => ({
        T: rounded(0.02 + 0.9 * next()),
        B: rounded(4 * next()),
        beta: rounded(8 * next()),
        gamma: i % 2 ? rounded(0.6 * next()) : 0,
        alpha: i % 3 ? rounded(0.8 * next()) : 0,
    }));
}

const pocket = "G:share=0.4,beta=2,gap=0.7";
const states = [
    ...random_states(12),
    { T: 0.02, B: 0.74, beta: 0.3 },
    { tc0: 3, T: 0.3, B: -20, beta: 4.1, gamma: 0.15 },
    { T: 0.3, B: 0.5, beta: 7, gamma_magnetic: 0.02, pocket },
    { T: 0.3, B: 0.5, beta: 7, gamma: 0.2, pocket: [pocket, "K:share=0.1,beta=0.5"] },
    { T: 0.2, B: 0.5, beta: 7, gamma_intra: 0.1, gamma_inter: 0.05, theta: 20 },
    { T: 0.2, B: 0.5, beta: 2, t_triplet: 0.3 },
    { T: 0.2, B: 1.5, beta: 2, t_triplet: 0.3, gamma: 0.1, theta: 70 },
    { T: 0.05, B: 4.5, beta: 7, alpha: 1, momentum: "auto" },
    { T: 0.1, B: 0.4, beta: 0.5, momentum: 0.2, momentum_direction: 90 },
    { tc0: 3, g_factor: 2.1, T: 1, B: 10, beta: 4.1, thickness: 0.6, diffusion: 1.5, theta: 10 },
    { T: 1.5, B: 0 },
];

/// What is wanted of a calculation: everything that has a name there, several values with room for 16.
function wanted(call) {
    return Object.fromEntries(engine.description.calls[call].outputs.map((output) => [output.name, output.several ? 16 : 1]));
}

const described = (call, name) => engine.description.calls[call].outputs.find((output) => output.name === name);

/// A number of the engine beside what stands in the program's JSON: a number, nothing or the word of a flag.
function compare(call, name, mine, other, tolerance) {
    if (typeof other === "boolean") return assert.equal(Boolean(mine), other, name);
    if (typeof other === "string") return assert.equal(meaning(described(call, name), mine), other, name);
    same(mine, other, name, tolerance);
}

for (const given of states)
    test(`point ${JSON.stringify(given)}`, () => {
        const program = said("point", given), mine = engine.call("points", 1, given, wanted("points"));
        for (const { name, several } of engine.description.calls.points.outputs)
            if (!several && !name.includes(".") && name !== "status") compare("points", name, mine[name][0], program[name]);
        compare("points", "status", mine.status[0], program.numerics.status);
        program.solutions.forEach((solution, i) => {
            for (const [name, value] of Object.entries(solution))
                compare("points", `solutions.${name}`, mine[`solutions.${name}`][i], value);
        });
        assert.ok(Number.isNaN(mine["solutions.order_parameter"][program.solutions.length]));
    });

const lines = [
    { beta: 7, alpha: 1 }, { beta: 7, gamma: 0.3 }, { beta: 0.4 }, { beta: 0, momentum: "auto" }, { tc0: 3, beta: 4.1, gamma: 0.1 },
    { beta: 7, pocket }, { beta: 3, gamma: 0.2, alpha: 0.5 }, { beta: 7, theta: 20 }, { beta: 2, t_triplet: 0.3 },
];
for (const given of lines)
    test(`line ${JSON.stringify(given)}`, () => {
        const T = [0.05, 0.3, 0.55, 0.9].map((t) => Number((t * (given.tc0 ?? 1)).toPrecision(12)));
        const program = said("line", { ...given, T }), mine = engine.call("fields", 4, { ...given, T }, wanted("fields"));
        const second = engine.call("second_order_fields", 4, { ...given, T }, { B_supercooling: 4 }).B_supercooling;
        program.rows.forEach((row, i) => {
            for (const { name } of engine.description.calls.fields.outputs)
                if (name in row && name !== "superconducting_beyond") compare("fields", name, mine[name][i], row[name]);
            same(second[4 * i], row.B_supercooling, "second order");
        });
        const special = engine.call("special_temperatures", 1, { ...given, T: T[0] }, wanted("special_temperatures"));
        // the end of a jump, where slope and curvature of B(Delta) vanish together, is known to 1e-7 (special_temperatures.hpp)
        for (const name of ["T_tricritical", "T_critical_point", "T_lifshitz"]) {
            const found = [...special[name]].filter((t) => !Number.isNaN(t));
            assert.equal(found.length, program[name].length, name);
            found.sort((a, b) => a - b).forEach((t, i) => same(t, program[name].toSorted((a, b) => a - b)[i], name, name === "T_critical_point" ? 1e-7 : 1e-9));
        }
        same(special.T_upturn[0], program.T_upturn, "T_upturn", 1e-9);
        same(special.low_temperature_slope[0], program.low_temperature_slope, "slope", 1e-9);
    });

const spectra = [
    { T: 0.1, B: 2, beta: 7 }, { T: 0.1, B: 2, beta: 7, gamma: 0.2 }, { T: 0.3, B: 1, beta: 7, gamma: 0.2, alpha: 0.4 },
    { T: 0.1, B: 2, beta: 7, gamma: 0.2, pocket }, { T: 0.2, B: 0.5, beta: 2, t_triplet: 0.3, theta: 30 },
    { tc0: 3, T: 0.3, B: 10, beta: 4.1, gamma: 0.1, eta: 0.01 },
];
const found_as_maximum = ["lower", "upper", "position", "width"]; // spectral_gaps.hpp: to 1e-7
for (const given of spectra)
    test(`spectrum ${JSON.stringify(given)}`, () => {
        const energy = [0, 0.31, 0.7, 0.95, 1.3, 2.2, 7.1].map((e) => e * (given.tc0 ? 0.5 : 1));
        const program = said("spectrum", { ...given, energy }, "--spin", "--conductance");
        const mine = engine.call("spectrum", energy.length, { ...given, energy }, wanted("spectrum"));
        program.columns.forEach((name, column) => {
            const scale = Math.max(1, ...program.rows.map((row) => Math.abs(row[column])));
            if (name in mine) program.rows.forEach((row, i) => same(mine[name][i], row[column], name, 1e-9, scale));
        });
        same(mine.order_parameter[0], program.order_parameter, "order_parameter");
        same(mine.gap_edge[0], program.gap_edge, "gap_edge");
        for (const [name, value] of Object.entries(program.mirage ?? {}))
            if (`mirage.${name}` in mine) same(mine[`mirage.${name}`][0], value, name, found_as_maximum.includes(name) ? 1e-7 : 1e-9);
    });

test("critical temperatures, bands, currents, a formula", () => {
    const B = [0.5, 2, 4];
    const program = said("line", { beta: 7, B }), mine = engine.call("critical_temperatures", 3, { beta: 7, B }, { T_c: 4, order: 4 });
    program.rows.forEach((row, i) => same(mine.T_c[4 * i], row.T_c, "T_c"));
    const given = { T: 0.1, B: 2, beta: 7, xi: [-1, 0, 0.5] }, bands = said("bands", { ...given, phi: 0.3 });
    const energies = engine.call("bands", 3, { ...given, phi: 0.3 }, { energy_1: 1, energy_2: 1, energy_3: 1, energy_4: 1 });
    bands.rows.forEach((row, i) => Object.keys(energies).forEach(
        (name) => same(energies[name][i], row[name], name)));
    const formula = said("formula", { T: [0.1, 0.5], beta: 7 }, "ising");
    const ising = engine.formula("ising", 2, { T: [0.1, 0.5], beta: 7 }, { B_c2: 1 });
    formula.rows.forEach((row, i) => same(ising.B_c2[i], row.B_c2, "B_c2"));
});

const refused = [
    { T: -1, B: 2 }, { T: 0.1, B: 2, bta: 3 }, { T: "abc" }, { T: 0.1, pocket: "G:share=2" }, { T: 0.1, beta: "1e400" },
    { T: 0.1, beta: "0,5" }, { T: 0.1, gamma: 0.1, gamma_intra: 0.2 }, { T: 0.1, units: "imperial" }, { T: 0.1, tolerance: 1 },
    { T: 0.1, beta: "<img src=x onerror=alert(1)>" },
];
for (const given of refused)
    test(`refuses ${JSON.stringify(given)} with the program's line`, () => {
        const texts = Object.fromEntries(Object.entries(given).map(([k, v]) => [k, String(v)]));
        const line = refusal("point", ...Object.entries(texts).flatMap(([k, v]) => [`--${k.replaceAll("_", "-")}`, v]));
        assert.throws(() => engine.call("points", 1, given, { order_parameter: 1 }), (error) => {
            assert.ok(error instanceof InputError);
            // the interface has names, the command line options
            const plain = (text) => text.replaceAll("--", "").replaceAll("_", "-").replace(/^unknown (input|option) /, "").split(/[:;]/)[0];
            assert.equal(plain(error.message), plain(line).replace(/^point: /, ""), `${error.message} | ${line}`);
            return true;
        });
    });

test("wrong calls are refused", () => {
    const bad = (call, ...rest) => assert.throws(() => engine.call(call, ...rest), InputError);
    bad("nonsense", 1, {}, {});
    bad("constructor", 1, {}, {});
    bad("points", 2, { T: [0.1, 0.2, 0.3] }, { order_parameter: 1 });
    bad("points", 1, { T: 0.1, units: "si\0" }, { order_parameter: 1 });
    bad("points", 1, { T: 0.1 }, { nothing: 1 });
    bad("points", -1, {}, { order_parameter: 1 });
    assert.equal(engine.call("points", 0, { T: [] }, { order_parameter: 1 }).order_parameter.length, 0);
});

test("a second engine has the same numbers", async () => {
    const other = await loadEngine(bytes), given = { T: 0.1, B: 2, beta: 7, gamma: 0.3, alpha: 0.2 };
    const wanted = { order_parameter: 1, free_energy: 1 };
    assert.deepEqual(other.call("points", 1, given, wanted), engine.call("points", 1, given, wanted));
    assert.equal(other.version, engine.version);
});

test("ten thousand calls, and refused ones, need no more memory", () => {
    const calls = (count) => {
        for (let i = 0; i < count; ++i)
            engine.call("points", 1, { T: 0.1 + (i % 7) / 10, B: 0.2, beta: 7 }, { order_parameter: 1 });
    };
    calls(500);
    const before = engine.memory;
    calls(10_000);
    assert.equal(engine.memory, before);
    for (let i = 0; i < 100; ++i)
        assert.throws(() => engine.call("points", 1, { T: -1 }, { order_parameter: 1 }), InputError);
    assert.ok(engine.memory <= before);
});
