// The panel of own data: dropped, chosen or pasted; chi-squared as the sliders move; the fit of the program.

import { goodnessOf } from "./distance.js";
import { element } from "./dom.js";
import { createFit } from "./fit_panel.js";
import { plain } from "./limits.js";
import { measuredOf } from "./measured.js";
import { readOwn } from "./reading.js";
import { written } from "./app.js";

const EXAMPLE =
    "T [K],B [T],sigma_B [T]\n0.4,38.1,0.8\n0.8,34.3,0.8\n1.2,30.6,0.7\n1.6,26.1,0.6\n2.0,21.3,0.6\n2.4,15.2,0.5\n2.8,7.6,0.5\n";

/// Samples as a table that the fit reads.
function tableText(samples) {
    const signs = { lower: ">", upper: "<" },
        cell = (value) => value ?? "";
    const rows = samples.flatMap(({ name, points }) =>
        points.map((p) =>
            [
                name.replace(/[",;\s]/g, "_"),
                p.T,
                `${signs[p.bound] ?? ""}${p.B}`,
                cell(p.sigma_T),
                cell(p.sigma_B),
            ].join(","),
        ),
    );
    return `sample,T [K],B [T],sigma_T [K],sigma_B [T]\n${rows.join("\n")}\n`;
}

export function createOwnData(app, pool, redraw) {
    let own = null,
        curve = null;
    const about = element("p", { class: "help", id: "data-about" }),
        quality = element("p", { class: "quality", id: "chi2", "aria-live": "polite" });
    const picker = element("input", {
        type: "file",
        class: "offscreen",
        accept: ".csv,.txt,.dat,.tsv,text/*",
        id: "data-file",
        tabindex: "-1",
        "aria-hidden": "true",
        onchange: () => takeFile(picker.files[0]),
    });
    const clear = element(
        "button",
        {
            type: "button",
            hidden: true,
            onclick: () => {
                own = curve = null;
                show();
            },
        },
        "Remove",
    );
    const fit = createFit(app, pool, () => own);
    const drop = element(
        "div",
        { class: "drop" },
        element(
            "span",
            {},
            "Drop a table of B_c2(T) or dI/dV here, or paste it. It is read as `mirage fit` reads it, and stays on this machine.",
        ),
        element(
            "div",
            { class: "actions" },
            element("button", { type: "button", onclick: () => picker.click() }, "Choose a file"),
            element("button", { type: "button", onclick: () => take(EXAMPLE, "example.csv") }, "Example"),
            clear,
        ),
        picker,
    );
    const panel = element(
        "section",
        { class: "panel stack", "aria-label": "own data" },
        element("h2", {}, "Own data"),
        drop,
        about,
        quality,
        fit.element,
    );

    async function take(text, name) {
        try {
            const read = await readOwn(pool, text, plain(name));
            if (read.kind === "fields") own = { text, name: plain(name), ...read };
            else {
                curve = read.curve;
                app.show("spectrum", "conductance");
            }
            app.messages.clear("data");
            fit.reset();
            show();
        } catch (error) {
            app.messages.say("data", error.message);
        }
    }

    /// Measurements that came with a sweep, read already: [{name, samples, notes}].
    function takeRead(sets) {
        if (!sets.length) return;
        const samples = sets.flatMap((set) => set.samples);
        own = {
            kind: "fields",
            name: plain(sets.map(({ name }) => name).join(", ")),
            samples,
            remarks: sets.flatMap(({ notes }) => notes ?? []),
            text: tableText(samples),
        };
        show();
    }

    async function takeFile(file) {
        if (!file) return;
        if (file.size > 2e7)
            return app.messages.say(
                "data",
                `${file.name}: ${(file.size / 1e6).toFixed(0)} MB: too large for a table of measurements`,
            );
        await take(await file.text(), file.name);
        picker.value = "";
    }

    function show() {
        const si = app.state.units === "si",
            { tc0 } = app.state.values,
            tesla = si ? 1 : 1 / app.fieldUnit();
        app.shown.measured = own ? measuredOf(own.samples, si ? 1 : 1 / tc0, tesla) : null;
        app.shown.conductance = curve && { ...curve, x: curve.x.map((v) => (si ? v : v / app.delta0())) };
        const names = own?.samples.map((s) => `${plain(s.name, 30)} (${s.points.length} points)`).join(", ");
        about.textContent = [
            own
                ? `${own.name}: ${names}. ${own.remarks
                      .slice(0, 4)
                      .map((r) => plain(r, 200))
                      .join(" ")}`
                : "",
            curve
                ? `${curve.name}: ${curve.x.length} values of dI/dV, relative to its mean at the largest voltages.`
                : "",
        ].join(" ");
        clear.hidden = !own && !curve;
        fit.refresh();
        update();
        redraw();
    }

    /// Chi-squared of the line that is shown.
    function update() {
        const good = goodnessOf(app.shown.measured, app.shown.line);
        quality.textContent = !good
            ? ""
            : good.chi2 !== undefined
              ? `χ² = ${written(good.chi2)} of ${good.points} points`
              : `scatter ${written(good.scatter, 3)} % around the curve (no stated errors: no χ²)`;
    }

    for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
        document.addEventListener(kind, (event) => {
            event.preventDefault();
            document.body.classList.toggle("dragging", kind === "dragenter" || kind === "dragover");
            if (kind === "drop") takeFile(event.dataTransfer.files[0]);
        });
    }
    document.addEventListener("paste", (event) => {
        const text = event.clipboardData?.getData("text/plain") ?? "";
        if (event.target.closest?.("input, textarea") || !text) return;
        event.preventDefault();
        take(text, "pasted");
    });
    return { element: panel, rescale: () => (own || curve ? show() : undefined), update, take, takeRead };
}
