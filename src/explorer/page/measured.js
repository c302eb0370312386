// Measured points over the curve, with error bars; bounds as arrows.

const COLOURS = [1, 2, 3, 4, 5, 6],
    RADIUS = 3.6;

/// {samples, highest, warmest} in the units shown, of what the engine read in K and tesla.
export function measuredOf(samples, perKelvin, perTesla) {
    const shown = samples.map(({ name, points }) => ({
        name,
        points: points.map(({ T, B, sigma_T, sigma_B, bound }) => ({
            T: T * perKelvin,
            B: B * perTesla,
            sigma_T: (sigma_T ?? NaN) * perKelvin,
            sigma_B: (sigma_B ?? NaN) * perTesla,
            bound,
        })),
    }));
    const all = shown.flatMap(({ points }) => points);
    return {
        samples: shown,
        highest: Math.max(0, ...all.map((p) => p.B)),
        warmest: Math.max(0, ...all.map((p) => p.T)),
        count: all.length,
    };
}

const colourOf = (i, colours) => colours.lines[COLOURS[i % COLOURS.length]];

export const measuredLegend = (measured, colours) =>
    (measured?.samples ?? [])
        .slice(0, 6)
        .map(({ name }, i) => ({ label: name.replace(/[*_^]/g, " ").slice(0, 28), marker: colourOf(i, colours) }));

function bar(painter, from, to, style) {
    painter.line([from, to], style);
    const across = from[0] === to[0] ? [3, 0] : [0, 3];
    for (const [x, y] of [from, to])
        painter.line(
            [
                [x - across[0], y - across[1]],
                [x + across[0], y + across[1]],
            ],
            style,
        );
}

function drawPoint(painter, point, { X, Y }, colour, colours) {
    const x = X(point.T),
        y = Y(point.B),
        style = { colour, width: 1 };
    if (point.sigma_B > 0) bar(painter, [x, Y(point.B - point.sigma_B)], [x, Y(point.B + point.sigma_B)], style);
    if (point.sigma_T > 0) bar(painter, [X(point.T - point.sigma_T), y], [X(point.T + point.sigma_T), y], style);
    if (point.bound === "lower" || point.bound === "upper") {
        const up = point.bound === "lower" ? -1 : 1;
        painter.line(
            [
                [x, y],
                [x, y + 18 * up],
                [x - 3, y + 13 * up],
                [NaN, NaN],
                [x, y + 18 * up],
                [x + 3, y + 13 * up],
            ],
            style,
        );
    }
    painter.circle(x, y, RADIUS, { fill: colour, stroke: colours.back, line: 0.8 });
}

export function drawMeasured(painter, measured, at, colours) {
    measured?.samples.forEach(({ points }, i) => {
        for (const point of points) drawPoint(painter, point, at, colourOf(i, colours), colours);
    });
}
