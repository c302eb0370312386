// Pictures of a sweep that is inside the page: what is stored, or between stored values interpolated.

import { written } from "./app.js";
import { slice, valueAtPosition } from "./file_data.js";

const LINES = [
    "B_c2",
    "B_supercooling",
    "B_superheating",
    "B_jump",
    "B_collapse",
    "B_momentum",
    "Q_momentum",
    "B_momentum_onset",
];
const MARKS = { T_tricritical: "B_c2", T_critical_point: "B_jump" };

export const sourceOf = (positions) => (Object.values(positions).every(Number.isInteger) ? "stored" : "interpolated");

/// Settings of the page that the file tells, at the positions of its axes.
export function settingsOfFile(file, positions, known) {
    const values = {};
    for (const [name, value] of Object.entries(file.parameters ?? file.attributes))
        if (known.has(name) && (Number.isFinite(value) || typeof value === "string")) values[name] = value;
    for (const [name, axis] of file.axes)
        if (known.has(name) && name !== "T" && name !== "B")
            values[name] = valueAtPosition(axis.values, positions[name] ?? 0);
    return values;
}

/// Where the values of settings lie on the axes of the file.
export function positionsOf(file, values) {
    const found = {};
    for (const [name, { values: stored }] of file.axes) {
        const k = stored.findIndex((v) => v >= values[name]);
        if (k >= 0) found[name] = k === 0 ? 0 : k - (stored[k] - values[name]) / (stored[k] - stored[k - 1]);
    }
    return found;
}

export const unitsOfFile = (file) => file.units ?? (file.axes.get("T")?.units === "K" ? "si" : "reduced");

const interpolated = (x, xs, ys) => {
    for (let i = 1; i < xs.length; ++i) {
        if (xs[i - 1] <= x && x <= xs[i])
            return ys[i - 1] + ((x - xs[i - 1]) / (xs[i] - xs[i - 1])) * (ys[i] - ys[i - 1]);
    }
    return NaN;
};

/// {line, marks} at the positions; line null where the file has one temperature.
export async function lineOfFile(file, positions) {
    const T = Float64Array.from(file.axes.get("T").values),
        fields = {};
    if (T.length < 2 || !file.variables.has("B_c2")) return { line: null, marks: [] };
    for (const name of LINES) if (file.variables.has(name)) fields[name] = await slice(file, name, ["T"], positions);
    if (file.variables.has("transition_order")) fields.order = await slice(file, "transition_order", ["T"], positions);
    if (file.variables.has("line_status")) fields.status = await slice(file, "line_status", ["T"], positions);
    const marks = [];
    for (const [name, field] of Object.entries(MARKS)) {
        if (!file.variables.has(name) || !fields[field]) continue;
        const [at] = await slice(file, name, [], positions),
            B = interpolated(at, T, fields[field]);
        if (Number.isFinite(B)) marks.push({ name, T: at, B });
    }
    return { line: { T, fields, complete: true, source: sourceOf(positions) }, marks };
}

/// The map of a quantity, or null where the file does not hold it.
export async function mapOfFile(file, positions, quantity) {
    const [T, B] = ["T", "B"].map((name) => file.axes.get(name)?.values ?? []);
    if (T.length < 2 || B.length < 2 || !file.variables.has(quantity)) return null;
    const values = await slice(file, quantity, ["T", "B"], positions);
    if (file.variables.get(quantity).type !== "i1" && file.variables.has("status")) {
        const status = await slice(file, "status", ["T", "B"], positions);
        status.forEach((s, k) => {
            if (s === 2) values[k] = NaN;
        });
    }
    return { T, B, values: Array.from(values), source: sourceOf(positions) };
}

const SPECTRUM = "_spectrum"; // of the axes of spectra that are not those of the grid

/// The stored spectrum nearest to a point, or null.
export async function spectrumOfFile(file, positions, T, B) {
    if (!file.variables.has("dos") || !file.axes.has("energy")) return null;
    const near = (name, value) =>
        file.axes
            .get(name)
            .values.reduce((best, v, i, all) => (Math.abs(v - value) < Math.abs(all[best] - value) ? i : best), 0);
    const wanted = { T, B },
        at = {},
        said = [];
    for (const [name, position] of Object.entries(positions))
        wanted[name] = valueAtPosition(file.axes.get(name).values, position);
    for (const dim of file.variables.get("dos").dims.filter((name) => name !== "energy")) {
        const name = dim.replace(SPECTRUM, "");
        at[dim] = near(dim, wanted[name]);
        if (file.axes.get(dim).values[at[dim]] !== wanted[name])
            said.push(`${name} = ${written(file.axes.get(dim).values[at[dim]])}`);
    }
    const dos = Array.from(await slice(file, "dos", ["energy"], at));
    return {
        energy: file.axes.get("energy").values,
        dos,
        source: said.length ? `stored, at ${said.join(", ")}` : "stored",
    };
}
