// B_c2(T): all critical lines, special points, measured points.

import { ceiling, drawAxes, layout, scales } from "./axes.js";
import { LINES, ORDER } from "./colours.js";
import { commandsOf } from "./command.js";
import { along, drawnLines, gaplessAreas } from "./lines.js";
import { drawMeasured, measuredLegend } from "./measured.js";
import { withUnit } from "./units.js";

export const MARKS = {
    T_tricritical: ["tricritical point", "ink"],
    T_critical_point: ["critical point", "back"],
    T_lifshitz: ["Lifshitz point", "mark"],
};

/// Transforms the points of a polyline.
export const placed = (points, { X, Y }) => points.map(([x, y]) => [X(x), Y(y)]);

export const lineStyle = (name, colours) => ({
    colour: colours.lines[LINES[name][1]],
    dash: LINES[name][2],
    width: name === "second" || name === "first" ? 2 : 1.6,
});

/// Legend of the lines that are there.
export function legendOf(lines, marks, colours, gapless) {
    const entries = Object.keys(LINES)
        .filter((name) => lines[name])
        .map((name) => ({ label: LINES[name][0], ...lineStyle(name, colours) }));
    if (gapless) entries.push({ label: "gapless", fill: colours.lines[3], alpha: 0.3 });
    for (const [name, [label, fill]] of Object.entries(MARKS)) {
        if (marks.some((mark) => mark.name === name))
            entries.push({ label, marker: fill === "mark" ? colours.lines[5] : colours[fill] });
    }
    return entries;
}

export function drawMarks(painter, marks, at, colours) {
    for (const { name, T, B } of marks) {
        const fill = MARKS[name][1] === "mark" ? colours.lines[5] : colours[MARKS[name][1]];
        painter.circle(at.X(T), at.Y(B), 4.5, { fill, stroke: colours.ink, line: 1 });
    }
}

const highest = (lines) =>
    Object.values(lines).reduce((top, points) => points.reduce((m, [, B]) => (B > m ? B : m), top), 0);

/// The largest field of the pictures over T.
export const topField = (shown) =>
    ceiling(1.05 * Math.max(highest(shown.line ? drawnLines(shown.line) : {}), shown.measured?.highest ?? 0));

export function fieldAxes(app) {
    const { state, units } = app,
        shown = app.shown;
    const right = Math.max(state.units === "si" ? state.values.tc0 : 1, (shown.measured?.warmest ?? 0) * 1.04);
    return {
        x: { min: 0, max: right, label: withUnit("temperature *T*", units("T")) },
        y: { min: 0, max: topField(shown), label: withUnit("critical field *B*_{c2}", units("B")) },
    };
}

export function lineView(app) {
    return {
        name: "line",
        title: "Critical field *B*_{c2}(*T*)",
        help: "Critical field against temperature with the lines of first and second order. Arrow keys move the cursor, Enter chooses temperature and field for the other pictures.",
        compose(width, height, colours, caption) {
            const { line, marks, measured } = app.shown,
                { x, y } = fieldAxes(app);
            const lines = line ? drawnLines(line) : {},
                areas = line ? gaplessAreas(line) : [];
            const legend = [...legendOf(lines, marks, colours, areas.length > 0), ...measuredLegend(measured, colours)];
            const box = layout(width, height, { y, legend, caption }),
                at = scales(box, x, y);
            return {
                box,
                scales: at,
                draw(painter) {
                    painter.clip(box.left, box.top, box.right - box.left, box.bottom - box.top, () => {
                        for (const area of areas)
                            painter.area(placed(area, at), { fill: colours.lines[3], alpha: 0.22 });
                        for (const name of ORDER.filter((n) => lines[n]))
                            painter.line(placed(lines[name], at), lineStyle(name, colours));
                        drawMarks(painter, marks, at, colours);
                        drawMeasured(painter, measured, at, colours);
                    });
                    drawAxes(painter, box, x, y, colours);
                },
            };
        },
        /// Between the temperatures of the line along the curve as it is drawn.
        read(T, B) {
            const { line } = app.shown,
                { number } = app;
            const lines = line ? drawnLines(line) : {},
                first = along(lines.first ?? [], T),
                second = along(lines.second ?? [], T);
            const field = Number.isFinite(first) ? first : second,
                parts = [`*T* = ${number(T, "T")}, *B* = ${number(B, "B")}`];
            if (Number.isFinite(field))
                parts.push(`*B*_{c2} ≈ ${number(field, "B")} (${Number.isFinite(first) ? "first" : "second"} order)`);
            const collapse = along(lines.B_collapse ?? [], T);
            if (Number.isFinite(collapse)) parts.push(`gap closes at about ${number(collapse, "B")}`);
            return parts.join(" · ");
        },
        rest() {
            return app.shown.remark || this.read(app.state.values.T, app.state.values.B);
        },
        pick: (T, B) => app.pick(T, B),
        picked: () => [app.state.values.T, app.state.values.B],
        commands: () => commandsOf("line", app.state),
        table: () => tableOf(app),
    };
}

const SHOWN_LAST = ["status"];

function tableOf(app) {
    const { line } = app.shown;
    if (!line) return { columns: [] };
    const names = [
        ...Object.keys(line.fields).filter((n) => !SHOWN_LAST.includes(n)),
        ...SHOWN_LAST.filter((n) => n in line.fields),
    ];
    const columns = [{ name: "T", unit: app.units("T"), values: line.T }];
    for (const name of names)
        columns.push({ name, unit: app.unitOf("fields", name), values: app.words("fields", name, line.fields[name]) });
    const remarks = app.shown.marks.map(({ name, T, B }) => `${name} = ${T} at B = ${B}`);
    return { columns, remarks: [line.source, ...remarks], command: commandsOf("line", app.state).shell };
}
