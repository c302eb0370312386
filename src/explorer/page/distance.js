// Distances of measured points from the curve, perpendicular to it in units of their errors, as those of `mirage fit`.

import { drawnLines } from "./lines.js";

/// B_c2(T) as one polyline, of either order.
export function curveOf(line) {
    const lines = drawnLines(line);
    return [...(lines.second ?? []), ...(lines.first ?? [])]
        .filter(([, B]) => Number.isFinite(B))
        .sort((a, b) => a[0] - b[0]);
}

/// Square of the distance of the origin from a stretch.
function toStretch([x0, y0], [x1, y1]) {
    const [dx, dy] = [x1 - x0, y1 - y0],
        length = dx * dx + dy * dy;
    const t = length > 0 ? Math.min(1, Math.max(0, -(x0 * dx + y0 * dy) / length)) : 0;
    return (x0 + t * dx) ** 2 + (y0 + t * dy) ** 2;
}

/// Square of the distance of a point, in units of the errors sT and sB; 0 for a bound on its own side.
function squareOf({ T, B, bound }, curve, sT, sB) {
    let least = Infinity,
        field = NaN;
    for (let i = 1; i < curve.length; ++i) {
        const [a, b] = [curve[i - 1], curve[i]],
            scaled = ([t, f]) => [(t - T) / sT, (f - B) / sB];
        least = Math.min(least, toStretch(scaled(a), scaled(b)));
        if (a[0] <= T && T <= b[0] && b[0] > a[0]) field = a[1] + ((T - a[0]) / (b[0] - a[0])) * (b[1] - a[1]);
    }
    if ((bound === "lower" && field >= B) || (bound === "upper" && field <= B)) return 0;
    return least;
}

/// {chi2, points} with stated errors, else {scatter: [%] of the largest T and B, points}; null without a curve.
export function goodnessOf(measured, line) {
    const curve = line ? curveOf(line) : [];
    if (curve.length < 2 || !measured?.count) return null;
    const points = measured.samples.flatMap((sample) => sample.points),
        stated = points.every((p) => p.sigma_B > 0 || p.sigma_T > 0);
    const [warm, high] = [Math.max(...points.map((p) => p.T)) || 1, Math.max(...points.map((p) => p.B)) || 1],
        tiny = 1e-6;
    const squares = points.map((p) =>
        squareOf(
            p,
            curve,
            stated ? Math.max(p.sigma_T || 0, tiny * warm) : warm,
            stated ? Math.max(p.sigma_B || 0, tiny * high) : high,
        ),
    );
    const sum = squares.reduce((a, b) => a + b, 0);
    return stated
        ? { chi2: sum, points: points.length }
        : { scatter: 100 * Math.sqrt(sum / points.length), points: points.length };
}
