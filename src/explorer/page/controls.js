// Sliders and fields of the settings, made of the description: symbol, name, unit, sentence.

import { element } from "./dom.js";
import { limits, strictNumber } from "./limits.js";
import { topField } from "./line_view.js";
import { NAMES, SYMBOLS } from "./names.js";
import { limitsOf, scale, settingsOf } from "./state.js";
import { bare, nodesOf } from "./text.js";
import { shownUnit } from "./units.js";

const STEPS = 1000;
// How far a slider reaches, in reduced units (tc0, thickness, ... in their own); power: finer near 0. Fields take all that is allowed.
const SLIDERS = {
    tc0: { min: 0.2, max: 20, log: true },
    g_factor: { min: 0.5, max: 4 },
    beta: { max: 100, power: 3 },
    alpha: { max: 5, power: 2.5 },
    gamma: { max: 5, power: 2.5 },
    gamma_intra: { max: 5, power: 2.5 },
    gamma_inter: { max: 5, power: 2.5 },
    gamma_pocket: { max: 5, power: 2.5 },
    gamma_magnetic: { max: 0.6, power: 2 },
    gamma_spin_orbit: { max: 10, power: 2.5 },
    orbital: { max: 1, power: 2.5 },
    thickness: { max: 30 },
    diffusion: { max: 10, power: 2 },
    theta: { max: 90 },
    t_triplet: { max: 0.95 },
    momentum: { max: 5, power: 2 },
    momentum_direction: { max: 90 },
    T: { min: 0.02, max: 1 },
    B: { max: 8 },
    eta: { min: 1e-3, max: 1, log: true },
};
const SENTENCES = {
    tc0: "Critical temperature at B = 0, without pair breaking.",
    g_factor: "Landé factor of the field in tesla.",
    beta: "Ising spin-orbit coupling: holds the spins out of the plane.",
    alpha: "Rashba coupling, α times the Fermi momentum.",
    gamma: "Γ (ħ over the scattering time): half of it within, half between the valleys.",
    gamma_intra: "Scattering within a valley or pocket.",
    gamma_inter: "Scattering between the valleys.",
    gamma_pocket: "Between the valleys and any other pocket; without it as between the valleys.",
    eta: "Broadening of spectra; without it 0.01 Δ₀.",
    T: "Temperature of the spectrum and of the solutions.",
    B: "Field of the spectrum; its modulus counts.",
    orbital: "Γₒ = orbital × B², B the Zeeman energy; pairs break at the rate 2Γₒ.",
    momentum: "Pair momentum Q = v_F q/2 of one plane wave, or that of lowest free energy.",
};
const WORDS = { auto: "lowest free energy", across: "across the field", along: "along the field" };

const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;

/// Position of a slider (0 to STEPS) <-> value.
export const position = (value, { min = 0, max, log, power = 1 }) => {
    const part = log ? Math.log(value / min) / Math.log(max / min) : ((value - min) / (max - min)) ** (1 / power);
    return Math.round(STEPS * Math.min(1, Math.max(0, part || 0)));
};
export const valueAt = (at, { min = 0, max, log, power = 1 }) =>
    Number((log ? min * (max / min) ** (at / STEPS) : min + (max - min) * (at / STEPS) ** power).toPrecision(3));

