// Limits of settings from the sentences of the description: "0 to 100 Delta0", "from 0.001 Tc0", "0 to below Tc0".

const NUMBER = "[-+]?\\d+(?:\\.\\d*)?(?:e[-+]?\\d+)?";
const BETWEEN = new RegExp(`^(${NUMBER}) to (${NUMBER})(?: (/?\\w+))?`, "i");
const FROM = new RegExp(`^from (${NUMBER})(?: (/?\\w+))?`, "i");
const UP_TO = new RegExp(`^to (${NUMBER})(?: (/?\\w+))?`, "i");
const BELOW = /^0 to below Tc0/;

/// {min, max} in reduced units, for settings in K, nm, ... in their own; words are not numbers and stand apart.
export function limits(allowed) {
    const numbers =
        allowed
            .split(", ")
            .map((part) => part.replace(/^or /, ""))
            .find((part) => /\d/.test(part)) ?? "";
    if (BELOW.test(numbers)) return { min: 0, max: 1 - 1e-9 };
    const between = BETWEEN.exec(numbers);
    if (between) return { min: Number(between[1]), max: Number(between[2]) };
    const from = FROM.exec(numbers);
    if (from) return { min: Number(from[1]), max: 1e12 };
    const upTo = UP_TO.exec(numbers);
    return upTo ? { min: 0, max: Number(upTo[1]) } : { min: -1e12, max: 1e12 };
}

const STRICT = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,3})?$/i;

/// The number that a text is, nothing before or behind it; null if it is none or not finite.
export function strictNumber(text) {
    const trimmed = String(text).trim();
    if (trimmed.length > 40 || !STRICT.test(trimmed)) return null;
    const value = Number(trimmed);
    return Number.isFinite(value) ? value : null;
}

export const clamp = (value, { min, max }) => Math.min(Math.max(value, min), max);

/// Text of strangers for a message: printable, in one short line.
export function plain(text, length = 60) {
    const line = String(text)
        .replace(/[^\x20-\x7e\u00a0-\uffff]/g, "\ufffd")
        .replace(/[\u200b-\u200f\u2028-\u202e\u2066-\u2069]/g, "\ufffd");
    return line.length > length ? `${line.slice(0, length)}\u2026` : line;
}
