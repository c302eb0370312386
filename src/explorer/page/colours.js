// Colours of the pictures: Okabe and Ito's, dash patterns as in `mirage plot`, maps that keep their order in grey.

const LIGHT = {
    back: "#ffffff",
    ink: "#16191d",
    faint: "#7a828c",
    frame: "#30353b",
    rim: "#ffffff",
    hatch: "#d9d9d9",
    lines: ["#000000", "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"],
    blues: ["#f7fbff", "#deebf7", "#c6dbef", "#9ecae1", "#6baed6", "#4292c6", "#2171b5", "#08519c", "#08306b"],
    contour: "#303030",
};
const DARK = {
    back: "#15181c",
    ink: "#e4e7ea",
    faint: "#8d96a0",
    frame: "#9aa3ac",
    rim: "#0b0d10",
    hatch: "#3a3f45",
    lines: ["#f2f2f2", "#f08a3c", "#6fb7e9", "#2fc79a", "#e3a1c4", "#f2b63c", "#8fd0f5"],
    blues: ["#171c22", "#14283c", "#123655", "#15487a", "#1f5f9e", "#3a80bd", "#64a4d6", "#98c8e8", "#d3e8f6"],
    contour: "#d8dde2",
};
const CIVIDIS = [
    "#00224e",
    "#123570",
    "#3b496c",
    "#575d6d",
    "#707173",
    "#8a8678",
    "#a59c74",
    "#c3b369",
    "#e1cc55",
    "#fee838",
];

/// label, colour, dash of each line of the phase diagram; B_c2 is split by the order of the transition.
export const LINES = {
    second: ["*B*_{c2}, second order", 0, []],
    first: ["*B*_{c2}, first order", 0, [6, 3]],
    B_supercooling: ["supercooling", 1, [8, 3, 1.5, 3]],
    B_superheating: ["superheating", 2, [2, 2.5]],
    B_jump: ["jump of *Δ*", 4, [6, 3]],
    B_collapse: ["collapse of the gap", 3, [2, 1.6]],
    B_momentum: ["finite momentum", 5, [9, 3, 2, 3, 2, 3]],
    B_momentum_onset: ["onset of the momentum", 6, [5, 2]],
};
/// From below to above: lines of finite momentum, dashed, lie on those that they coincide with.
export const ORDER = [
    "B_collapse",
    "B_jump",
    "B_superheating",
    "B_supercooling",
    "first",
    "second",
    "B_momentum",
    "B_momentum_onset",
];
export const DASHES = [[], [6, 3], [8, 3, 1.5, 3], [2, 2.5]];

export const coloursOf = (dark) => ({ ...(dark ? DARK : LIGHT), cividis: CIVIDIS });

const channels = (hex) => [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16));

/// 64 colours of a map from its few.
export function ramp(stops, count = 64) {
    return Array.from({ length: count }, (_, k) => {
        const at = (k / (count - 1)) * (stops.length - 1),
            i = Math.min(Math.floor(at), stops.length - 2),
            t = at - i;
        const [a, b] = [channels(stops[i]), channels(stops[i + 1])];
        return `#${a
            .map((v, c) =>
                Math.round(v + t * (b[c] - v))
                    .toString(16)
                    .padStart(2, "0"),
            )
            .join("")}`;
    });
}

/// Index into `count` colours of a value between low and high.
export const shade = (value, low, high, count) =>
    Math.max(0, Math.min(count - 1, Math.round(((value - low) / (high - low || 1)) * (count - 1))));
