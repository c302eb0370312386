// Draws on a canvas. The same methods as svg_painter.js; coordinates in CSS pixels.

import { fontOf, riseOf, segments, segmentWidth, textWidth } from "./text.js";

function trace(context, points) {
    let down = false;
    context.beginPath();
    for (const [x, y] of points) {
        if (!Number.isFinite(x) || !Number.isFinite(y)) {
            down = false;
            continue;
        }
        if (down) context.lineTo(x, y);
        else context.moveTo(x, y);
        down = true;
    }
}

const drawn = new WeakMap(); // cells on a canvas of their own, by their colours

function drawCells(context, xs, ys, colours) {
    for (let i = 0; i + 1 < xs.length; ++i) {
        const left = Math.round(xs[i]),
            right = Math.round(xs[i + 1]);
        for (let j = 0; j + 1 < ys.length; ++j) {
            const top = Math.round(Math.min(ys[j], ys[j + 1])),
                bottom = Math.round(Math.max(ys[j], ys[j + 1]));
            if (colours[i][j]) context.fillStyle = colours[i][j];
            if (colours[i][j]) context.fillRect(left, top, right - left, bottom - top);
        }
    }
}

/// The same cells at the same place are painted once.
function cellsOf(width, height, transform, xs, ys, colours) {
    const key = [width, height, xs[0], xs.at(-1), ys[0], ys.at(-1)].join();
    if (drawn.get(colours)?.key !== key) {
        const canvas = Object.assign(document.createElement("canvas"), { width, height }),
            context = canvas.getContext("2d");
        context.setTransform(transform);
        drawCells(context, xs, ys, colours);
        drawn.set(colours, { key, canvas });
    }
    return drawn.get(colours).canvas;
}

export function canvasPainter(context) {
    return {
        /// Points that are not finite part the line.
        line(points, { colour, width = 1, dash = [], alpha = 1 }) {
            trace(context, points);
            context.globalAlpha = alpha;
            context.setLineDash(dash);
            context.lineWidth = width;
            context.strokeStyle = colour;
            context.lineJoin = "round";
            context.stroke();
            context.setLineDash([]);
            context.globalAlpha = 1;
        },
        area(points, { fill, alpha = 1 }) {
            trace(context, points);
            context.closePath();
            context.globalAlpha = alpha;
            context.fillStyle = fill;
            context.fill();
            context.globalAlpha = 1;
        },
        rect(x, y, width, height, { fill, stroke, line = 1, alpha = 1 }) {
            context.globalAlpha = alpha;
            context.lineWidth = line;
            if (fill) context.fillStyle = fill;
            if (fill) context.fillRect(x, y, width, height);
            if (stroke) context.strokeStyle = stroke;
            if (stroke) context.strokeRect(x, y, width, height);
            context.globalAlpha = 1;
        },
        circle(x, y, radius, { fill, stroke, line = 1 }) {
            context.beginPath();
            context.arc(x, y, radius, 0, 2 * Math.PI);
            if (fill) context.fillStyle = fill;
            if (fill) context.fill();
            context.lineWidth = line;
            if (stroke) context.strokeStyle = stroke;
            if (stroke) context.stroke();
        },
        /// Cells of a map between the edges xs and ys (px); colours[i][j] of column i and row j, null: none.
        cells(xs, ys, colours) {
            const { width, height } = context.canvas,
                image = cellsOf(width, height, context.getTransform(), xs, ys, colours);
            context.save();
            context.setTransform(1, 0, 0, 1, 0, 0);
            context.drawImage(image, 0, 0);
            context.restore();
        },
        /// align: 0 begins, 0.5 centred, 1 ends at x; turned: upwards.
        text(x, y, markup, { size = 12, colour, align = 0, turned = false }) {
            context.save();
            context.translate(x, y);
            if (turned) context.rotate(-Math.PI / 2);
            context.fillStyle = colour;
            context.textBaseline = "alphabetic";
            let at = -align * textWidth(markup, size);
            for (const segment of segments(markup)) {
                context.font = fontOf(segment, size);
                context.fillText(segment.text, at, riseOf(segment, size));
                at += segmentWidth(segment, size);
            }
            context.restore();
        },
        clip(x, y, width, height, draw) {
            context.save();
            context.beginPath();
            context.rect(x, y, width, height);
            context.clip();
            draw();
            context.restore();
        },
    };
}
