// What went wrong, in one line each, until it is mended or dismissed.

import { element } from "./dom.js";
import { plain } from "./limits.js";

export function createMessages(list) {
    const shown = new Map();
    const remove = (key) => {
        shown.get(key)?.remove();
        shown.delete(key);
    };
    return {
        /// One message for each key; a newer one takes its place.
        say(key, text) {
            remove(key);
            const close = element("button", { type: "button", class: "plain", "aria-label": "dismiss", onclick: () => remove(key) }, "×");
            const item = element("li", {}, element("span", {}, plain(text, 600)), close);
            shown.set(key, item);
            list.append(item);
        },
        clear: remove,
    };
}
