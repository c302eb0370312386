// Solutions of the gap equation at neighbouring fields, joined to curves.

/// [{B, values: [{order_parameter, free_energy, kind}]}] ascending in B -> [[{B, order_parameter, free_energy, kind}]]. Each
/// solution goes on to the nearest one of the next field, where that lies close and the pair is nearest both ways.
export function branchesOf(fields, span) {
    const branches = [];
    let open = [];
    for (let k = 0; k < fields.length; ++k) {
        const { B, values } = fields[k],
            step = k ? B - fields[k - 1].B : 0,
            grown = [];
        for (const value of values) {
            const point = { B, ...value },
                last = open.filter((branch) => nearestOf(values, expected(branch, B)) === value);
            const branch = last.sort((a, b) => distance(a, point) - distance(b, point))[0];
            if (branch && distance(branch, point) < limit(branch, step, span)) {
                branch.push(point);
                grown.push(branch);
            } else {
                branches.push([point]);
                grown.push(branches.at(-1));
            }
        }
        open = grown;
    }
    return branches;
}

/// Straight on from the last two points.
function expected(branch, B) {
    const [a, b] = branch.slice(-2);
    if (!b || b.B === a.B) return branch.at(-1).order_parameter;
    return b.order_parameter + ((b.order_parameter - a.order_parameter) / (b.B - a.B)) * (B - b.B);
}

const distance = (branch, point) => Math.abs(expected(branch, point.B) - point.order_parameter);
const nearestOf = (values, at) =>
    values.reduce(
        (best, v) => (Math.abs(v.order_parameter - at) < Math.abs(best.order_parameter - at) ? v : best),
        values[0],
    );
const limit = (branch, step, { B, order_parameter }) => order_parameter * Math.min(0.35, 0.06 + 4 * (step / B));

/// Parts of a branch of one kind, each with the first point of the next.
export function kindsOf(branch) {
    const parts = [];
    for (const point of branch) {
        const last = parts.at(-1);
        if (last && last.kind === point.kind) last.points.push(point);
        else {
            last?.points.push(point);
            parts.push({ kind: point.kind, points: [point] });
        }
    }
    return parts;
}
