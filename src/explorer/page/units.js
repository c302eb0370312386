// Reduced units (energies and (g/2) mu_B B in Delta0, T in Tc0) and SI (meV, tesla, K).

/// Delta0 [meV] of a critical temperature [K].
export const delta0 = (constants, tc0) => constants.delta0_over_tc0 * constants.boltzmann * tc0;

/// What 1 in reduced units is in SI. `unit` is {reduced, si} of the description.
export function factor(unit, constants, { tc0, g_factor }) {
    const gap = delta0(constants, tc0);
    switch (unit.reduced) {
        case "Tc0":
            return tc0;
        case "Delta0":
            return unit.si === "T" ? gap / (0.5 * g_factor * constants.bohr_magneton) : gap;
        case "Delta0^2":
            return gap * gap;
        case "1/Delta0":
            return 1 / gap;
        default:
            return 1;
    }
}

/// To 15 digits, so that there and back is the same number.
export const tidy = (value) => Number(value.toPrecision(15));

const SHOWN = {
    Delta0: "Δ_{0}",
    "Delta0^2": "Δ_{0}^{2}",
    Tc0: "*T*_{c0}",
    "1/Delta0": "1/Δ_{0}",
    degree: "°",
    "cm^2/s": "cm^{2}/s",
    "meV^2": "meV^{2}",
    1: "",
};

/// A unit as pictures show it, in the markup of text.js.
export const shownUnit = (name) => (Object.hasOwn(SHOWN, name) ? SHOWN[name] : name);

/// "order parameter *Δ* [meV]"
export const withUnit = (label, unit) => (shownUnit(unit) ? `${label} [${shownUnit(unit)}]` : label);
