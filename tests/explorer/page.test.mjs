// The page in real browsers: from the disk, without a request, with the numbers of the program.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before, describe, test } from "node:test";
import {
    browsers,
    commands,
    computed,
    exported,
    goTo,
    launch,
    messages,
    open,
    program,
    run,
    tableOf,
    type,
} from "./browsers.mjs";
import { states } from "./states.mjs";

/// Columns equal to 1e-9 of their largest value; words equal.
function assertSame(found, expected, what) {
    for (const [name, values] of Object.entries(expected)) {
        if (!(name in found)) continue;
        const numbers = values.filter(Number.isFinite),
            size = numbers.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
        assert.equal(found[name].length, values.length, `${what}: rows of ${name}`);
        values.forEach((value, i) => {
            const same =
                typeof value === "number" && Number.isFinite(value)
                    ? Math.abs(found[name][i] - value) <= 1e-9 * size
                    : Object.is(found[name][i], value);
            assert.ok(same, `${what}: ${name}[${i}] = ${found[name][i]}, program ${value}`);
        });
    }
}

for (const which of browsers) {
    describe(which.name, () => {
        let browser = null;
        before(async () => {
            browser = await launch(which);
        });
        after(async () => {
            await browser?.close();
        });

        test("opens from the disk without errors and requests", async () => {
            const begun = Date.now(),
                { page, errors, requests } = await open(browser);
            await page.waitForFunction(
                () => document.querySelector(".card.line .readout").textContent.includes("Bc2"),
                { timeout: 60000, polling: 50 },
            );
            console.log(`${which.name}: first line after ${Date.now() - begun} ms`);
            await computed(page, ["line", "map", "spectrum", "states"]);
            assert.deepEqual(errors, []);
            assert.deepEqual(requests(), []);
            assert.equal(await messages(page), "");
            await page.close();
        });

        test("its policy forbids every connection and every script but its own", async () => {
            const { page } = await open(browser);
            const outcome = await page.evaluate(async () => {
                const failed = (action) =>
                    Promise.resolve()
                        .then(action)
                        .then(
                            () => false,
                            () => true,
                        );
                const image = () =>
                    new Promise((done, fail) =>
                        Object.assign(new Image(), { onload: done, onerror: fail, src: "https://127.0.0.1:1/x.png" }),
                    );
                const script = document.createElement("script");
                script.textContent = "window.foreign = true";
                document.body.append(script);
                return {
                    fetch: await failed(() => fetch("https://127.0.0.1:1/")),
                    image: await failed(image),
                    script: window.foreign !== true,
                    violations: window.violations,
                };
            });
            assert.deepEqual([outcome.fetch, outcome.image, outcome.script], [true, true, true]);
            for (const directive of ["connect-src", "img-src", "script-src"])
                assert.ok(
                    outcome.violations.some((v) => v.startsWith(directive)),
                    directive,
                );
            await page.close();
        });

        // the engine is the same in all: every state in one browser, a third of them in each other
        const chosen = which === browsers[0] ? states : states.filter((_, i) => i % 3 === 0);
        test(`${chosen.length} states have the numbers of the program`, async () => {
            const { page, errors } = await open(browser);
            for (const state of chosen) {
                await goTo(page, `${state}&temperatures=12`);
                await computed(page, ["line", "spectrum"]);
                assert.equal(await messages(page), "", state);
                for (const name of ["line", "spectrum"]) {
                    const { shell } = await commands(page, name);
                    const found = tableOf(await exported(page, name)),
                        expected = tableOf(await run(shell));
                    assert.ok(Object.values(expected)[0].length >= 12, shell);
                    assertSame(found, expected, `${state}: ${name}`);
                }
            }
            assert.deepEqual(errors, []);
            await page.close();
        });

        test("solutions are those of `mirage point`", async () => {
            const { page } = await open(browser, { fragment: "#units=reduced&beta=0.3&T=0.02&B=0.74" });
            await computed(page, ["states"]);
            const found = tableOf(await exported(page, "states")),
                { shell } = await commands(page, "states");
            const fields = [...new Set(found.B)];
            for (const B of [fields[5], fields[Math.floor(fields.length / 2)], fields.at(-1)]) {
                const { solutions } = JSON.parse(await run(`${shell.replace(/--B \S+/, `--B ${B}`)} --format json`));
                const rows = found.B.map((b, i) => i).filter((i) => found.B[i] === B);
                assertSame(
                    {
                        order_parameter: rows.map((i) => found.order_parameter[i]),
                        kind: rows.map((i) => found.kind[i]),
                    },
                    { order_parameter: solutions.map((s) => s.order_parameter), kind: solutions.map((s) => s.kind) },
                    `B = ${B}`,
                );
            }
            await page.close();
        });

        test("settings keep the physical state in other units, stay inside their limits, stand in the address", async () => {
            const { page } = await open(browser, {
                fragment: "#units=si&tc0=3&beta=4.1&gamma=0.1&T=0.3&B=20&temperatures=12",
            });
            await computed(page);
            const tesla = tableOf(await exported(page, "line"));
            await page.evaluate(() => document.querySelector('input[name="units"][value="reduced"]').click());
            await computed(page);
            const reduced = tableOf(await exported(page, "line")),
                by = tesla.B_c2[3] / reduced.B_c2[3];
            assertSame({ B: reduced.B_c2.map((b) => b * by) }, { B: tesla.B_c2 }, "units");
            await type(page, "beta", "1e9");
            assert.match(await messages(page), /nearest value/);
            await page.waitForFunction(() => /beta=100(&|$)/.test(location.hash));
            await type(page, "beta", "4,1");
            assert.match(await messages(page), /must be a number/);
            await page.close();
        });

        test("the slider can be drawn for seconds: the newest wins, nothing is computed on the main thread", async () => {
            const { page, errors } = await open(browser, {
                fragment: "#units=reduced&beta=7&gamma=0.2&alpha=0.3&T=0.3&B=1&temperatures=40",
            });
            await computed(page);
            const { gaps, last, longest, tasks } = await page.evaluate(
                async (seconds) => {
                    const slider = document.querySelector('[data-setting="beta"] input[type="range"]'),
                        times = [];
                    let longest = 0,
                        tasks = 0;
                    const watch = new PerformanceObserver((list) => {
                        tasks += list.getEntries().length;
                    });
                    if (PerformanceObserver.supportedEntryTypes.includes("longtask"))
                        watch.observe({ type: "longtask" });
                    const begun = performance.now();
                    for (let k = 0; k < 20 || performance.now() - begun < 1000 * seconds; ++k) {
                        const moved = performance.now();
                        slider.value = String(300 + ((k * 7) % 500));
                        slider.dispatchEvent(new Event("input", { bubbles: true }));
                        longest = Math.max(longest, performance.now() - moved);
                        times.push(await new Promise(requestAnimationFrame));
                    }
                    return {
                        longest,
                        tasks,
                        gaps: times.slice(1).map((t, i) => t - times[i]),
                        last: document.getElementById("setting-beta").value,
                    };
                },
                Number(process.env.MIRAGE_DRAG_SECONDS ?? 3),
            );
            console.log(
                `${which.name}: ${gaps.length} frames, largest gap ${Math.max(...gaps).toFixed(1)} ms, ` +
                    `longest answer to a move ${longest.toFixed(1)} ms, ${tasks} tasks of more than 50 ms`,
            );
            await computed(page);
            const { shell } = await commands(page, "line");
            assert.match(shell, new RegExp(`--beta ${last.replace(".", "\\.")} `));
            assertSame(tableOf(await exported(page, "line")), tableOf(await run(shell)), "after the slider");
            assert.deepEqual(errors, []);
            await page.close();
        });

        test("pictures are saved as SVG of paths and text, well formed", async () => {
            const { page } = await open(browser);
            await computed(page, ["line", "map", "spectrum", "states"]);
            for (const name of ["line", "map", "spectrum", "states"]) {
                const svg = await exported(page, name, "SVG");
                const counts = await page.evaluate((text) => {
                    const root = new DOMParser().parseFromString(text, "image/svg+xml");
                    return ["parsererror", "path", "text", "image", "script"].map(
                        (tag) => root.getElementsByTagName(tag).length,
                    );
                }, svg);
                assert.equal(counts[0], 0, name);
                assert.ok(counts[1] > 5 && counts[2] > 5, `${name}: ${counts}`);
                assert.deepEqual(counts.slice(3), [0, 0], name);
            }
            await page.close();
        });

        test("is used by keyboard alone", async () => {
            const { page } = await open(browser);
            await computed(page, ["line", "spectrum"]);
            await page.focus(".card.line canvas");
            for (const key of ["ArrowRight", "ArrowUp", "ArrowUp", "Enter"]) await page.keyboard.press(key);
            assert.notEqual(await page.evaluate(() => document.getElementById("setting-T").value), "0.3");
            await page.focus('[data-setting="beta"] input[type="range"]');
            await page.keyboard.press("ArrowRight");
            assert.notEqual(await page.evaluate(() => document.getElementById("setting-beta").value), "4.1");
            const unnamed = await page.evaluate(() =>
                [...document.querySelectorAll("input, select, button, canvas[tabindex]")]
                    .filter(
                        (node) =>
                            !node.labels?.length &&
                            !node.getAttribute("aria-label") &&
                            !node.textContent.trim() &&
                            node.getAttribute("aria-hidden") !== "true",
                    )
                    .map((node) => node.outerHTML),
            );
            assert.deepEqual(unnamed, []);
            await page.close();
        });

        test("the pointer reads the map and chooses a point", async () => {
            const { page } = await open(browser);
            await computed(page, ["line", "map", "spectrum"]);
            const { x, y, width, height } = await page.evaluate(() => {
                const stage = document.querySelector(".card.map .stage");
                stage.scrollIntoView({ block: "center" });
                return stage.getBoundingClientRect().toJSON();
            });
            await page.mouse.move(x + 0.4 * width, y + 0.6 * height);
            await page.waitForFunction(() =>
                /T = .* B = .* order parameter Δ = [\d.]+ meV/.test(
                    document.querySelector(".card.map .readout").textContent,
                ),
            );
            await page.mouse.click(x + 0.4 * width, y + 0.6 * height);
            const [T, B] = await page.evaluate(() =>
                ["T", "B"].map((name) => Number(document.getElementById(`setting-${name}`).value)),
            );
            assert.ok(T > 0.6 && T < 1.8 && B > 15 && B < 70, `${T} ${B}`);
            await computed(page, ["spectrum", "states"]);
            const { shell } = await commands(page, "spectrum");
            assert.match(shell, new RegExp(`--T ${T} --B ${B} `));
            await page.close();
        });

        test("nothing is clipped at the width of a phone", async () => {
            const { page } = await open(browser, { width: 360, height: 740 });
            await computed(page, ["line"]);
            await page.evaluate(() =>
                document.querySelectorAll("details").forEach((node) => {
                    node.open = true;
                }),
            );
            const wide = await page.evaluate(() => [
                document.documentElement.scrollWidth,
                [...document.querySelectorAll("main *")]
                    .filter((n) => n.getBoundingClientRect().right > 361)
                    .map((n) => n.className || n.tagName),
            ]);
            assert.ok(wide[0] <= 360, `${wide}`);
            assert.deepEqual(wide[1], []);
            await page.close();
        });
    });
}

test("the Python calls of the page give its numbers", { skip: !process.env.MIRAGE_PYTHON }, async (context) => {
    const browser = await launch(browsers[0]);
    context.after(() => browser.close());
    const { page } = await open(browser, { fragment: `#${states[3]}&temperatures=12` });
    await computed(page, ["line", "spectrum"]);
    for (const [name, column] of [
        ["line", "B_c2"],
        ["spectrum", "dos"],
    ]) {
        const { python } = await commands(page, name);
        const printed = execFileSync(
            process.env.MIRAGE_PYTHON,
            ["-c", `${python}\nprint(*found.${column}.values.ravel().tolist())`],
            {
                env: {
                    ...process.env,
                    PYTHONPATH: fileURLToPath(new URL("../../src/python", import.meta.url)),
                    MIRAGE_LIBRARY: resolve(program, "../libmirage-ising.so"),
                },
                encoding: "utf8",
            },
        );
        assertSame(
            { values: tableOf(await exported(page, name))[column] },
            { values: printed.trim().split(/\s+/).map(Number) },
            name,
        );
    }
});