/// One setting: label with symbol and unit, field, slider, sentence. change(name, value) at every move.
function row(setting, app, change) {
    const { name } = setting,
        id = `setting-${name}`,
        unit = element("span", { class: "unit" });
    const field = element("input", {
        id,
        type: "text",
        inputmode: "decimal",
        autocomplete: "off",
        spellcheck: "false",
        "aria-describedby": `${id}-help`,
    });
    const title = `${NAMES[name] ?? name} ${bare(SYMBOLS[name] ?? "")}`;
    const slider = element("input", {
        type: "range",
        min: "0",
        max: String(STEPS),
        "aria-label": title,
        "aria-describedby": `${id}-help`,
    });
    const select = setting.words?.length
        ? element(
              "select",
              { "aria-label": `${title}: kind` },
              element("option", { value: "" }, name === "momentum" ? "uniform" : "angle"),
              ...setting.words.map((w) => element("option", { value: w }, WORDS[w] ?? w)),
              ...(name === "momentum" ? [element("option", { value: "number" }, "a value")] : []),
          )
        : null;
    const help = element("p", { class: "help", id: `${id}-help` }, SENTENCES[name] ?? sentence(setting.help));
    const range = () => {
        const { min = 0, max, ...rest } = SLIDERS[name],
            by = scale(app.state, setting.unit, app.description.constants);
        return { min: min * by, max: name === "B" && app.shown.line ? topField(app.shown) : max * by, ...rest };
    };
    slider.addEventListener("input", () => change(name, valueAt(Number(slider.value), range())));
    field.addEventListener("change", () => {
        const value = strictNumber(field.value);
        if (value === null)
            app.messages.say("field", `${title} = ${field.value}: must be a number, ${setting.allowed}`);
        else change(name, value, true);
        refresh();
    });
    select?.addEventListener("change", () =>
        change(
            name,
            select.value === "number" ? valueAt(STEPS / 2, range()) : select.value === "" ? null : select.value,
            true,
        ),
    );
    const node = element(
        "div",
        { class: "setting", "data-setting": name },
        element(
            "label",
            { for: id },
            element("span", { class: "symbol" }, ...nodesOf(SYMBOLS[name] ?? name)),
            element("span", { class: "name" }, NAMES[name] ?? name),
        ),
        select,
        element("span", { class: "value" }, field, unit),
        slider,
        help,
    );

    let shownIn = "";

    function refreshUnits() {
        shownIn = `${app.state.units} ${app.state.values.tc0} ${app.state.values.g_factor}`;
        unit.replaceChildren(...nodesOf(shownUnit(setting.unit[app.state.units])));
        const { min, max } = limitsOf(app.state, setting, app.description.constants);
        field.title = `${setting.allowed}${limits(setting.allowed).max < 1e12 && app.state.units === "si" ? ` (${min.toPrecision(3)} to ${max.toPrecision(3)})` : ""}`;
    }

    function refresh() {
        if (shownIn !== `${app.state.units} ${app.state.values.tc0} ${app.state.values.g_factor}`) refreshUnits();
        const value = app.state.values[name],
            word = typeof value === "string",
            shown = value ?? (name === "eta" ? Number((0.01 * range().max).toPrecision(4)) : 0);
        if (document.activeElement !== field) field.value = word ? "" : String(Number(Number(shown).toPrecision(6)));
        field.disabled = slider.disabled = word || (name === "momentum" && value === null);
        slider.value = String(position(word ? 0 : shown, range()));
        slider.setAttribute(
            "aria-valuetext",
            word ? value : `${shown} ${bare(shownUnit(setting.unit[app.state.units]))}`,
        );
        if (select) select.value = word ? value : name === "momentum" && value !== null ? "number" : "";
        node.hidden = (setting.si_only && app.state.units === "reduced") || !visible(name, app.state);
    }
    return { element: node, refresh };
}

function visible(name, state) {
    const split = state.values.gamma_intra !== null || state.values.gamma_inter !== null;
    if (name === "gamma") return !split;
    if (name === "gamma_intra" || name === "gamma_inter") return split;
    if (name === "gamma_pocket") return state.pockets.length > 0;
    if (name === "momentum_direction") return state.values.momentum !== null;
    return true;
}

const SECTIONS = [
    ["Material", true, ["tc0", "g_factor", "beta", "alpha"]],
    ["Disorder", true, ["gamma", "gamma_intra", "gamma_inter", "gamma_pocket", "gamma_magnetic", "gamma_spin_orbit"]],
    ["Chosen point", true, ["T", "B", "eta"]],
    ["Field", false, ["theta", "orbital", "thickness", "diffusion"]],
    ["Triplet, pockets, momentum", false, ["t_triplet", "momentum", "momentum_direction"]],
];

/// All sections, closed where app.folded; extra[title] are further nodes of a section.
export function createControls(app, change, extra = {}) {
    const settings = settingsOf(app.description),
        rows = [];
    const sections = SECTIONS.map(([title, open, names]) => {
        const own = names.map((name) => row(settings.get(name), app, change));
        rows.push(...own);
        return element(
            "details",
            { open: open && !app.folded, class: "section" },
            element("summary", {}, title),
            ...(extra[title]?.before ?? []),
            ...own.map((r) => r.element),
            ...(extra[title]?.after ?? []),
        );
    });
    return {
        element: element("div", { class: "controls" }, ...sections),
        refresh: () => rows.forEach((r) => r.refresh()),
    };
}
