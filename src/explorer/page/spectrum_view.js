// Density of states or dI/dV against energy at the chosen point, measured dI/dV above it.

import { drawAxes, layout, scales } from "./axes.js";
import { commandsOf } from "./command.js";
import { choice } from "./dom.js";
import { placed } from "./line_view.js";
import { withUnit } from "./units.js";

const HIGHEST = 6; // of a density of states on the picture: peaks of a small broadening would hide everything else
const NEAR = 3; // [Delta0] how far the picture reaches near the gap

const pairs = (x, y) => Array.from(x, (v, i) => [v, y[i]]);

function axesOf(app, spectrum, measured) {
    const whole = spectrum?.energy.length ? spectrum.energy.at(-1) : 1,
        own = app.state.span === "gap" ? Math.min(whole, NEAR * app.scale("energy")) : whole,
        wide = app.state.span === "gap" ? own : Math.max(own, ...(measured?.x.map(Math.abs) ?? []));
    const values = [...(spectrum ? (spectrum[app.state.spectrum] ?? []) : []), ...(measured?.y ?? [])];
    const top = values.reduce((m, v) => (v > m ? v : m), 1),
        cut = top > HIGHEST,
        unit = app.units("energy");
    const name =
        app.state.spectrum === "dos" ? "density of states *N*/*N*_{0}" : "d*I*/d*V* over that of the normal state";
    const x =
        app.state.spectrum === "dos"
            ? withUnit("energy *E*", unit)
            : app.state.units === "si"
              ? "voltage *V* [mV]"
              : "voltage *eV* [Δ_{0}]";
    return {
        x: { min: -wide, max: wide, label: x },
        y: { min: 0, max: cut ? HIGHEST : 1.08 * top, label: name },
        cut: cut ? top : 0,
    };
}

export function spectrumView(app) {
    const which = choice(
        "spectrum",
        "what is shown",
        [
            ["dos", "*N*(*E*)"],
            ["conductance", "d*I*/d*V*"],
        ],
        app.state.spectrum,
        (key) => app.show("spectrum", key),
    );
    const span = choice(
        "span",
        "range of energies",
        [
            ["all", "all"],
            ["gap", "gap"],
        ],
        app.state.span,
        (key) => app.show("span", key),
    );
    return {
        name: "spectrum",
        title: "Spectrum at (*T*, *B*)",
        tools: [span.element, which.element],
        refresh() {
            which.set(app.state.spectrum);
            span.set(app.state.span);
        },
        help: "Density of states or differential conductance against energy at the chosen temperature and field.",
        compose(width, height, colours, caption) {
            const { spectrum, conductance } = app.shown,
                quantity = app.state.spectrum;
            const measured = quantity === "conductance" ? conductance : null,
                { x, y, cut } = axesOf(app, spectrum, measured);
            const legend = cut
                ? [{ label: `cut, peaks up to ${cut.toPrecision(3)}`, colour: colours.faint, dash: [2, 2] }]
                : [];
            if (measured)
                legend.push({ label: measured.name.replace(/[*_^]/g, " ").slice(0, 28), marker: colours.lines[1] });
            const box = layout(width, height, { y, legend, caption }),
                at = scales(box, x, y);
            return {
                box,
                scales: at,
                draw(painter) {
                    painter.clip(box.left, box.top, box.right - box.left, box.bottom - box.top, () => {
                        painter.line(
                            [
                                [box.left, at.Y(1)],
                                [box.right, at.Y(1)],
                            ],
                            { colour: colours.faint, width: 0.6, dash: [2, 3] },
                        );
                        if (spectrum) drawEdges(painter, spectrum, box, at, colours);
                        if (spectrum?.[quantity])
                            painter.line(placed(pairs(spectrum.energy, spectrum[quantity]), at), {
                                colour: colours.lines[0],
                                width: 1.5,
                            });
                        measured?.x.forEach((v, i) =>
                            painter.circle(at.X(v), at.Y(measured.y[i]), 2.4, { fill: colours.lines[1] }),
                        );
                    });
                    drawAxes(painter, box, x, y, colours);
                },
            };
        },
        read(E) {
            const { spectrum } = app.shown;
            if (!spectrum) return "";
            const i = spectrum.energy.findIndex((v) => v >= E),
                value = spectrum[app.state.spectrum]?.[Math.max(i, 0)];
            const name = app.state.spectrum === "dos" ? "*N*/*N*_{0}" : "d*I*/d*V*";
            return `${app.state.spectrum === "dos" ? "*E*" : "*eV*"} = ${app.number(E, "energy")} · ${name} = ${Number.isFinite(value) ? value.toPrecision(4) : "not known"}`;
        },
        rest: () => restText(app),
        commands: () => commandsOf("spectrum", app.state),
        table: () => tableOf(app),
    };
}

/// Gap edge and flanks of the mirage gap.
function drawEdges(painter, { marks }, box, at, colours) {
    const band = (from, to, fill) => {
        for (const sign of [-1, 1]) {
            const [a, b] = [at.X(sign * from), at.X(sign * to)];
            painter.rect(Math.min(a, b), box.top, Math.abs(b - a), box.bottom - box.top, { fill, alpha: 0.13 });
        }
    };
    if (marks && marks["mirage.lower"] < marks["mirage.upper"])
        band(marks["mirage.lower"], marks["mirage.upper"], colours.lines[2]);
    if (marks?.gap_edge > 0) band(0, marks.gap_edge, colours.lines[3]);
}

function restText(app) {
    const { spectrum } = app.shown,
        { T, B } = app.state.values,
        parts = [`*T* = ${app.number(T, "T")}, *B* = ${app.number(B, "B")}`];
    const marks = spectrum?.marks;
    if (!marks) return parts[0];
    if (!(marks.order_parameter > 0)) return `${parts[0]} · normal state`;
    parts.push(
        `*Δ* = ${app.number(marks.order_parameter, "energy")}`,
        marks.gap_edge > 1e-6 * marks.order_parameter ? `gap edge ${app.number(marks.gap_edge, "energy")}` : "gapless",
    );
    if (marks["mirage.position"] > 0)
        parts.push(
            `mirage gap at ${app.number(marks["mirage.position"], "energy")}, width ${app.number(marks["mirage.width"], "energy")}`,
        );
    return parts.join(" · ");
}

function tableOf(app) {
    const { spectrum } = app.shown;
    if (!spectrum) return { columns: [] };
    const columns = [{ name: "energy", unit: app.units("energy"), values: spectrum.energy }];
    for (const name of ["dos", "conductance"])
        if (spectrum[name]) columns.push({ name, unit: "1", values: spectrum[name] });
    const marks = Object.entries(spectrum.marks ?? {}).map(([name, value]) => `${name} = ${value}`);
    return { columns, remarks: [spectrum.source, ...marks], command: commandsOf("spectrum", app.state).shell };
}
