// The table of materials as starting values, and the choice between one scattering rate and two.

import { element } from "./dom.js";
import { convert } from "./state.js";

/// {select, source}; changed() after a choice.
export function materialSelect(app, changed) {
    const { materials } = app.description;
    const select = element(
        "select",
        { "aria-label": "material", id: "material" },
        element("option", { value: "" }, "a material …"),
        ...materials.map(({ name, form }) => element("option", { value: name }, `${name}, ${form}`)),
    );
    const source = element("p", { class: "help" });
    select.addEventListener("change", () => {
        const found = materials.find(({ name }) => name === select.value);
        if (!found) return;
        convert(app.state, "si", app.description);
        for (const name of Object.keys(app.state.values)) app.state.values[name] = null;
        Object.assign(app.state.values, {
            tc0: found.tc0,
            g_factor: 2,
            beta: found.beta,
            gamma: 0,
            alpha: 0,
            T: Number((0.1 * found.tc0).toPrecision(3)),
            B: Number((6.6 * found.tc0).toPrecision(2)),
        });
        app.state.pockets = [];
        source.textContent = `Tc0: ${found.source_tc0}. beta: ${found.source_beta}.`;
        changed();
    });
    return { select, source };
}

/// Gamma in halves, or within and between the valleys.
export function rateSwitch(app, changed) {
    const box = element("input", {
        type: "checkbox",
        onchange: () => {
            const { values } = app.state,
                half = 0.5 * (values.gamma ?? 0);
            if (box.checked) Object.assign(values, { gamma_intra: half, gamma_inter: half });
            else
                Object.assign(values, {
                    gamma: (values.gamma_intra ?? 0) + (values.gamma_inter ?? 0),
                    gamma_intra: null,
                    gamma_inter: null,
                });
            changed();
        },
    });
    return {
        element: element("label", { class: "check" }, box, "two rates: within and between the valleys"),
        refresh: () => {
            box.checked = app.state.values.gamma_intra !== null || app.state.values.gamma_inter !== null;
        },
    };
}
