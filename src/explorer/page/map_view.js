// A quantity of the stable state over temperature and field: colours, contour lines, critical lines above them.

import { contours } from "d3-contour";
import { drawAxes, drawBar, layout, scales } from "./axes.js";
import { ORDER, ramp, shade } from "./colours.js";
import { commandsOf } from "./command.js";
import { drawnLines, gaplessAreas } from "./lines.js";
import { drawMarks, fieldAxes, legendOf, lineStyle, placed } from "./line_view.js";
import { label } from "./names.js";
import { withUnit } from "./units.js";

const PHASES = ["normal", "gapped", "gapless"],
    LEVELS = [0.2, 0.4, 0.6, 0.8];

/// Borders of the cells around the points of an axis.
export function edges(values) {
    const middle = Array.from({ length: values.length - 1 }, (_, i) => 0.5 * (values[i] + values[i + 1]));
    return [values[0], ...middle, values.at(-1)];
}

/// {low, high} of the finite values; from 0 where the sign is one.
export function range(values) {
    let low = 0,
        high = 0;
    for (const v of values) if (Number.isFinite(v)) [low, high] = [Math.min(low, v), Math.max(high, v)];
    return { low, high: high > low ? high : low + 1 };
}

/// What is made of a map once: found again by the map and a key.
const made = new WeakMap();
function once(map, key, make) {
    if (!made.has(map)) made.set(map, new Map());
    const known = made.get(map);
    if (!known.has(key)) known.set(key, make());
    return known.get(key);
}

/// Contour lines as points on the axes; those along the rim are none.
function contourLines({ T, B, values }, levels) {
    const [n, m] = [T.length, B.length],
        on = (k, size) => k < 0.51 || k > size - 0.51;
    const grid = Array.from({ length: n * m }, (_, k) => values[(k % n) * m + Math.floor(k / n)]);
    const value = (axis, at) => {
        const i = Math.max(0, Math.min(axis.length - 2, Math.floor(at - 0.5))),
            t = at - 0.5 - i;
        return axis[i] + t * (axis[i + 1] - axis[i]);
    };
    return contours()
        .size([n, m])
        .thresholds(levels)(grid)
        .map(({ coordinates }) =>
            coordinates
                .flat()
                .map((ring) => ring.map(([x, y]) => (on(x, n) || on(y, m) ? [NaN, NaN] : [value(T, x), value(B, y)]))),
        );
}

function coloursFor(map, quantity, colours) {
    if (quantity === "phase") {
        const three = [colours.blues[0], colours.blues[6], colours.lines[3]];
        return { shades: three, cells: (v) => (v >= 0 ? three[v] : null), low: 0, high: 2 };
    }
    const shades = ramp(quantity === "order_parameter" ? colours.blues : colours.cividis),
        { low, high } = range(map.values);
    return {
        shades,
        low,
        high,
        cells: (v) => (Number.isFinite(v) ? shades[shade(v, low, high, shades.length)] : null),
    };
}

function drawCells(painter, map, paint, at, box, colours) {
    const [n, m] = [map.T.length, map.B.length];
    const [left, right] = [at.X(map.T[0]), at.X(map.T.at(-1))];
    painter.rect(left, box.top, right - left, box.bottom - box.top, { fill: colours.hatch }); // seen through points that failed
    const cells = once(map, `cells ${colours.back}`, () =>
        Array.from({ length: n }, (_, i) => Array.from({ length: m }, (_, j) => paint.cells(map.values[i * m + j]))),
    );
    painter.cells(edges(map.T).map(at.X), edges(map.B).map(at.Y), cells);
}

