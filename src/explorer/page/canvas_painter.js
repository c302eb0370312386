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
            for (let i = 0; i + 1 < xs.length; ++i) {
                const left = Math.round(xs[i]), right = Math.round(xs[i + 1]);
                for (let j = 0; j + 1 < ys.length; ++j) {
                    const top = Math.round(Math.min(ys[j], ys[j + 1])), bottom = Math.round(Math.max(ys[j], ys[j + 1]));
                    if (colours[i][j]) context.fillStyle = colours[i][j];
                    if (colours[i][j]) context.fillRect(left, top, right - left, bottom - top);
                }
            }
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
