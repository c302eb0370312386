// Frames, ticks and legends.

import { textWidth } from "./text.js";

const SIZE = 12,
    NARROW = 460,
    STEPS = [1, 2, 2.5, 5, 10];

/// Round values of which about `count` lie between min and max.
export function ticks(min, max, count) {
    const rough = (max - min) / Math.max(count, 1);
    if (!(rough > 0) || !Number.isFinite(rough)) return { values: [min], digits: 0 };
    const power = 10 ** Math.floor(Math.log10(rough)),
        step = power * STEPS.find((s) => s * power >= 0.999 * rough);
    const digits = Math.min(
        20,
        Math.max(0, -Math.floor(Math.log10(step) + 1e-9) + (Math.abs(step / power - 2.5) < 1e-9 ? 1 : 0)),
    );
    const first = Math.ceil(min / step - 1e-9),
        last = Math.floor(max / step + 1e-9);
    return { values: Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => (first + i) * step), digits };
}

const NICE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/// The next round number above, so that an axis stands still while a curve moves a little.
export function ceiling(value) {
    if (!(value > 0) || !Number.isFinite(value)) return 1;
    const power = 10 ** Math.floor(Math.log10(value));
    return power * NICE.find((n) => n * power >= value * (1 - 1e-12));
}

const written = (value, digits, range) =>
    Math.abs(range) >= 1e5 || Math.abs(range) < 1e-4
        ? value.toExponential(1)
        : (value + 0)
              .toFixed(digits)
              .replace(/^-(?=0\.?0*$)/, "")
              .replace("-", "−");

/// Room for labels and the legend; the box of the axes inside {width, height}.
export function layout(width, height, { y, legend = [], bar = 0, caption = "" }) {
    const { values, digits } = ticks(y.min, y.max, Math.max(2, Math.min(7, height / 55)));
    const widest = Math.max(...values.map((v) => textWidth(written(v, digits, y.max - y.min), SIZE)), 0);
    const left = Math.ceil(widest + (y.label ? 34 : 10)),
        legendLeft = width < NARROW ? 6 : left,
        rows = legendRows(legend, width - legendLeft - 6);
    const top = 10 + (caption ? 20 : 0) + rows.length * 19 + (rows.length ? 4 : 0);
    return { left, top, right: width - 14 - bar, bottom: height - 44, width, height, rows, caption, legendLeft };
}

const entryWidth = (entry) => 40 + textWidth(entry.label, 11.5);

function legendRows(entries, room) {
    const rows = [];
    let used = Infinity;
    for (const entry of entries) {
        if (used + entryWidth(entry) > room) {
            rows.push([]);
            used = 0;
        }
        rows.at(-1).push(entry);
        used += entryWidth(entry) + 10;
    }
    return rows;
}

function drawSample(painter, entry, x, y, colours) {
    if (entry.marker) painter.circle(x + 13, y - 4, 4, { fill: entry.marker, stroke: colours.ink });
    else if (entry.fill)
        painter.rect(x, y - 9, 26, 9, { fill: entry.fill, stroke: colours.faint, line: 0.4, alpha: entry.alpha ?? 1 });
    else
        painter.line(
            [
                [x, y - 4],
                [x + 26, y - 4],
            ],
            { colour: entry.colour, width: 1.8, dash: entry.dash },
        );
}

function drawLegend(painter, box, colours) {
    let y = 18 + (box.caption ? 20 : 0);
    for (const row of box.rows) {
        let x = box.legendLeft;
        for (const entry of row) {
            drawSample(painter, entry, x, y, colours);
            painter.text(x + 33, y, entry.label, { size: 11.5, colour: colours.ink });
            x += entryWidth(entry) + 10;
        }
        y += 19;
    }
}

/// Positions [px] of values, and back.
export function scales(box, x, y) {
    const width = box.right - box.left,
        height = box.bottom - box.top;
    return {
        X: (v) => box.left + ((v - x.min) / (x.max - x.min)) * width,
        Y: (v) => box.bottom - ((v - y.min) / (y.max - y.min)) * height,
        x: (px) => x.min + ((px - box.left) / width) * (x.max - x.min),
        y: (px) => y.min + ((box.bottom - px) / height) * (y.max - y.min),
    };
}

/// Frame with ticks inwards on all sides, labels and the legend above.
export function drawAxes(painter, box, x, y, colours) {
    const { X, Y } = scales(box, x, y),
        line = { colour: colours.frame, width: 0.8 };
    const across = ticks(x.min, x.max, Math.max(2, Math.min(8, (box.right - box.left) / 70)));
    const up = ticks(y.min, y.max, Math.max(2, Math.min(7, box.height / 55)));
    for (const value of across.values) {
        const at = X(value);
        painter.line(
            [
                [at, box.bottom],
                [at, box.bottom - 5],
            ],
            line,
        );
        painter.line(
            [
                [at, box.top],
                [at, box.top + 5],
            ],
            line,
        );
        painter.text(at, box.bottom + 16, written(value, across.digits, x.max - x.min), {
            size: SIZE,
            colour: colours.ink,
            align: 0.5,
        });
    }
    for (const value of up.values) {
        const at = Y(value);
        painter.line(
            [
                [box.left, at],
                [box.left + 5, at],
            ],
            line,
        );
        painter.line(
            [
                [box.right, at],
                [box.right - 5, at],
            ],
            line,
        );
        painter.text(box.left - 7, at + 4, written(value, up.digits, y.max - y.min), {
            size: SIZE,
            colour: colours.ink,
            align: 1,
        });
    }
    painter.rect(box.left, box.top, box.right - box.left, box.bottom - box.top, { stroke: colours.frame, line: 0.8 });
    painter.text(0.5 * (box.left + box.right), box.bottom + 36, x.label, { size: 13, colour: colours.ink, align: 0.5 });
    if (y.label)
        painter.text(15, 0.5 * (box.top + box.bottom), y.label, {
            size: 13,
            colour: colours.ink,
            align: 0.5,
            turned: true,
        });
    if (box.caption) painter.text(box.left, 18, box.caption, { size: 11.5, colour: colours.faint });
    drawLegend(painter, box, colours);
}

/// A bar of the colours of a map, right of the axes.
export function drawBar(painter, box, shades, low, high, label, colours) {
    const left = box.right + 14,
        height = box.bottom - box.top,
        step = height / shades.length;
    const ys = Array.from({ length: shades.length + 1 }, (_, k) => box.bottom - k * step);
    painter.cells([left, left + 14], ys, [shades]);
    painter.rect(left, box.top, 14, height, { stroke: colours.frame, line: 0.8 });
    const { values, digits } = ticks(low, high, Math.max(2, height / 60));
    for (const value of values) {
        const at = box.bottom - ((value - low) / (high - low || 1)) * height;
        painter.line(
            [
                [left + 14, at],
                [left + 10, at],
            ],
            { colour: colours.frame, width: 0.8 },
        );
        painter.text(left + 19, at + 4, written(value, digits, high - low), { size: 11, colour: colours.ink });
    }
    painter.text(box.width - 6, 0.5 * (box.top + box.bottom), label, {
        size: 12,
        colour: colours.ink,
        align: 0.5,
        turned: true,
    });
}
