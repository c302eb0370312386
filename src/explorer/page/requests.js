// The state as inputs of the engine.

import { pocketText } from "./state.js";

const WITHOUT = new Set(["T", "B", "eta"]);
const SI_ONLY = new Set(["tc0", "g_factor", "thickness", "diffusion"]);

/// [[name, value]] of what differs from the program's defaults, in the order of its table. Two rates stand in place of gamma.
export function given(state) {
    const split = state.values.gamma_intra !== null || state.values.gamma_inter !== null;
    return Object.entries(state.values).filter(([name, value]) => {
        if (WITHOUT.has(name) || value === null || (state.units === "reduced" && SI_ONLY.has(name))) return false;
        if (name === "gamma" && split) return false;
        if (name === "gamma_pocket" && state.pockets.length === 0) return false;
        if (name === "momentum_direction" && state.values.momentum === null) return false;
        if (split && (name === "gamma_intra" || name === "gamma_inter")) return true;
        return name === "tc0" || (name === "g_factor" ? value !== 2 : value !== 0);
    });
}

/// Inputs of engine.call without T and B.
export function inputsOf(state) {
    const inputs = Object.fromEntries(given(state));
    if (state.pockets.length) inputs.pocket = state.pockets.map(pocketText);
    return inputs;
}

/// `count` values from first to last, as the axes of the program.
export const axis = (first, last, count) =>
    Float64Array.from({ length: count }, (_, i) => (first * (count - 1 - i) + last * i) / (count - 1));

export const LOWEST = 0.02; // of the temperatures of a line [Tc0]

/// Ends and number of the temperatures of a line: {first, last, count}.
export function temperaturesOf(state) {
    const tc0 = state.units === "si" ? state.values.tc0 : 1;
    return { first: Number((LOWEST * tc0).toPrecision(12)), last: tc0, count: state.temperatures };
}
