// Fields of the pockets beside the two valleys.

import { element } from "./dom.js";
import { plain, strictNumber } from "./limits.js";
import { NAMES, SYMBOLS } from "./names.js";
import { emptyPocket, FORMS, MOST_POCKETS } from "./state.js";
import { bare, nodesOf } from "./text.js";
import { shownUnit } from "./units.js";

function field(setting, pocket, app, changed) {
    const { name } = setting,
        title = `pocket ${pocket.name}: ${NAMES[name]} ${bare(SYMBOLS[name] ?? "")}`;
    const input =
        name === "form"
            ? element(
                  "select",
                  { "aria-label": title },
                  ...FORMS.map((form) =>
                      element(
                          "option",
                          { value: form, selected: form === pocket.form },
                          form === "cos3phi" ? "cos 3φ" : form,
                      ),
                  ),
              )
            : element("input", {
                  type: "text",
                  inputmode: "decimal",
                  value: String(pocket[name]),
                  "aria-label": title,
              });
    input.addEventListener("change", () => {
        const value = name === "form" ? input.value : strictNumber(input.value);
        if (value === null)
            return app.messages.say("field", `${title} = ${plain(input.value)}: must be a number, ${setting.allowed}`);
        pocket[name] = value;
        return changed();
    });
    const unit = shownUnit(setting.unit[app.state.units]);
    return element(
        "label",
        { class: "small", title: setting.help },
        element(
            "span",
            {},
            `${NAMES[name]} `,
            ...nodesOf(SYMBOLS[name]),
            unit ? " [" : "",
            ...nodesOf(unit),
            unit ? "]" : "",
        ),
        input,
    );
}

const sameNames = (a, b) =>
    b !== "" &&
    JSON.parse(a)[1]
        .map((p) => p.name)
        .join() ===
        JSON.parse(b)[1]
            .map((p) => p.name)
            .join();

/// List of pockets with buttons; changed() after each change.
export function createPockets(app, changed) {
    let built = "";
    const list = element("div", { class: "pockets" });
    const add = element(
        "button",
        {
            type: "button",
            onclick: () => {
                app.state.pockets.push(
                    emptyPocket(
                        ["G", "H", "P", "Q", "R", "S", "U", "V"].find(
                            (name) => !app.state.pockets.some((p) => p.name === name),
                        ),
                    ),
                );
                changed();
            },
        },
        "Add a pocket",
    );
    const node = element(
        "div",
        { class: "setting" },
        element(
            "p",
            { class: "help" },
            "Pockets beside the two valleys, each with a share of the density of states; the valleys have the rest.",
        ),
        list,
        add,
    );
    return {
        element: node,
        refresh() {
            add.disabled = app.state.pockets.length >= MOST_POCKETS;
            const now = JSON.stringify([app.state.units, app.state.pockets]);
            if (now === built || (list.contains(document.activeElement) && sameNames(now, built))) return;
            built = now;
            list.replaceChildren(
                ...app.state.pockets.map((pocket) =>
                    element(
                        "fieldset",
                        {},
                        element("legend", {}, `pocket ${pocket.name}`),
                        ...app.description.pockets.map((setting) => field(setting, pocket, app, changed)),
                        element(
                            "button",
                            {
                                type: "button",
                                class: "plain",
                                onclick: () => {
                                    app.state.pockets.splice(app.state.pockets.indexOf(pocket), 1);
                                    changed();
                                },
                            },
                            "Remove",
                        ),
                    ),
                ),
            );
        },
    };
}
