// What all views share: state, results, names, units and numbers as they are shown.

import { NAMES, SYMBOLS } from "./names.js";
import { given } from "./requests.js";
import { scale, settingsOf } from "./state.js";
import { delta0, factor, shownUnit } from "./units.js";

const UNIT_OF = {
    T: { reduced: "Tc0", si: "K" },
    B: { reduced: "Delta0", si: "T" },
    energy: { reduced: "Delta0", si: "meV" },
};
export const MINUS = "−";

/// A number for a reader, four digits.
export function written(value, digits = 4) {
    if (!Number.isFinite(value)) return "not known";
    const text =
        Math.abs(value) >= 1e5 || (value !== 0 && Math.abs(value) < 1e-4)
            ? value.toExponential(digits - 1)
            : String(Number(value.toPrecision(digits)));
    return text.replace("-", MINUS);
}

export function createApp(description, state) {
    const settings = settingsOf(description),
        outputs = new Map();
    for (const [call, { outputs: list }] of Object.entries(description.calls))
        for (const output of list) outputs.set(`${call}.${output.name}`, output);
    const withUnit = (value, unit) => `${written(value)} ${shownUnit(unit)}`.trim();
    const app = {
        description,
        state,
        settings,
        shown: {
            line: null,
            marks: [],
            map: null,
            spectrum: null,
            states: null,
            measured: null,
            conductance: null,
            remark: "",
        },
        units: (name) => UNIT_OF[name][app.state.units],
        unitOf: (call, name) => outputs.get(`${call}.${name}`)?.unit[app.state.units] ?? "1",
        number: (value, name) => withUnit(value, app.units(name)),
        valueText: (call, name, value) => withUnit(value, app.unitOf(call, name)),
        /// Flags as words, numbers as they are.
        words(call, name, values) {
            const output = outputs.get(`${call}.${name}`),
                meanings = output?.flag && output.meanings ? output.meanings.split(" ") : null;
            return meanings ? Array.from(values, (v) => meanings[v] ?? "nan") : values;
        },
        /// What a picture is of, in one line.
        caption() {
            const parts = given(app.state).map(([name, value]) => {
                const unit = settings.get(name).unit[app.state.units];
                return `${SYMBOLS[name] ?? NAMES[name]} = ${typeof value === "number" ? withUnit(value, unit) : value}`;
            });
            return [...parts, ...app.state.pockets.map((p) => `pocket ${p.name} (${p.share})`)].join(", ");
        },
        scale: (name) => scale(app.state, UNIT_OF[name], description.constants),
        delta0: () => delta0(description.constants, app.state.values.tc0),
        /// 1 in reduced units of the field [T].
        fieldUnit: () => factor(UNIT_OF.B, description.constants, app.state.values),
        version: () => description.program,
    };
    return app;
}
