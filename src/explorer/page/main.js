// Puts the page together.

import { createApp } from "./app.js";
import { createCommandBox } from "./command_box.js";
import { createControls } from "./controls.js";
import { byId, choice, element } from "./dom.js";
import { copy } from "./export.js";
import { lineView } from "./line_view.js";
import { mapView } from "./map_view.js";
import { createFilePanel } from "./file_panel.js";
import { openFile } from "./file_data.js";
import { lineOfFile, mapOfFile, positionsOf, settingsOfFile, spectrumOfFile, unitsOfFile } from "./file_view.js";
import { createMessages } from "./messages.js";
import { label, QUANTITIES } from "./names.js";
import { createOwnData } from "./own_data.js";
import { createPicture } from "./picture.js";
import { createPockets } from "./pockets.js";
import { materialSelect, rateSwitch } from "./presets.js";
import { createSchedule } from "./schedule.js";
import { spectrumView } from "./spectrum_view.js";
import { clampAll, convert, readFragment, writeFragment } from "./state.js";
import { statesView } from "./states_view.js";
import { bare } from "./text.js";
import { createTheme } from "./theme.js";
import { createPool } from "./workers.js";

const textOf = (id) => byId(id).textContent;

/// Code and engine for all workers, handed over without a copy of their bytes.
function createStart() {
    const engine = new Blob([textOf("mirage-engine")]);
    const address = URL.createObjectURL(new Blob([textOf("mirage-worker")], { type: "text/javascript" }));
    return (receive) => {
        const worker = new Worker(address);
        worker.onmessage = ({ data }) => receive(data);
        worker.postMessage({ id: 0, operation: "start", engine });
        return worker;
    };
}

/// The sweep inside the page with its sliders, or null.
function openTheFile(app, messages, moved) {
    try {
        const file = openFile(textOf("mirage-file"));
        if (!file) return null;
        const panel = createFilePanel(file, location.hash.length > 1 ? positionsOf(file, app.state.values) : {}, moved),
            { positions } = panel;
        return {
            file,
            panel,
            isSource: () => panel.source() === "file",
            line: () => lineOfFile(file, positions),
            map: (quantity) => mapOfFile(file, positions, quantity),
            spectrum: (T, B) => spectrumOfFile(file, positions, T, B),
        };
    } catch (error) {
        messages.say("file", `the sweep inside this page cannot be read: ${error.message}`);
        return null;
    }
}

