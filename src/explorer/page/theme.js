// Light or dark: as the system has it, or as chosen on the page.

import { choice } from "./dom.js";

export function createTheme(changed) {
    const system = matchMedia("(prefers-color-scheme: dark)");
    let chosen = "auto";
    const dark = () => (chosen === "auto" ? system.matches : chosen === "dark");
    const apply = () => {
        document.documentElement.dataset.theme = dark() ? "dark" : "light";
        changed();
    };
    system.addEventListener("change", apply);
    const which = choice(
        "theme",
        "light or dark",
        [
            ["auto", "auto"],
            ["light", "light"],
            ["dark", "dark"],
        ],
        chosen,
        (key) => {
            chosen = key;
            apply();
        },
    );
    document.documentElement.dataset.theme = dark() ? "dark" : "light";
    return { element: which.element, dark };
}
