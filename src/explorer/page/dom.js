// Elements of the page. Text goes in as text, never as HTML.

import { nodesOf } from "./text.js";

/// element("button", {class: "x", onclick}, children or texts)
export function element(name, attributes = {}, ...children) {
    const node = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) continue;
        if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
        else if (key in node && typeof value !== "string") node[key] = value;
        else node.setAttribute(key, value === true ? "" : String(value));
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined));
    return node;
}

export const byId = (id) => document.getElementById(id);

/// Calls once in a frame, with the last arguments.
export function onceAFrame(action) {
    let waiting = false,
        last = [];
    return (...given) => {
        last = given;
        if (waiting) return;
        waiting = true;
        requestAnimationFrame(() => {
            waiting = false;
            action(...last);
        });
    };
}

/// Radio buttons that look like a switch; onchange(value).
export function choice(name, title, options, value, onchange) {
    const group = element("div", { class: "choice", role: "radiogroup", "aria-label": title });
    for (const [key, text] of options) {
        const input = element("input", {
            type: "radio",
            name,
            value: key,
            checked: key === value,
            onchange: () => onchange(key),
        });
        group.append(element("label", {}, input, element("span", {}, ...nodesOf(text))));
    }
    return {
        element: group,
        set(key) {
            for (const input of group.querySelectorAll("input")) input.checked = input.value === key;
        },
    };
}