function start() {
    const description = JSON.parse(textOf("mirage-description")),
        messages = createMessages(byId("messages"));
    const read = readFragment(location.hash, description),
        app = createApp(description, read.state);
    Object.assign(app, { messages, showCommand: createCommandBox() });
    read.messages.forEach((text, i) => messages.say(`address ${i}`, text));
    let schedule = null,
        pictures = {},
        controls = null;
    const theme = createTheme(() => Object.values(pictures).forEach((picture) => picture.redraw()));
    app.dark = theme.dark;

    let addressTimer = 0;
    function writeAddress() {
        clearTimeout(addressTimer); // browsers limit how often an address may change
        addressTimer = setTimeout(() => {
            try {
                history.replaceState(null, "", `#${writeFragment(app.state)}`);
            } catch {
                /* a browser that forbids it for files */
            }
        }, 250);
    }

    function refresh() {
        for (const part of [controls, rates, pockets]) part.refresh();
        units.set(app.state.units);
        quantity.value = app.state.quantity;
        for (const view of views) view.refresh?.();
        writeAddress();
    }

    /// The sliders of the file have moved: its settings are those of the page.
    function fileMoved() {
        const { panel, file } = app.file;
        app.state.units = unitsOfFile(file);
        for (const [name, value] of Object.entries(settingsOfFile(file, panel.positions, app.settings)))
            if (name in app.state.values) app.state.values[name] = value;
        refresh();
        own.rescale();
        schedule.material();
    }

    function changed(now = true) {
        app.file?.panel.useEngine();
        clampAll(app.state, description);
        own.rescale();
        refresh();
        schedule.material({ now });
    }

    function change(name, value, typed = false) {
        const { values } = app.state,
            optional = ["eta", "momentum", "momentum_direction"].includes(name);
        values[name] = value === 0 && !optional && values[name] === null ? null : value;
        if (clampAll(app.state, description).length && typed)
            messages.say("field", `${bare(label(name))}: the nearest value that is allowed`);
        else messages.clear("field");
        refresh();
        if (["T", "B", "eta"].includes(name)) movedPoint();
        else changed(typed);
    }

    function movedPoint() {
        for (const name of ["line", "map", "states"]) pictures[name].drawOver();
        schedule.point();
    }

    Object.assign(app, {
        pick(T, B) {
            Object.assign(app.state.values, { T: Number(T.toPrecision(4)), B: Number(Math.max(0, B).toPrecision(4)) });
            clampAll(app.state, description);
            refresh();
            movedPoint();
        },
        show(key, value) {
            app.state[key] = value;
            refresh();
            Object.values(pictures).forEach((picture) => picture.redraw());
            if (key === "quantity") {
                app.shown.map = null;
                schedule.map();
            }
        },
        changed,
    });

    const units = choice(
        "units",
        "units",
        [
            ["si", "K, T, meV"],
            ["reduced", "*T*_{c0}, Δ_{0}"],
        ],
        app.state.units,
        (key) => {
            const message = convert(app.state, key, description);
            if (message) messages.say("units", message);
            else Object.assign(app.shown, { map: null, spectrum: null, states: null, line: null });
            changed();
        },
    );
    const material = materialSelect(app, changed),
        rates = rateSwitch(app, changed),
        pockets = createPockets(app, changed);
    const quantity = element(
        "select",
        { "aria-label": "quantity of the map", id: "quantity", onchange: () => app.show("quantity", quantity.value) },
        ...QUANTITIES.map((name) => element("option", { value: name }, bare(label(name)))),
    );
    const link = element(
        "button",
        {
            type: "button",
            onclick: async () => {
                link.textContent = (await copy(`${location.href.split("#")[0]}#${writeFragment(app.state)}`))
                    ? "Copied"
                    : "Not allowed";
                setTimeout(() => {
                    link.textContent = "Copy link";
                }, 1500);
            },
        },
        "Copy link",
    );

    // one worker brings the first line soonest; the others begin when it is ready
    const pool = createPool(createStart(), 1, ({ ready, error }) => {
        if (!ready) messages.say("engine", error);
        else if (pool.size() === 1) pool.grow(Math.min(6, Math.max(1, (navigator.hardwareConcurrency || 2) - 1)));
    });
    const own = createOwnData(app, pool, () => {
        pictures.line.redraw();
        pictures.spectrum.redraw();
    });
    const views = [lineView(app), { ...mapView(app), tools: [quantity] }, spectrumView(app), statesView(app)];
    app.file = openTheFile(app, messages, () => fileMoved());
    app.folded = Boolean(app.file);
    controls = createControls(app, change, {
        Material: { before: [element("div", { class: "setting" }, material.select, material.source)] },
        Disorder: { before: [rates.element] },
        "Triplet, pockets, momentum": { after: [pockets.element] },
    });
    pictures = Object.fromEntries(views.map((view) => [view.name, createPicture(view, app)]));
    schedule = createSchedule(pool, app, pictures, () => {
        own.update();
        controls.refresh();
    });
    byId("switches").append(units.element, theme.element, link);
    byId("pictures").append(...Object.values(pictures).map((picture) => picture.element));
    byId("settings").append(...(app.file ? [app.file.panel.element] : []), controls.element);
    byId("pictures").append(own.element);
    byId("licences").textContent = textOf("mirage-licences");
    byId("origin").textContent = `mirage ${description.program}: the engine runs on this page.`;
    window.addEventListener("hashchange", ({ newURL }) => {
        const { hash } = new URL(newURL); // what the page itself writes meanwhile is not asked for
        if (hash.slice(1) === writeFragment(app.state)) return;
        const { state, messages: found } = readFragment(hash, description);
        for (const name of Object.keys(state)) app.state[name] = state[name];
        found.forEach((text, i) => messages.say(`address ${i}`, text));
        changed();
    });
    if (app.file) {
        fileMoved();
        own.takeRead(app.file.file.measurements ?? []);
    } else changed();
    document.documentElement.dataset.ready = "yes";
}

start();
