// The fit of `mirage fit` in a worker of its own, its table, and its values taken over into the state.

import { element } from "./dom.js";
import { save } from "./export.js";
import { NAMES, SYMBOLS } from "./names.js";
import { given } from "./requests.js";
import { convert, pocketText } from "./state.js";
import { nodesOf } from "./text.js";
import { shownUnit } from "./units.js";
import { StoppedError } from "./workers.js";
import { written } from "./app.js";

const FREE = ["tc0", "beta", "gamma", "alpha", "gamma_magnetic", "gamma_spin_orbit", "orbital", "t_triplet"];
const USUAL = new Set(["tc0", "beta"]),
    SKIPPED = new Set(["momentum", "momentum_direction"]);

/// Options of `mirage fit`: what is free, and the values of the page for what is not.
export function fitOptions(state, free, description) {
    const si = structuredClone(state);
    convert(si, "si", description);
    const options = { model: "exact", free: free.map((name) => name.replaceAll("_", "-")).join(",") };
    for (const [name, value] of given(si))
        if (!free.includes(name) && !SKIPPED.has(name)) options[name.replaceAll("_", "-")] = String(value);
    if (si.pockets.length) options.pocket = si.pockets.map(pocketText);
    return options;
}

export function createFit(app, pool, data) {
    let result = null,
        running = false;
    const boxes = FREE.map((name) => ({
        name,
        box: element("input", { type: "checkbox", checked: USUAL.has(name), "aria-label": `${NAMES[name]} is free` }),
    }));
    const choose = element(
        "div",
        { class: "actions", role: "group", "aria-label": "free parameters" },
        ...boxes.map(({ name, box }) =>
            element(
                "label",
                { class: "check", title: NAMES[name] },
                box,
                element("span", {}, ...nodesOf(SYMBOLS[name])),
            ),
        ),
    );
    const go = element(
        "button",
        { type: "button", class: "main", id: "fit", onclick: () => (running ? stop() : run()) },
        "Fit",
    );
    const keep = element(
        "button",
        {
            type: "button",
            hidden: true,
            id: "save-fit",
            onclick: () => save("mirage-fit.json", "application/json", [text()]),
        },
        "Save as JSON",
    );
    const say = element("p", { class: "help", "aria-live": "polite", id: "fit-says" }),
        rows = element("tbody"),
        table = element("table", { hidden: true, id: "fit-table" }, rows);
    const node = element(
        "div",
        { class: "stack", hidden: true },
        element("p", { class: "help" }, "Free parameters:"),
        choose,
        element("div", { class: "actions" }, go, keep),
        say,
        table,
    );

    const text = () => `${JSON.stringify(result, null, 2)}\n`;

    function stop() {
        pool.drop("fit");
    }

    async function run() {
        const own = data(),
            free = boxes.filter(({ box }) => box.checked).map(({ name }) => name);
        if (!own) return;
        running = true;
        go.textContent = "Stop";
        say.textContent = "Fitting …";
        try {
            result = await pool.single(
                "fit",
                "fit",
                [own.text, own.name, fitOptions(app.state, free, app.description)],
                { rank: 9 },
            );
            app.messages.clear("fit");
            show();
            takeOver();
        } catch (error) {
            say.textContent = error instanceof StoppedError ? "Stopped." : "";
            if (!(error instanceof StoppedError)) app.messages.say("fit", error.message);
        }
        running = false;
        go.textContent = "Fit";
    }

    function show() {
        const { goodness } = result;
        say.textContent = `χ² = ${written(result.chi2)}, χ²/dof = ${written(result.reduced_chi2, 3)}${goodness?.statement ? `: ${goodness.statement}` : ""}.`;
        rows.replaceChildren(
            element("tr", {}, ...["", "value", "95 %", ""].map((t) => element("th", {}, t))),
            ...Object.entries(result.parameters).map(([name, p]) =>
                element(
                    "tr",
                    {},
                    element("td", {}, ...nodesOf(SYMBOLS[name.replaceAll("-", "_")] ?? name.replace(/[*_^]/g, " "))),
                    element("td", {}, `${written(p.value)} `, ...nodesOf(shownUnit(p.unit ?? ""))),
                    element(
                        "td",
                        {},
                        p.status !== "fixed" && p.interval?.every(Number.isFinite)
                            ? `${written(p.interval[0])} to ${written(p.interval[1])}`
                            : "",
                    ),
                    element("td", {}, String(p.status)),
                ),
            ),
        );
        table.hidden = keep.hidden = false;
    }

    /// The fitted values of one sample become those of the page.
    function takeOver() {
        const units = app.state.units;
        convert(app.state, "si", app.description);
        for (const [name, p] of Object.entries(result.parameters)) {
            const key = name.replaceAll("-", "_");
            if (key in app.state.values && p.status !== "fixed" && Number.isFinite(p.value))
                app.state.values[key] = p.value;
        }
        convert(app.state, units, app.description);
        app.changed();
    }

    /// Other data: what was fitted to the last is gone.
    function reset() {
        result = null;
        say.textContent = "";
        table.hidden = keep.hidden = true;
    }

    return {
        element: node,
        reset,
        refresh() {
            node.hidden = !data();
        },
    };
}
