// Own files: B_c2(T) by the reading rules of `mirage fit`, curves of dI/dV by their names of columns.

const MOST = 4e6; // characters of a file
const VOLTAGES = { mv: 1, v: 1e3, uv: 1e-3, µv: 1e-3, mev: 1, ev: 1e3, delta0: 1, "": 1 };
const VOLTAGE = /^(v|voltage|bias|sample_bias|e|energy|ev)\b/i,
    CONDUCTANCE = /^(di\/?dv|conductance|g|dos|lockin|lock-in|n)\b/i;

/// The line that says why a text is not even looked at, or null.
export function refusal(text, name) {
    if (text.length > MOST)
        return `${name}: ${(text.length / 1e6).toFixed(1)} MB: more than a table of measurements of ${MOST / 1e6} MB`;
    if (text.includes("\0")) return `${name}: binary, not a table of numbers`;
    return text.trim() ? null : `${name}: empty`;
}

/// {name, x [meV or Delta0], y} of a table {columns: [{name, unit, values}]}, y relative to its mean at the largest |x|; or null.
export function conductanceOf({ columns }, name) {
    const x = columns.find((c) => VOLTAGE.test(c.name)),
        y = columns.find((c) => CONDUCTANCE.test(c.name) && c !== x);
    if (!x || !y || !((x.unit ?? "").toLowerCase().replace("none", "") in VOLTAGES)) return null;
    const by = VOLTAGES[(x.unit ?? "").toLowerCase()] ?? 1,
        rows = Array.from(x.values, (v, i) => [v * by, y.values[i]]);
    const known = rows.filter((row) => row.every(Number.isFinite)).sort((a, b) => a[0] - b[0]);
    if (known.length < 3) return null;
    const far = 0.85 * Math.max(...known.map(([v]) => Math.abs(v))),
        outer = known.filter(([v]) => Math.abs(v) >= far).map(([, g]) => g);
    const normal = outer.reduce((a, b) => a + b, 0) / outer.length || 1;
    return { name, x: known.map(([v]) => v), y: known.map(([, g]) => g / normal) };
}

/// {kind: "fields", samples, remarks} or {kind: "conductance", curve}; throws the program's line.
export async function readOwn(pool, text, name) {
    const why = refusal(text, name);
    if (why) throw new Error(why);
    try {
        const { samples, notes } = await pool.single("data", "readData", [text, name, {}], { quick: true });
        return { kind: "fields", samples, remarks: notes };
    } catch (error) {
        if (!error.bad) throw error;
        const table = await pool.single("data", "readTable", [text, name], { quick: true }).catch(() => null);
        const curve = table && conductanceOf(table, name);
        if (!curve) throw error;
        return { kind: "conductance", curve };
    }
}
