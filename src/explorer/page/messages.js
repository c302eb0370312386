// What went wrong, in one line each, until it is mended or dismissed.

import { element } from "./dom.js";
import { plain } from "./limits.js";

const LONGEST = 600;

export function createMessages(list) {
    const shown = new Map();
    const remove = (key) => {
        shown.get(key)?.remove();
        shown.delete(key);
    };
    return {
        /// One message for each key; a newer one takes its place. The same words stand there once.
        say(key, text) {
            remove(key);
            if ([...shown.values()].some((item) => item.firstChild.textContent === plain(text, LONGEST))) return;
            const close = element(
                "button",
                { type: "button", class: "plain", "aria-label": "dismiss", onclick: () => remove(key) },
                "×",
            );
            const item = element("li", {}, element("span", {}, plain(text, LONGEST)), close);
            shown.set(key, item);
            list.append(item);
        },
        clear: remove,
    };
}
