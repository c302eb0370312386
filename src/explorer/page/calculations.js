// What the pictures need, asked of the workers: cheap at every move, everything when the hand rests.

import { axis, inputsOf, temperaturesOf } from "./requests.js";
import { FIELDS, MOMENTUM_FIELDS } from "./lines.js";
import { ROOM, solutionsOf } from "./states_view.js";

const SPECIAL = {
    T_tricritical: ROOM,
    T_critical_point: ROOM,
    T_lifshitz: ROOM,
    T_upturn: 1,
    critical_temperature: 1,
    status: 1,
};
const MARKS = {
    order_parameter: 1,
    gap_edge: 1,
    zero_energy_dos: 1,
    "mirage.position": 1,
    "mirage.width": 1,
    "mirage.lower": 1,
    "mirage.upper": 1,
    status: 1,
};
const MARK_FIELDS = { T_tricritical: "B_c2", T_critical_point: "B_jump", T_lifshitz: "B_momentum" };
const MOST_ENERGIES = 20000;
export const MAP_SIZES = [
    [13, 10],
    [31, 24],
    [61, 61],
]; // points in T and B, coarse first

const momentumOf = (state) => state.values.momentum === "auto";

/// The second-order field of every temperature: within some milliseconds at any parameters.
export async function quickLine(pool, state) {
    const { first, last, count } = temperaturesOf(state),
        T = axis(first, last, count);
    const found = await pool.rows("quick", {
        call: "second_order_fields",
        n: count,
        inputs: inputsOf(state),
        columns: { T },
        outputs: { B_supercooling: 1 },
        quick: true,
        rank: 0,
        first: 20,
    });
    return { T, fields: { B_c2: found.B_supercooling }, source: "second-order field" };
}

/// All critical fields; onPart(part, line) on the way, the fields of rows that are not there yet NaN.
export async function fullLine(pool, state, onPart) {
    const { first, last, count } = temperaturesOf(state),
        T = axis(first, last, count),
        momentum = momentumOf(state);
    const fields = await pool.rows("line", {
        call: "fields",
        n: count,
        inputs: inputsOf(state),
        columns: { T },
        outputs: momentum ? MOMENTUM_FIELDS : FIELDS,
        rank: 1,
        onPart: (found, done) => onPart(done / count, { T, fields: found, source: "computing" }),
    });
    return { T, fields, source: "computed" };
}

/// {marks: [{name, T, B}], critical}
export async function specialPoints(pool, state) {
    const { first } = temperaturesOf(state),
        inputs = inputsOf(state);
    const found = await pool.rows("special", {
        call: "special_temperatures",
        n: 1,
        inputs: { ...inputs, T: first },
        columns: {},
        outputs: SPECIAL,
        rank: 2,
    });
    const marks = [];
    for (const [name, field] of Object.entries(MARK_FIELDS))
        for (const T of found[name]) if (T >= first) marks.push({ name, T, field });
    if (marks.length) {
        const outputs = Object.fromEntries(marks.map(({ field }) => [field, 1]));
        const fields = await pool.rows("special", {
            call: "fields",
            n: marks.length,
            inputs,
            columns: { T: Float64Array.from(marks, (m) => m.T) },
            outputs,
            rank: 2,
        });
        marks.forEach((mark, i) => {
            mark.B = fields[mark.field][i];
        });
    }
    return { marks: marks.filter(({ B }) => B > 0), critical: found.critical_temperature[0] };
}

/// Grids of points, each finer than the last; onGrid({T, B, values}, part).
export async function mapGrids(pool, state, top, quantity, onGrid) {
    const { first, last } = temperaturesOf(state);
    for (const [n, m] of MAP_SIZES) {
        const T = axis(first, last, n),
            B = axis(0, top, m),
            count = n * m;
        const columns = {
            T: Float64Array.from({ length: count }, (_, k) => T[Math.floor(k / m)]),
            B: Float64Array.from({ length: count }, (_, k) => B[k % m]),
        };
        const onPart = (_, done) => onGrid(null, done / count);
        const found = await pool.rows("map", {
            call: "points",
            n: count,
            inputs: inputsOf(state),
            columns,
            outputs: { [quantity]: 1, status: 1 },
            rank: 6,
            first: 8,
            onPart,
        });
        const values = Array.from(found[quantity], (v, k) => (found.status[k] === 2 ? NaN : v));
        onGrid({ T: [...T], B: [...B], values, source: "computed" }, n === MAP_SIZES.at(-1)[0] ? 1 : 0);
    }
}

/// Density of states and dI/dV at the chosen point, at energies that resolve them.
export async function spectrumAt(pool, state) {
    const inputs = { ...inputsOf(state), T: state.values.T, B: state.values.B };
    if (state.values.eta !== null) inputs.eta = state.values.eta;
    const { energy } = await pool.single("spectrum", "call", ["energies", MOST_ENERGIES, inputs, { energy: 1 }], {
        rank: 0,
    });
    const energies = energy.slice(0, energy.findIndex((e) => !(e === e)) >>> 0);
    const found = await pool.rows("spectrum", {
        call: "spectrum",
        n: energies.length,
        inputs,
        columns: { energy: energies },
        outputs: { dos: 1, conductance: 1, status: 1 },
        rank: 0,
        first: 200,
    });
    const marks = await pool.rows("spectrum", {
        call: "spectrum",
        n: 1,
        inputs: { ...inputs, energy: 0 },
        columns: {},
        outputs: MARKS,
        rank: 0,
    });
    return {
        energy: Array.from(energies),
        dos: Array.from(found.dos),
        conductance: Array.from(found.conductance),
        source: "computed",
        marks: Object.fromEntries(
            Object.entries(marks)
                .filter(([name]) => name !== "status")
                .map(([name, [value]]) => [name, value]),
        ),
    };
}

/// Fields of the states: evenly up to `top`, closer below and above each critical field, where solutions begin and end.
function fieldsAround(top, critical) {
    const fields = [...axis(0, top, 61)];
    const apart = critical.filter(
        (B, i) => B > 0 && B < top && !critical.slice(0, i).some((other) => Math.abs(other - B) < 1e-6 * B),
    );
    for (const field of apart) {
        for (let k = 2; k < 20; ++k)
            fields.push(field * (1 - 0.4 * 0.6 ** k), Math.min(top, field * (1 + 0.4 * 0.6 ** k)));
    }
    return [...new Set(fields)].sort((a, b) => a - b);
}

/// All solutions of the gap equation against field at the chosen temperature.
export async function statesAt(pool, state, top) {
    const inputs = { ...inputsOf(state), T: state.values.T };
    const fields = await pool.rows("states", { call: "fields", n: 1, inputs, columns: {}, outputs: FIELDS, rank: 4 });
    const critical = ["B_c2", "B_supercooling", "B_superheating", "B_jump"].map((name) => fields[name][0]);
    const B = fieldsAround(Math.max(...critical.filter((v) => v > 0), 0.05 * top) * 1.25, critical);
    const outputs = {
        "solutions.order_parameter": ROOM,
        "solutions.free_energy": ROOM,
        "solutions.kind": ROOM,
        status: 1,
    };
    const found = await pool.rows("states", {
        call: "points",
        n: B.length,
        inputs,
        columns: { B: Float64Array.from(B) },
        outputs,
        rank: 4,
        first: 4,
    });
    return { T: state.values.T, B, fields: solutionsOf({ B, found }), source: "computed" };
}
