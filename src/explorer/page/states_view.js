// Delta and the free energy of all solutions against field at the chosen temperature.

import { ceiling, drawAxes, layout, scales } from "./axes.js";
import { branchesOf, kindsOf } from "./branches.js";
import { DASHES } from "./colours.js";
import { commandsOf } from "./command.js";
import { choice } from "./dom.js";
import { placed } from "./line_view.js";
import { label } from "./names.js";
import { withUnit } from "./units.js";

const KINDS = ["stable", "metastable", "unstable"],
    COLOUR = [0, 2, 1];
export const ROOM = 8; // solutions at one field

/// [{B, values}] of the columns of a call of points.
export function solutionsOf({ B, found }) {
    return Array.from(B, (field, i) => ({
        B: field,
        values: Array.from({ length: ROOM }, (_, k) => ({
            order_parameter: found["solutions.order_parameter"][i * ROOM + k],
            free_energy: found["solutions.free_energy"][i * ROOM + k],
            kind: found["solutions.kind"][i * ROOM + k],
        })).filter((s) => Number.isFinite(s.order_parameter)),
    }));
}

function axesOf(app, states, quantity) {
    const all = states ? states.fields.flatMap(({ values }) => values.map((v) => v[quantity])) : [];
    const unit = app.unitOf("points", quantity),
        x = { min: 0, max: states ? states.B.at(-1) : 1, label: withUnit("field *B*", app.units("B")) };
    const low = Math.min(0, ...all),
        high = Math.max(0, ...all),
        energy = quantity === "free_energy";
    const y = energy
        ? { min: -ceiling(1.05 * -low), max: Math.max(1.15 * high, 0.12 * ceiling(-low)) }
        : { min: 0, max: ceiling(1.05 * high) };
    return { x, y: { ...y, label: withUnit(label(quantity), unit) } };
}

export function statesView(app) {
    const which = choice(
        "states",
        "what is shown",
        [
            ["order_parameter", "*Δ*"],
            ["free_energy", "free energy"],
        ],
        app.state.states,
        (key) => app.show("states", key),
    );
    return {
        name: "states",
        title: "All solutions at *T*",
        tools: [which.element],
        refresh: () => which.set(app.state.states),
        help: "Order parameter or free energy of every solution of the gap equation against field at the chosen temperature.",
        compose(width, height, colours, caption) {
            const { states } = app.shown,
                quantity = app.state.states,
                { x, y } = axesOf(app, states, quantity);
            const kinds = states
                ? KINDS.map((_, k) => k).filter((k) =>
                      states.fields.some(({ values }) => values.some((v) => v.kind === k)),
                  )
                : [];
            const legend = kinds.map((k) => ({
                label: KINDS[k],
                colour: colours.lines[COLOUR[k]],
                dash: DASHES[k === 0 ? 0 : k === 1 ? 1 : 3],
            }));
            const box = layout(width, height, { y, legend, caption }),
                at = scales(box, x, y);
            return {
                box,
                scales: at,
                draw(painter) {
                    painter.clip(box.left, box.top, box.right - box.left, box.bottom - box.top, () => {
                        if (quantity === "free_energy")
                            painter.line(
                                [
                                    [box.left, at.Y(0)],
                                    [box.right, at.Y(0)],
                                ],
                                { colour: colours.faint, width: 0.6, dash: [2, 3] },
                            );
                        if (states) drawBranches(painter, states, quantity, at, colours);
                    });
                    drawAxes(painter, box, x, y, colours);
                },
            };
        },
        read: (B) => solutionText(app, B),
        rest: () =>
            [`*T* = ${app.number(app.state.values.T, "T")}`, solutionText(app, app.state.values.B)]
                .filter(Boolean)
                .join(" · "),
        pick: (B) => app.pick(app.state.values.T, B),
        picked: () => [app.state.values.B, NaN],
        commands: () =>
            commandsOf("states", app.state, { B: { first: 0, last: app.shown.states?.B.at(-1) ?? 1, count: 101 } }),
        table: () => tableOf(app),
    };
}

function drawBranches(painter, states, quantity, at, colours) {
    const span = {
        B: states.B.at(-1),
        order_parameter: Math.max(
            1e-12,
            ...states.fields.flatMap(({ values }) => values.map((v) => v.order_parameter)),
        ),
    };
    for (const branch of branchesOf(states.fields, span)) {
        for (const { kind, points } of kindsOf(branch)) {
            const line = placed(
                points.map((p) => [p.B, p[quantity]]),
                at,
            );
            painter.line(line, {
                colour: colours.lines[COLOUR[kind] ?? 0],
                width: kind === 0 ? 2 : 1.5,
                dash: DASHES[kind === 0 ? 0 : kind === 1 ? 1 : 3],
            });
        }
    }
}

function solutionText(app, B) {
    const { states } = app.shown,
        quantity = app.state.states;
    if (!states) return "";
    const { B: field, values } = states.fields.reduce((best, f) =>
        Math.abs(f.B - B) < Math.abs(best.B - B) ? f : best,
    );
    const found = values.map(
        (v) => `${KINDS[v.kind] ?? "not known"} ${app.valueText("points", quantity, v[quantity])}`,
    );
    return `*B* = ${app.number(field, "B")} · ${found.length ? found.join(", ") : "normal"}`;
}

function tableOf(app) {
    const { states } = app.shown;
    if (!states) return { columns: [] };
    const rows = states.fields.flatMap(({ B, values }) => values.map((v) => ({ B, ...v }))),
        of = (name) => rows.map((row) => row[name]);
    const columns = [
        { name: "B", unit: app.units("B"), values: of("B") },
        { name: "order_parameter", unit: app.units("energy"), values: of("order_parameter") },
        { name: "free_energy", unit: app.unitOf("points", "free_energy"), values: of("free_energy") },
        { name: "kind", unit: "1", values: rows.map((row) => KINDS[row.kind] ?? "unknown") },
    ];
    return {
        columns,
        remarks: [`T = ${states.T}`, states.source],
        command: commandsOf("states", app.state, { B: {} }).shell,
    };
}
