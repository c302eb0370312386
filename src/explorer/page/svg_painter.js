// Writes SVG: paths and text, nothing in pixels. The same methods as canvas_painter.js.

import { FONT, riseOf, segments, SMALL, textWidth } from "./text.js";

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text) => text.replace(/[&<>"']/g, (c) => ENTITIES[c]).replace(/[\x00-\x08\x0b-\x1f]/g, "");
const short = (x) => String(Math.round(100 * x) / 100);

function pathOf(points, closed) {
    let path = "",
        down = false;
    for (const [x, y] of points) {
        const known = Number.isFinite(x) && Number.isFinite(y);
        if (known) path += `${down ? "L" : "M"}${short(x)} ${short(y)}`;
        down = known;
    }
    return closed ? `${path}Z` : path;
}

function spans(markup, size) {
    let height = 0;
    return segments(markup)
        .map((segment) => {
            const dy = riseOf(segment, size) - height;
            height += dy;
            const attributes = [
                segment.italic ? ' font-style="italic"' : "",
                segment.shift ? ` font-size="${short(SMALL * size)}"` : "",
                dy ? ` dy="${short(dy)}"` : "",
            ];
            return `<tspan${attributes.join("")}>${escaped(segment.text)}</tspan>`;
        })
        .join("");
}

/// `name`: begins the names of clips, so that several pictures may stand in one document.
export function svgPainter(width, height, title, name) {
    const parts = [];
    let clips = 0;
    const add = (text) => void parts.push(text);
    return {
        line(points, { colour, width: w = 1, dash = [], alpha = 1 }) {
            const path = pathOf(points, false);
            if (!path) return;
            add(
                `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${w}" stroke-linejoin="round"` +
                    `${dash.length ? ` stroke-dasharray="${dash.join(" ")}"` : ""}${alpha < 1 ? ` opacity="${alpha}"` : ""}/>`,
            );
        },
        area(points, { fill, alpha = 1 }) {
            add(`<path d="${pathOf(points, true)}" fill="${fill}" fill-opacity="${alpha}"/>`);
        },
        rect(x, y, w, h, { fill = "none", stroke = "none", line = 1, alpha = 1 }) {
            add(
                `<rect x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}" fill="${fill}" stroke="${stroke}" stroke-width="${line}" opacity="${alpha}"/>`,
            );
        },
        circle(x, y, radius, { fill = "none", stroke = "none", line = 1 }) {
            add(
                `<circle cx="${short(x)}" cy="${short(y)}" r="${short(radius)}" fill="${fill}" stroke="${stroke}" stroke-width="${line}"/>`,
            );
        },
        /// Neighbours of one colour are one rectangle.
        cells(xs, ys, colours) {
            add('<g shape-rendering="crispEdges">');
            for (let i = 0; i + 1 < xs.length; ++i) {
                for (let j = 0, next; j + 1 < ys.length; j = next) {
                    for (next = j + 1; next + 1 < ys.length && colours[i][next] === colours[i][j]; ) ++next;
                    const top = Math.min(ys[j], ys[next]),
                        size = Math.abs(ys[next] - ys[j]);
                    if (!colours[i][j]) continue;
                    add(
                        `<rect x="${short(xs[i])}" y="${short(top)}" width="${short(xs[i + 1] - xs[i])}" height="${short(size)}" fill="${colours[i][j]}"/>`,
                    );
                }
            }
            add("</g>");
        },
        text(x, y, markup, { size = 12, colour, align = 0, turned = false }) {
            const left = x - (turned ? 0 : align * textWidth(markup, size)),
                low = y + (turned ? align * textWidth(markup, size) : 0);
            add(
                `<text x="${short(left)}" y="${short(low)}" font-size="${size}" fill="${colour}" xml:space="preserve"` +
                    `${turned ? ` transform="rotate(-90 ${short(left)} ${short(low)})"` : ""}>${spans(markup, size)}</text>`,
            );
        },
        clip(x, y, w, h, draw) {
            const id = `${name}-clip${++clips}`;
            add(
                `<clipPath id="${id}"><rect x="${short(x)}" y="${short(y)}" width="${short(w)}" height="${short(h)}"/></clipPath><g clip-path="url(#${id})">`,
            );
            draw();
            add("</g>");
        },
        finish() {
            const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
            return `<?xml version="1.0" encoding="UTF-8"?>\n${head} font-family="${escaped(FONT)}">\n<title>${escaped(title)}</title>\n${parts.join("\n")}\n</svg>\n`;
        },
    };
}
