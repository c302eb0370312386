// A dialogue with the command line and the Python call of a view.

import { element } from "./dom.js";
import { copy } from "./export.js";

function part(title, name) {
    const text = element("pre", { tabindex: "0", "data-command": name });
    const button = element(
        "button",
        {
            type: "button",
            onclick: async () => {
                button.textContent = (await copy(text.textContent)) ? "Copied" : "Select and copy";
                setTimeout(() => {
                    button.textContent = "Copy";
                }, 1500);
            },
        },
        "Copy",
    );
    return { text, element: element("div", { class: "command" }, element("h3", {}, title), text, button) };
}

export function createCommandBox() {
    const shell = part("Shell", "shell"),
        python = part("Python", "python");
    const box = element(
        "dialog",
        { "aria-label": "the same by the program", class: "box" },
        element("h2", {}, "The same by the program"),
        shell.element,
        python.element,
        element("button", { type: "button", onclick: () => box.close() }, "Close"),
    );
    document.body.append(box);
    return (commands) => {
        shell.text.textContent = commands.shell;
        python.text.textContent = commands.python;
        box.showModal();
    };
}
