// Sliders over the axes of the sweep inside the page.

import { choice, element } from "./dom.js";
import { valueAtPosition } from "./file_data.js";
import { plain } from "./limits.js";
import { NAMES, SYMBOLS } from "./names.js";
import { bare, nodesOf } from "./text.js";
import { shownUnit } from "./units.js";
import { written } from "./app.js";

const PARTS = 20; // positions of a slider between two stored values

function axisRow(axis, positions, changed) {
    const last = axis.values.length - 1,
        title = `${NAMES[axis.name] ?? plain(axis.name)} ${bare(SYMBOLS[axis.name] ?? "")}`;
    const value = element("output", { class: "value" }),
        slider = element("input", { type: "range", min: "0", max: String(last * PARTS), "aria-label": title });
    const set = (at) => {
        positions[axis.name] = Math.min(last, Math.max(0, at));
        refresh();
        changed();
    };
    slider.addEventListener("input", () => set(Number(slider.value) / PARTS));
    const step = (text, name, to) =>
        element(
            "button",
            {
                type: "button",
                "aria-label": `${title}: ${name} stored value`,
                onclick: () => set(to(positions[axis.name])),
            },
            text,
        );
    const node = element(
        "div",
        { class: "setting", "data-axis": axis.name },
        element(
            "span",
            {},
            element("span", { class: "symbol" }, ...nodesOf(SYMBOLS[axis.name] ?? plain(axis.name))),
            " ",
            element("span", { class: "name" }, NAMES[axis.name] ?? ""),
        ),
        value,
        slider,
        element(
            "div",
            { class: "actions" },
            step("‹", "previous", (at) => Math.ceil(at) - 1),
            step("›", "next", (at) => Math.floor(at) + 1),
        ),
    );
    function refresh() {
        const at = positions[axis.name],
            number = valueAtPosition(axis.values, at);
        slider.value = String(Math.round(at * PARTS));
        value.replaceChildren(
            `${written(number)} `,
            ...nodesOf(shownUnit(axis.units)),
            Number.isInteger(at) ? "" : " *",
        );
        slider.setAttribute(
            "aria-valuetext",
            `${written(number)} ${axis.units}, ${Number.isInteger(at) ? "stored" : "between stored values"}`,
        );
    }
    refresh();
    return node;
}

/// {element, positions, source(), useEngine()}; begin: positions by the names of axes; changed() after each move.
export function createFilePanel(file, begin, changed) {
    const positions = {},
        moving = [...file.axes.values()].filter(
            ({ name }) => !["T", "B", "energy"].includes(name) && !name.endsWith("_spectrum"),
        );
    for (const axis of moving) positions[axis.name] = begin[axis.name] ?? 0;
    let source = "file";
    const which = choice(
        "source",
        "source of the pictures",
        [
            ["file", "from the file"],
            ["engine", "computed"],
        ],
        source,
        (key) => {
            source = key;
            changed(key);
        },
    );
    const missing = file.missing?.length
        ? `Not in the page: ${file.missing
              .slice(0, 8)
              .map(({ name, reason }) => `${plain(name, 30)} (${plain(reason, 80)})`)
              .join(", ")}.`
        : "";
    const node = element(
        "section",
        { class: "panel", "aria-label": "sweep in this page" },
        element("h2", {}, plain(file.name, 60)),
        element("p", { class: "help" }, plain(file.program ?? `mirage ${file.attributes.program_version ?? ""}`, 80)),
        which.element,
        ...moving
            .filter((axis) => axis.values.length > 1)
            .map((axis) =>
                axisRow(axis, positions, () => {
                    source = "file";
                    which.set(source);
                    changed();
                }),
            ),
        element(
            "p",
            { class: "help" },
            "Between stored values (*) maps and lines are interpolated, flags are those of the nearest one. Maps have 7 digits.",
        ),
        missing ? element("p", { class: "help" }, missing) : null,
    );
    return {
        element: node,
        positions,
        source: () => source,
        useEngine() {
            source = "engine";
            which.set(source);
        },
    };
}
