// A page with a sweep inside, as `mirage explore` writes it, whose numbers are known: linear in gamma and alpha.

import { readFile, writeFile } from "node:fs/promises";
import { deflateSync } from "node:zlib";

const shuffled = (bytes, size) => {
    const count = bytes.length / size,
        out = Buffer.alloc(bytes.length);
    for (let i = 0; i < count; ++i) for (let k = 0; k < size; ++k) out[k * count + i] = bytes[i * size + k];
    return out;
};

const ARRAYS = { f8: Float64Array, f4: Float32Array, i1: Int8Array };

export function packed(values, type) {
    const numbers = ARRAYS[type].from(values),
        bytes = Buffer.from(numbers.buffer);
    return deflateSync(shuffled(bytes, numbers.BYTES_PER_ELEMENT)).toString("base64");
}

/// Values of f over the axes, the last fastest.
function grid(axes, dims, f) {
    let rows = [[]];
    for (const dim of dims)
        rows = rows.flatMap((row) => axes.find((a) => a.name === dim).values.map((v) => [...row, v]));
    return rows.map((row) => f(Object.fromEntries(dims.map((dim, i) => [dim, row[i]]))));
}

const evenly = (first, last, count) =>
    Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1));

export const field = ({ alpha, gamma, T }) => (50 - 20 * alpha - 10 * gamma) * (1 - T / 3.2);
export const density = ({ gamma, T_spectrum, B_spectrum, energy }) =>
    1 + gamma + 0.1 * T_spectrum + 0.01 * B_spectrum + 0.5 * energy * energy;
export const gap = ({ alpha, gamma, T, B }) => Math.max(0, 0.45 - 0.1 * alpha - 0.2 * gamma - 0.05 * T - 0.004 * B);

export function sweep({ T = 12, B = 10, gamma = 3, alpha = 3, name = "run.h5", measurements = null } = {}) {
    const axes = [
        ["alpha", "meV", evenly(0, 0.4, alpha)],
        ["gamma", "meV", evenly(0, 0.2, gamma)],
        ["T", "K", evenly(0.1, 2.9, T)],
        ["B", "T", evenly(0, 50, B)],
        ["T_spectrum", "K", [0.5, 1]],
        ["B_spectrum", "T", [0, 20]],
        ["energy", "meV", evenly(-2, 2, 41)],
    ].map(([axis, units, values]) => ({ name: axis, units, long_name: axis, values }));
    const variable = (variableName, units, dims, type, f) => ({
        name: variableName,
        units,
        long_name: variableName,
        dims,
        type,
        data: packed(grid(axes, dims, f), type),
    });
    const line = ["alpha", "gamma", "T"],
        points = [...line, "B"];
    return {
        format: 1,
        name,
        program: "mirage 1.0.0",
        attributes: { tc0: 3, beta: 4.1, g_factor: 2 },
        axes,
        measurements,
        missing: [{ name: "f0_re", reason: "too large" }],
        variables: [
            variable("B_c2", "T", line, "f8", field),
            variable("transition_order", "1", line, "i1", () => 2),
            variable("line_status", "1", line, "i1", () => 0),
            variable("order_parameter", "meV", points, "f4", gap),
            variable("status", "1", points, "i1", () => 0),
            variable("phase", "1", points, "i1", (p) => (gap(p) > 0 ? 1 : 0)),
            variable("dos", "1", ["alpha", "gamma", "T_spectrum", "B_spectrum", "energy"], "f4", density),
        ],
    };
}

/// Writes the page with the sweep to `file`.
export async function writePage(template, file, content) {
    const page = await readFile(template, "utf8"),
        text = JSON.stringify(content).replaceAll("<", "\\u003c");
    await writeFile(
        file,
        page.replace('id="mirage-file">null<', () => `id="mirage-file">${text}<`),
    );
}
