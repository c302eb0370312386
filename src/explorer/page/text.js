// Markup of labels: *italic*, _{below}, ^{above}. The same text for canvas, SVG and the page.

const PART = /\*([^*]+)\*|_\{([^}]*)\}|\^\{([^}]*)\}|([^*_^]+|.)/gu;

/// [{text, italic, shift}]; shift -1 below, 1 above the line.
export function segments(markup) {
    return [...markup.matchAll(PART)].map(([, italic, below, above, text]) => ({
        text: italic ?? below ?? above ?? text,
        italic: italic !== undefined,
        shift: below !== undefined ? -1 : above !== undefined ? 1 : 0,
    }));
}

export const FONT = '"DejaVu Sans", Verdana, "Noto Sans", "Segoe UI", system-ui, sans-serif';
export const SMALL = 0.72; // size of what stands below or above the line
const SHIFT = { "-1": 0.22, 0: 0, 1: -0.38 };

export const fontOf = ({ italic, shift }, size) => `${italic ? "italic " : ""}${shift ? SMALL * size : size}px ${FONT}`;
export const riseOf = ({ shift }, size) => SHIFT[shift] * size;

const ruler = typeof document === "undefined" ? null : document.createElement("canvas").getContext("2d");
const widths = new Map();

/// Width of one segment [px]; measured once.
export function segmentWidth(segment, size) {
    const font = fontOf(segment, size),
        key = `${font}|${segment.text}`;
    if (!widths.has(key)) {
        if (widths.size > 5000) widths.clear();
        ruler.font = font;
        widths.set(key, ruler.measureText(segment.text).width);
    }
    return widths.get(key);
}

export const textWidth = (markup, size) => segments(markup).reduce((sum, s) => sum + segmentWidth(s, size), 0);

/// The markup as nodes of the page.
export function nodesOf(markup) {
    return segments(markup).map(({ text, italic, shift }) => {
        if (!italic && !shift) return document.createTextNode(text);
        const node = document.createElement(shift < 0 ? "sub" : shift > 0 ? "sup" : "i");
        node.textContent = text;
        return node;
    });
}

/// Without any markup, for labels that are read out.
export const bare = (markup) =>
    segments(markup)
        .map((s) => s.text)
        .join("");
