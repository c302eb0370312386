// When what is computed: the cheap line at every move, everything else when the hand rests, the newest request alone.

import { fullLine, mapGrids, quickLine, specialPoints, spectrumAt, statesAt } from "./calculations.js";
import { topField } from "./line_view.js";
import { StoppedError } from "./workers.js";

export const REST = 150; // [ms] without a move
const PATIENCE = 500; // [ms] after which a line is shown as far as it is computed

/// Fields that are not computed yet are those of the second-order line.
function withCheap(some, cheap) {
    const B_c2 = some.fields.B_c2.map((B, i) => (some.fields.status[i] >= 0 ? B : cheap.fields.B_c2[i]));
    return { ...some, fields: { ...some.fields, B_c2 } };
}

/// onLine(): a line is there.
export function createSchedule(pool, app, pictures, onLine) {
    let timer = 0,
        newest = 0,
        cheap = null;
    const { shown } = app;

    /// Runs one calculation; its error is shown, one that a newer request has ended is not.
    async function run(channel, action) {
        const mine = newest;
        try {
            await action(() => mine === newest);
            app.messages.clear(channel);
        } catch (error) {
            if (error instanceof StoppedError) return;
            app.messages.say(channel, error.message);
            for (const picture of channel === "line" ? Object.values(pictures) : [pictures[channel]])
                picture.tell("not computed");
        }
    }

    function drawLines() {
        pictures.line.redraw();
        pictures.map.redraw();
        onLine();
    }

    function snapshot() {
        return structuredClone(app.state);
    }

    async function quick() {
        const state = snapshot();
        await run("line", async (current) => {
            const line = await quickLine(pool, state);
            if (!current()) return;
            cheap = line;
            if (shown.line?.complete) return;
            Object.assign(shown, {
                line,
                marks: [],
                remark: "Second-order line; first order, collapse and the other lines follow when the hand rests.",
            });
            pictures.line.redraw(); // the map keeps the lines that belong to it until it is computed
            onLine();
        });
    }

    /// Line and map of the sweep inside the page; the map is computed where the file does not hold it.
    async function stored(state) {
        await run("line", async (current) => {
            const [{ line: found, marks }, grid] = [await app.file.line(), await app.file.map(state.quantity)];
            if (!current()) return;
            Object.assign(shown, { line: found, marks, map: grid, remark: "" });
            pictures.line.tell(found?.source ?? "");
            pictures.map.tell(grid?.source ?? "not in the file");
            pictures.map.element.classList.remove("stale");
            drawLines();
        });
    }

    async function line(state) {
        await run("line", async (current) => {
            pictures.line.tell("computing", 0);
            const begun = performance.now();
            const found = await fullLine(pool, state, (part, some) => {
                if (!current()) return;
                pictures.line.tell("computing", part);
                if (performance.now() - begun > PATIENCE && cheap)
                    shown.line = { ...withCheap(some, cheap), complete: false };
                if (performance.now() - begun > PATIENCE) pictures.line.redraw();
            });
            if (!current()) return;
            const failed = Array.from(found.fields.status).filter((s) => s === 1).length;
            Object.assign(shown, {
                line: { ...found, complete: true },
                marks: [],
                remark: failed ? `${failed} temperatures did not converge; the lines are parted there.` : "",
            });
            pictures.line.tell("computed");
            drawLines();
            map(state);
            states(state);
            const { marks, critical } = await specialPoints(pool, state);
            if (!current()) return;
            Object.assign(shown, { marks, line: { ...shown.line, critical } });
            drawLines();
        });
    }

    async function map(state = snapshot()) {
        if (app.file?.isSource()) return stored(state);
        await run("map", async (current) => {
            pictures.map.tell("computing", 0);
            await mapGrids(pool, state, topField(shown), state.quantity, (grid, part) => {
                if (!current()) return;
                if (grid) Object.assign(shown, { map: grid });
                pictures.map.element.classList.toggle("stale", !shown.map);
                pictures.map.tell(part === 1 && grid ? "computed" : "computing", part);
                if (grid) pictures.map.element.classList.remove("stale");
                if (grid) pictures.map.redraw();
            });
        });
    }

    async function spectrum(state) {
        await run("spectrum", async (current) => {
            pictures.spectrum.tell("computing");
            const stored =
                app.file?.isSource() && state.spectrum === "dos"
                    ? await app.file.spectrum(state.values.T, state.values.B)
                    : null;
            const found = stored ?? (await spectrumAt(pool, state));
            if (!current()) return;
            shown.spectrum = found;
            pictures.spectrum.tell(found.source);
            pictures.spectrum.redraw();
        });
    }

    async function states(state) {
        await run("states", async (current) => {
            pictures.states.tell("computing");
            const found = await statesAt(pool, state, topField(shown));
            if (!current()) return;
            shown.states = found;
            pictures.states.tell("computed");
            pictures.states.redraw();
        });
    }

    function rested() {
        const state = snapshot();
        spectrum(state);
        if (app.file?.isSource()) return states(state);
        return line(state);
    }

    return {
        /// A setting of the material has changed.
        material({ now = false } = {}) {
            ++newest;
            cheap = null;
            for (const channel of ["line", "special", "map", "spectrum", "states"]) pool.drop(channel);
            if (shown.line) shown.line = { ...shown.line, complete: false };
            pictures.map.element.classList.add("stale");
            for (const picture of Object.values(pictures)) picture.tell("waits");
            clearTimeout(timer);
            if (app.file?.isSource()) stored(snapshot());
            else quick();
            timer = setTimeout(rested, now ? 0 : REST);
        },
        /// Another temperature or field was chosen.
        point() {
            const state = snapshot();
            for (const name of ["spectrum", "states"]) pictures[name].tell("waits");
            clearTimeout(timer);
            timer = setTimeout(() => {
                if (!shown.line?.complete) return rested();
                spectrum(state);
                return states(state);
            }, 60);
        },
        map,
        idle: () => pool.busy().length === 0,
    };
}
