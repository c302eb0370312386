// The state of the page: settings of the material in the units shown, the chosen point, what the pictures show. It stands in
// the fragment of the address, under the names of the program's options.

import { clamp, limits, plain, strictNumber } from "./limits.js";
import { QUANTITIES } from "./names.js";
import { factor, tidy } from "./units.js";

const LONGEST = 8000; // characters of a fragment
const SHOWS = {
    quantity: QUANTITIES,
    spectrum: ["dos", "conductance"],
    span: ["all", "gap"],
    states: ["order_parameter", "free_energy"],
};
const COUNTS = { temperatures: { min: 10, max: 200 } };
const ETA = {
    name: "eta",
    unit: { reduced: "Delta0", si: "meV" },
    allowed: "1e-6 to 10 Delta0",
    default: null,
    words: [],
};
export const FORMS = ["valley", "cos3phi"];
export const MOST_POCKETS = 8;

/// The settings of the description that the page knows, by their names.
export function settingsOf(description) {
    const skipped = new Set(["units", "tolerance"]);
    return new Map([...description.settings.filter((s) => !skipped.has(s.name)), ETA].map((s) => [s.name, s]));
}

/// Monolayer NbSe2 of jobs/quickstart.cfg.
export function defaultState() {
    const values = {
        tc0: 3,
        g_factor: 2,
        beta: 4.1,
        gamma: 0,
        alpha: 0,
        gamma_intra: null,
        gamma_inter: null,
        gamma_pocket: null,
        gamma_magnetic: null,
        gamma_spin_orbit: null,
        orbital: null,
        thickness: null,
        diffusion: null,
        theta: null,
        t_triplet: null,
        momentum: null,
        momentum_direction: null,
        T: 0.3,
        B: 20,
        eta: null,
    };
    return {
        units: "si",
        values,
        pockets: [],
        temperatures: 60,
        quantity: "order_parameter",
        spectrum: "dos",
        span: "all",
        states: "order_parameter",
    };
}

/// What 1 in reduced units is in the units shown, 1 where these are reduced.
export const scale = (state, unit, constants) => (state.units === "si" ? factor(unit, constants, state.values) : 1);

/// {min, max} of a setting in the units shown.
export function limitsOf(state, setting, constants) {
    const { min, max } = limits(setting.allowed),
        by = scale(state, setting.unit, constants);
    return { min: min * by, max: max * by };
}

function clampPocket(state, pocket, description) {
    return description.pockets
        .filter(({ name }) => name !== "form")
        .filter((setting) => {
            const value = pocket[setting.name];
            pocket[setting.name] = clamp(value, limitsOf(state, setting, description.constants));
            return pocket[setting.name] !== value;
        })
        .map(({ name }) => `pocket.${pocket.name}.${name}`);
}

/// Every number inside its limits; the names of those that were not.
export function clampAll(state, description) {
    const outside = [];
    for (const [name, setting] of settingsOf(description)) {
        const value = state.values[name];
        if (typeof value !== "number") continue;
        const inside = clamp(name === "B" ? Math.abs(value) : value, limitsOf(state, setting, description.constants));
        if (inside !== value && !(name === "B" && inside === -value)) outside.push(name);
        state.values[name] = inside;
    }
    for (const pocket of state.pockets) outside.push(...clampPocket(state, pocket, description));
    return outside;
}

/// The same physical state in other units; a message where a setting has no meaning in them.
export function convert(state, units, description) {
    if (units === state.units) return null;
    if (units === "reduced" && (state.values.thickness || state.values.diffusion)) {
        return "thickness and diffusion are in nm and cm²/s: without them, or with orbital in their place, reduced units are possible";
    }
    for (const [name, setting] of settingsOf(description)) {
        const by = factor(setting.unit, description.constants, state.values),
            value = state.values[name];
        if (typeof value === "number" && by !== 1) state.values[name] = tidy(units === "si" ? value * by : value / by);
    }
    const energy = factor({ reduced: "Delta0", si: "meV" }, description.constants, state.values);
    for (const pocket of state.pockets) {
        for (const key of ["beta", "alpha"])
            pocket[key] = tidy(units === "si" ? pocket[key] * energy : pocket[key] / energy);
    }
    state.units = units;
    return null;
}

