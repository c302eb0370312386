// A card with a picture: canvas, read-out, exports. The view says what is drawn; see line_view.js for one.

import { canvasPainter } from "./canvas_painter.js";
import { coloursOf } from "./colours.js";
import { element, onceAFrame } from "./dom.js";
import { csvOf, save, savePng } from "./export.js";
import { svgPainter } from "./svg_painter.js";
import { nodesOf } from "./text.js";

const EXPORT_WIDTH = 720,
    EXPORT_HEIGHT = 480;

/// view: {name, title, tools, compose(width, height, colours, caption) -> {box, scales, draw(painter)}, read(x, y) -> markup,
/// pick(x, y) or none, picked() -> [x, y] or null, table(), commands()}; app: {dark(), caption(), showCommand(...)}.
export function createPicture(view, app) {
    const canvas = element("canvas", {
        tabindex: "0",
        role: "img",
        "aria-label": view.help,
        "aria-describedby": `${view.name}-readout`,
    });
    const over = element("canvas", { class: "over", "aria-hidden": "true" });
    const readout = element("output", { class: "readout", id: `${view.name}-readout`, "aria-live": "off" });
    const progress = element("span", { class: "progress" });
    const state = element("span", { class: "state", role: "status" });
    const stage = element("div", { class: "stage" }, canvas, over);
    const card = element(
        "section",
        { class: `card ${view.name}`, "aria-labelledby": `${view.name}-title` },
        element(
            "header",
            {},
            element("h2", { id: `${view.name}-title` }, ...nodesOf(view.title)),
            state,
            element("div", { class: "tools" }, ...(view.tools ?? [])),
        ),
        progress,
        stage,
        element("footer", {}, readout, element("div", { class: "buttons" }, ...exportButtons(view, app))),
    );
    let composed = null,
        cursor = null,
        size = { width: 0, height: 0 };

    function fit(surface) {
        const { width, height } = size,
            ratio = window.devicePixelRatio || 1;
        const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
        if (surface.width !== w || surface.height !== h) Object.assign(surface, { width: w, height: h });
        const context = surface.getContext("2d");
        context.setTransform(ratio, 0, 0, ratio, 0, 0);
        context.clearRect(0, 0, width, height);
        return context;
    }

    const redraw = onceAFrame(() => {
        const { width, height } = size;
        if (width < 40 || height < 40) return;
        const context = fit(canvas),
            colours = coloursOf(app.dark());
        composed = view.compose(width, height, colours, "");
        composed.draw(canvasPainter(context));
        drawOver();
    });

    function drawOver() {
        if (!composed) return;
        const painter = canvasPainter(fit(over)),
            { box, scales: at } = composed,
            colours = coloursOf(app.dark());
        const cross = ([x, y], style) => {
            if (Number.isFinite(x))
                painter.line(
                    [
                        [at.X(x), box.top],
                        [at.X(x), box.bottom],
                    ],
                    style,
                );
            if (Number.isFinite(y))
                painter.line(
                    [
                        [box.left, at.Y(y)],
                        [box.right, at.Y(y)],
                    ],
                    style,
                );
        };
        painter.clip(box.left, box.top, box.right - box.left, box.bottom - box.top, () => {
            const picked = view.picked?.();
            if (picked) cross(picked, { colour: colours.lines[1], width: 1, alpha: 0.55 });
            if (picked && Number.isFinite(picked[1]))
                painter.circle(at.X(picked[0]), at.Y(picked[1]), 5, {
                    stroke: colours.lines[1],
                    line: 1.6,
                    fill: colours.back,
                });
            if (cursor) cross(cursor, { colour: colours.faint, width: 0.8, dash: [3, 3] });
        });
        readout.replaceChildren(...nodesOf((cursor ? view.read(...cursor) : view.rest?.()) || "\u00a0"));
    }

    function follow(event) {
        if (!composed) return;
        const { box, scales: at } = composed,
            x = event.offsetX,
            y = event.offsetY;
        const inside = x >= box.left - 2 && x <= box.right + 2 && y >= box.top - 2 && y <= box.bottom + 2;
        cursor = inside ? [at.x(x), at.y(y)] : null;
        readout.setAttribute("aria-live", "off");
        drawOver();
    }

    function press(event) {
        if (!composed) return;
        const { box, scales: at } = composed,
            step = event.shiftKey ? 40 : 8;
        const move = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[
            event.key
        ];
        if (move) {
            const [x, y] = cursor ??
                view.picked?.() ?? [at.x((box.left + box.right) / 2), at.y((box.top + box.bottom) / 2)];
            const px = Math.min(Math.max(at.X(x) + move[0], box.left), box.right),
                py = Math.min(Math.max(at.Y(y ?? 0) + move[1], box.top), box.bottom);
            cursor = [at.x(px), at.y(Number.isFinite(py) ? py : (box.top + box.bottom) / 2)];
        } else if (event.key === "Escape") cursor = null;
        else if (event.key === "Enter" && cursor && view.pick) view.pick(...cursor);
        else return;
        event.preventDefault();
        readout.setAttribute("aria-live", "polite");
        drawOver();
    }

    const moved = onceAFrame(follow);
    canvas.addEventListener("pointermove", moved);
    canvas.addEventListener("pointerleave", () => {
        cursor = null;
        drawOver();
    });
    canvas.addEventListener("click", (event) => {
        follow(event);
        if (cursor && view.pick) view.pick(...cursor);
    });
    canvas.addEventListener("keydown", press);
    new ResizeObserver(
        ([
            {
                contentRect: { width, height },
            },
        ]) => {
            size = { width, height };
            redraw();
        },
    ).observe(stage);

    return {
        element: card,
        redraw,
        drawOver: onceAFrame(drawOver),
        /// A word on what is shown ("computed", "stored", ...), and how much of it is there (0 to 1).
        tell(text, part = 1) {
            state.textContent = text;
            progress.style.width = part < 1 ? `${100 * part}%` : "0";
        },
    };
}

function exportButtons(view, app) {
    const button = (text, title, action) =>
        element(
            "button",
            {
                type: "button",
                class: "plain",
                title,
                "aria-label": `${view.name}: ${title}`,
                "data-export": text,
                onclick: action,
            },
            text,
        );
    const name = `mirage-${view.name}`;
    const composed = () => view.compose(EXPORT_WIDTH, EXPORT_HEIGHT, coloursOf(false), app.caption());
    return [
        button("CSV", "save the numbers as CSV", () =>
            save(`${name}.csv`, "text/csv", [csvOf({ version: app.version(), ...view.table() })]),
        ),
        button("SVG", "save the picture as SVG", () => {
            const painter = svgPainter(EXPORT_WIDTH, EXPORT_HEIGHT, view.help, name);
            painter.rect(0, 0, EXPORT_WIDTH, EXPORT_HEIGHT, { fill: coloursOf(false).back });
            composed().draw(painter);
            save(`${name}.svg`, "image/svg+xml", [painter.finish()]);
        }),
        button("PNG", "save the picture as PNG", () => {
            const canvas = element("canvas", { width: 2 * EXPORT_WIDTH, height: 2 * EXPORT_HEIGHT }),
                context = canvas.getContext("2d");
            context.scale(2, 2);
            context.fillStyle = coloursOf(false).back;
            context.fillRect(0, 0, EXPORT_WIDTH, EXPORT_HEIGHT);
            composed().draw(canvasPainter(context));
            savePng(`${name}.png`, canvas);
        }),
        button("command", "show the command and the Python call that give the same", () =>
            app.showCommand(view.commands()),
        ),
    ];
}
