// Critical lines as they are drawn: B_c2 parted by the order of the transition, other lines where they are lines of their own.

export const FIELDS = { B_c2: 1, order: 1, B_supercooling: 1, B_superheating: 1, B_jump: 1, B_collapse: 1, status: 1 };
export const MOMENTUM_FIELDS = {
    ...FIELDS,
    B_momentum: 1,
    Q_momentum: 1,
    B_momentum_onset: 1,
    momentum_onset_order: 1,
};
const ALONE = ["B_jump", "B_collapse", "B_momentum", "B_momentum_onset"],
    BESIDE = ["B_supercooling", "B_superheating"];
const END = 16,
    BENT = 0.8,
    PARTS = 4; // points of the last stretch below Tc; where lines bend, and into how many parts

const known = (x) => Number.isFinite(x) && x > 0;

/// Close to Tc a line of second order bends: between its points B^2 is taken as linear in T.
function bent(points, end) {
    return points.flatMap(([T, B], i) => {
        const [T0, B0] = points[i - 1] ?? [T, NaN];
        if (T < BENT * end || !Number.isFinite(B + B0)) return [[T, B]];
        return Array.from({ length: PARTS }, (_, k) => (k + 1) / PARTS).map((t) => [
            T0 + t * (T - T0),
            Math.sqrt(B0 * B0 + t * (B * B - B0 * B0)),
        ]);
    });
}

/// Last stretch of a line of second order.
function stretch(T, B, end) {
    return Array.from({ length: END }, (_, i) => {
        const t = 1 - (1 - (i + 1) / END) ** 2;
        return [T + t * (end - T), B * Math.sqrt(1 - t)];
    });
}

/// Where the line ends, between the rows `last` and `last` + 1.
function endOf(T, last, critical) {
    const next = T[last + 1];
    if (critical > T[last] && !(critical > next)) return critical;
    return next;
}

/// {name: points} of {T, fields: {B_c2, order, ...}, critical: T_c or NaN}; what is not known parts the lines.
export function drawnLines({ T, fields, critical = NaN }) {
    const { B_c2, order } = fields,
        lines = { second: [], first: [] };
    let last = -1;
    for (let i = 0; i < T.length; ++i) {
        const field = known(B_c2[i]) ? B_c2[i] : NaN,
            first = order?.[i] === 1;
        const near = first || order?.[i - 1] === 1 || order?.[i + 1] === 1;
        lines.second.push([T[i], first ? NaN : field]);
        lines.first.push([T[i], near && order ? field : NaN]);
        if (known(field)) last = i;
    }
    if (last >= 0 && last + 1 < T.length && order?.[last] !== 1 && nothingFollows(fields, last)) {
        const end = endOf(T, last, critical);
        lines.second = [...bent(lines.second.slice(0, last + 1), end), ...stretch(T[last], B_c2[last], end)];
    }
    for (const name of ALONE)
        if (fields[name]) lines[name] = Array.from(T, (t, i) => [t, known(fields[name][i]) ? fields[name][i] : NaN]);
    for (const name of BESIDE)
        if (fields[name]) lines[name] = Array.from(T, (t, i) => [t, apart(fields[name][i], B_c2[i])]);
    return Object.fromEntries(Object.entries(lines).filter(([, points]) => points.some(([, B]) => Number.isFinite(B))));
}

/// Whether the rows behind are normal and not unknown.
const nothingFollows = (fields, last) => !fields.status || fields.status[last + 1] === 0;

const apart = (line, field) => (known(line) && !(Math.abs(line - field) <= 1e-4 * Math.abs(field)) ? line : NaN);

/// The polygons of gapless states between the collapse of the gap and B_c2.
export function gaplessAreas({ T, fields }) {
    const areas = [];
    let upper = [],
        lower = [];
    for (let i = 0; i <= T.length; ++i) {
        const [low, high] = [fields.B_collapse?.[i], fields.B_c2[i]];
        if (i < T.length && known(low) && known(high)) {
            upper.push([T[i], high]);
            lower.push([T[i], low]);
        } else if (upper.length) {
            areas.push([...upper, ...lower.reverse()]);
            [upper, lower] = [[], []];
        }
    }
    return areas;
}

/// Value of a line at x between its points, NaN outside.
export function along(points, x) {
    for (let i = 1; i < points.length; ++i) {
        const [[x0, y0], [x1, y1]] = [points[i - 1], points[i]];
        if (x0 <= x && x <= x1 && Number.isFinite(y0) && Number.isFinite(y1))
            return x1 === x0 ? y0 : y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
    }
    return NaN;
}
