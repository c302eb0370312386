// A view as a line for the shell and as a call of the Python package.

import { given, temperaturesOf } from "./requests.js";
import { pocketText } from "./state.js";

const axisText = ({ first, last, count }) => `${first}:${last}:${count}`;
const axisPython = ({ first, last, count }) => `np.linspace(${first}, ${last}, ${count})`;
const quoted = (value) => (typeof value === "string" ? JSON.stringify(value) : String(value));

function shell(command, state, options) {
    const settings = given(state).map(([name, value]) => `--${name.replaceAll("_", "-")} ${value}`);
    const pockets = state.pockets.map((pocket) => `--pocket '${pocketText(pocket)}'`);
    return ["mirage", command, ...settings, ...pockets, ...options].join(" ");
}

function python(call, state, options) {
    const settings = given(state).map(([name, value]) => `${name}=${quoted(value)}`);
    const pockets = state.pockets.length
        ? [`pockets=[${state.pockets.map((p) => JSON.stringify(pocketText(p))).join(", ")}]`]
        : [];
    return `import numpy as np\nimport ising_mirage\n\nfound = ising_mirage.${call}(${[...options, ...settings, ...pockets].join(", ")})`;
}

const eta = (state) => (state.values.eta === null ? [] : [state.values.eta]);

/// {shell, python} of "line", "map", "spectrum" or "states"; grid: axes {T, B} of the map, field of the states.
export function commandsOf(view, state, grid) {
    const { T, B } = state.values;
    switch (view) {
        case "line": {
            const temperatures = temperaturesOf(state);
            return {
                shell: shell("line", state, [`--T ${axisText(temperatures)}`]),
                python: python("line", state, [`T=${axisPython(temperatures)}`]),
            };
        }
        case "map":
            return {
                shell: shell("sweep", state, [
                    `--T ${axisText(grid.T)}`,
                    `--B ${axisText(grid.B)}`,
                    "--output mirage.h5",
                ]),
                python: python("points", state, [`T=${axisPython(grid.T)}`, `B=${axisPython(grid.B)}`]),
            };
        case "spectrum":
            return {
                shell: shell("spectrum", state, [
                    `--T ${T}`,
                    `--B ${B}`,
                    ...eta(state).map((e) => `--eta ${e}`),
                    "--conductance",
                ]),
                python: python("spectrum", state, [
                    `T=${T}`,
                    `B=${B}`,
                    ...eta(state).map((e) => `eta=${e}`),
                    "conductance=True",
                ]),
            };
        default:
            return {
                shell: shell("point", state, [`--T ${T}`, `--B ${B}`]),
                python: python("solutions", state, [`T=${T}`, `B=${axisPython(grid.B)}`]),
            };
    }
}