export const emptyPocket = (name) => ({
    name,
    share: 0.3,
    beta: 0,
    form: "valley",
    alpha: 0,
    gap: 1,
    velocity: 1,
    tunnel_weight: 1,
});

/// "G:share=0.4,beta=2" -> a pocket, or null.
export function pocketOf(text) {
    const found = /^([A-Za-z][A-Za-z0-9_]{0,15}):(.*)$/.exec(text);
    if (!found) return null;
    const pocket = emptyPocket(found[1]);
    for (const part of found[2].split(",")) {
        const [key, value] = part.split("="),
            name = key.replaceAll("-", "_");
        if (!Object.hasOwn(pocket, name) || name === "name" || value === undefined) return null;
        if (name === "form" ? !FORMS.includes(value) : strictNumber(value) === null) return null;
        pocket[name] = name === "form" ? value : strictNumber(value);
    }
    return pocket;
}

/// As the program takes it, without what is as in the valleys.
export function pocketText(pocket) {
    const usual = emptyPocket(pocket.name);
    const parts = Object.keys(usual).filter((key) => key !== "name" && (key === "share" || pocket[key] !== usual[key]));
    return `${pocket.name}:${parts.map((key) => `${key.replaceAll("_", "-")}=${pocket[key]}`).join(",")}`;
}

/// One entry of a fragment into the state; a message where it is not understood.
function take(state, key, text, settings, description) {
    const name = key.replaceAll("-", "_"),
        shown = `${plain(key, 30)} = ${plain(text, 40)}`;
    if (name === "units")
        return ["reduced", "si"].includes(text) ? void (state.units = text) : `${shown}: must be reduced or si`;
    if (Object.hasOwn(SHOWS, name))
        return SHOWS[name].includes(text) ? void (state[name] = text) : `${shown}: allowed: ${SHOWS[name].join(", ")}`;
    if (name === "pocket") {
        const pocket = pocketOf(text);
        if (!pocket) return `${shown}: NAME:share=0.4,beta=2 is needed`;
        return state.pockets.length < MOST_POCKETS
            ? void state.pockets.push(pocket)
            : `${shown}: at most ${MOST_POCKETS} pockets`;
    }
    const setting = settings.get(name);
    if (setting?.words?.includes(text)) return void (state.values[name] = text);
    if (!setting && !Object.hasOwn(COUNTS, name)) return `${plain(key, 30)}: no such setting; left out`;
    const value = strictNumber(text);
    if (value === null) return `${shown}: must be a number; left out`;
    if (setting) state.values[name] = value;
    else state[name] = Math.round(clamp(value, COUNTS[name]));
    return undefined;
}

/// {state, messages} of a fragment with or without its #.
export function readFragment(fragment, description) {
    const state = defaultState(),
        messages = [],
        settings = settingsOf(description),
        text = fragment.replace(/^#/, "");
    if (text.length > LONGEST)
        return {
            state,
            messages: [`the address holds ${text.length} characters behind #: more than ${LONGEST}; left out`],
        };
    if (text) Object.assign(state.values, { beta: 0, T: null, B: null });
    for (const [key, value] of new URLSearchParams(text)) {
        const message = take(state, key, value, settings, description);
        if (message && messages.length < 5) messages.push(message);
    }
    for (const [name, usual] of [
        ["T", 0.1],
        ["B", 0.5],
    ]) {
        state.values[name] ??= tidy(usual * scale(state, settings.get(name).unit, description.constants));
    }
    const outside = clampAll(state, description);
    if (outside.length) messages.push(`${outside.join(", ")}: outside what is allowed; the nearest value that is`);
    return { state, messages };
}

/// The fragment of a state; defaults of the program are left out.
export function writeFragment(state) {
    const usual = defaultState(),
        entries = [["units", state.units]];
    for (const [name, value] of Object.entries(state.values)) {
        if (value !== null && (value !== 0 || name === "B")) entries.push([name, String(value)]);
    }
    for (const pocket of state.pockets) entries.push(["pocket", pocketText(pocket)]);
    for (const name of ["temperatures", ...Object.keys(SHOWS)])
        if (state[name] !== usual[name]) entries.push([name, String(state[name])]);
    return new URLSearchParams(entries).toString();
}