export function mapView(app) {
    return {
        name: "map",
        title: "Phase diagram",
        help: "Map of a quantity of the stable state over temperature and field with contour lines and critical lines. Arrow keys move the cursor, Enter chooses a point.",
        compose(width, height, colours, caption) {
            const { map, line, marks } = app.shown,
                quantity = app.state.quantity,
                { x, y } = fieldAxes(app);
            if (map) [x.max, y.max] = [Math.max(map.T.at(-1), 1e-9), Math.max(map.B.at(-1), 1e-9)];
            y.label = withUnit("field *B*", app.units("B"));
            const lines = line ? drawnLines(line) : {},
                areas = line ? gaplessAreas(line) : [];
            const phases =
                quantity === "phase"
                    ? PHASES.map((name, i) => ({
                          label: name,
                          fill: [colours.blues[0], colours.blues[6], colours.lines[3]][i],
                      }))
                    : [];
            const legend = [...phases, ...legendOf(lines, marks, colours, areas.length > 0 && quantity !== "phase")];
            const bar = quantity === "phase" ? 0 : 74,
                box = layout(width, height, { y, legend, bar, caption }),
                at = scales(box, x, y);
            return {
                box,
                scales: at,
                draw(painter) {
                    const paint = map ? coloursFor(map, quantity, colours) : null;
                    painter.clip(box.left, box.top, box.right - box.left, box.bottom - box.top, () => {
                        if (map) drawCells(painter, map, paint, at, box, colours);
                        if (map && quantity !== "phase") drawContours(painter, map, paint, at, colours);
                        for (const area of quantity === "phase" ? [] : areas)
                            painter.area(placed(area, at), { fill: colours.lines[3], alpha: 0.3 });
                        for (const name of ORDER.filter((n) => lines[n]))
                            drawRimmed(painter, lines[name], name, at, colours);
                        drawMarks(painter, marks, at, colours);
                    });
                    drawAxes(painter, box, x, y, colours);
                    if (bar && map)
                        drawBar(
                            painter,
                            box,
                            paint.shades,
                            paint.low,
                            paint.high,
                            withUnit(label(quantity), app.unitOf("points", quantity)),
                            colours,
                        );
                },
            };
        },
        /// The value at the nearest point of the map, with its temperature and field.
        read(T, B) {
            const { map } = app.shown,
                placeOf = (t, b) => `*T* = ${app.number(t, "T")}, *B* = ${app.number(b, "B")}`;
            if (!map) return placeOf(T, B);
            const i = nearest(map.T, T),
                j = nearest(map.B, B),
                at = placeOf(map.T[i], map.B[j]),
                value = map.values[i * map.B.length + j];
            const text =
                app.state.quantity === "phase"
                    ? (PHASES[value] ?? "not converged")
                    : app.valueText("points", app.state.quantity, value);
            return `${at} · ${label(app.state.quantity)}${app.state.quantity === "phase" ? ":" : " ="} ${text}`;
        },
        rest() {
            return this.read(app.state.values.T, app.state.values.B);
        },
        pick: (T, B) => app.pick(T, B),
        picked: () => [app.state.values.T, app.state.values.B],
        commands: () => commandsOf("map", app.state, gridOf(app)),
        table: () => tableOf(app),
    };
}

/// The axes of the map as {first, last, count}.
function gridOf(app) {
    const { map } = app.shown,
        ends = (values) => ({ first: values[0], last: values.at(-1), count: values.length });
    return map
        ? { T: ends(map.T), B: ends(map.B) }
        : { T: { first: 0.1, last: 1, count: 10 }, B: { first: 0, last: 1, count: 10 } };
}

export function nearest(values, x) {
    let best = 0;
    for (let i = 1; i < values.length; ++i) if (Math.abs(values[i] - x) < Math.abs(values[best] - x)) best = i;
    return best;
}

function drawContours(painter, map, { low, high }, at, colours) {
    for (const rings of once(map, "contours", () =>
        contourLines(
            map,
            LEVELS.map((f) => low + f * (high - low)),
        ),
    )) {
        for (const ring of rings) painter.line(placed(ring, at), { colour: colours.contour, width: 0.6, alpha: 0.8 });
    }
}

function drawRimmed(painter, points, name, at, colours) {
    if (!name.startsWith("B_momentum"))
        painter.line(placed(points, at), { colour: colours.rim, width: 3.4, alpha: 0.85 });
    painter.line(placed(points, at), lineStyle(name, colours));
}

function tableOf(app) {
    const { map } = app.shown,
        quantity = app.state.quantity;
    if (!map) return { columns: [] };
    const m = map.B.length,
        count = map.T.length * m,
        of = (pick) => Array.from({ length: count }, (_, k) => pick(Math.floor(k / m), k % m));
    const columns = [
        { name: "T", unit: app.units("T"), values: of((i) => map.T[i]) },
        { name: "B", unit: app.units("B"), values: of((_, j) => map.B[j]) },
        { name: quantity, unit: app.unitOf("points", quantity), values: app.words("points", quantity, map.values) },
    ];
    return { columns, remarks: [map.source], command: commandsOf("map", app.state, gridOf(app)).shell };
}
