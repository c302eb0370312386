// Sweeps inside the page: what is stored is shown as it is, what lies between is interpolated, each said to be so.

import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, computed, exported, launch, messages, open, pageFile, tableOf } from "./browsers.mjs";
import { density, field, gap, sweep, writePage } from "./sweep.mjs";

const folder = mkdtempSync(join(tmpdir(), "mirage-explorer-"));

const slide = (page, axis, position) =>
    page.evaluate(
        (name, at) => {
            const slider = document.querySelector(`[data-axis="${name}"] input[type="range"]`);
            slider.value = String(at);
            slider.dispatchEvent(new Event("input", { bubbles: true }));
        },
        axis,
        position,
    );

const near = (found, expected, relative, what) =>
    expected.forEach((value, i) =>
        assert.ok(
            Math.abs(found[i] - value) <= relative * Math.max(1, Math.abs(value)),
            `${what}[${i}]: ${found[i]}, ${value}`,
        ),
    );

for (const which of browsers) {
    describe(which.name, () => {
        let browser = null;
        before(async () => {
            browser = await launch(which);
        });
        after(async () => {
            await browser?.close();
        });

        test("shows stored and interpolated values, and computes on demand", async () => {
            const file = join(folder, `${which.name}.html`);
            await writePage(pageFile, file, sweep({ name: "<img src=x onerror=alert(1)>.h5" }));
            const { page, errors } = await open(browser, { file });
            await computed(page, ["line", "map"], "stored");
            const check = async (alpha, gamma) => {
                const line = tableOf(await exported(page, "line")),
                    map = tableOf(await exported(page, "map"));
                near(
                    line.B_c2,
                    line.T.map((T) => field({ alpha, gamma, T })),
                    1e-14,
                    "B_c2",
                );
                near(
                    map.order_parameter,
                    map.T.map((T, i) => gap({ alpha, gamma, T, B: map.B[i] })),
                    gamma === 0.05 ? 0.01 : 1e-6,
                    "order parameter",
                );
            };
            await check(0, 0);
            await slide(page, "gamma", 20);
            await computed(page, ["line", "map"], "stored");
            await check(0, 0.1);
            await computed(page, ["spectrum"], "stored, at T = 0.5");
            const spectrum = tableOf(await exported(page, "spectrum"));
            near(
                spectrum.dos,
                spectrum.energy.map((energy) => density({ gamma: 0.1, T_spectrum: 0.5, B_spectrum: 20, energy })),
                1e-6,
                "density of states",
            );
            await slide(page, "gamma", 10);
            await computed(page, ["line", "map"], "interpolated");
            await check(0, 0.05);
            assert.equal(await page.evaluate(() => document.getElementById("setting-gamma").value), "0.05");
            await page.evaluate(() => document.querySelector('input[name="source"][value="engine"]').click());
            await computed(page, ["line"], "computed");
            assert.ok(
                Math.abs(tableOf(await exported(page, "line")).B_c2[0] - field({ alpha: 0, gamma: 0.05, T: 0.06 })) > 1,
            );
            assert.equal(await messages(page), "");
            assert.deepEqual(errors, []);
            await page.close();
        });

        test("a quarter of a million points stay fluent", async () => {
            const file = join(folder, `${which.name}-large.html`);
            await writePage(pageFile, file, sweep({ T: 50, B: 50, gamma: 10, alpha: 10 }));
            const { page, errors } = await open(browser, { file });
            await computed(page, ["line", "map"], "stored");
            const gaps = await page.evaluate(async () => {
                const slider = document.querySelector('[data-axis="gamma"] input[type="range"]'),
                    times = [];
                for (let k = 0; k < 60; ++k) {
                    slider.value = String(k % 180);
                    slider.dispatchEvent(new Event("input", { bubbles: true }));
                    times.push(await new Promise(requestAnimationFrame));
                }
                return times.slice(1).map((t, i) => t - times[i]);
            });
            console.log(
                `${which.name}: 250,000 points, ${gaps.length} frames, largest gap ${Math.max(...gaps).toFixed(1)} ms, mean ${(gaps.reduce((a, b) => a + b) / gaps.length).toFixed(1)} ms`,
            );
            await computed(page, ["line", "map"], "interpolated");
            const map = tableOf(await exported(page, "map")),
                gamma = Number(await page.evaluate(() => document.getElementById("setting-gamma").value));
            near(
                map.order_parameter,
                map.T.map((T, i) => gap({ alpha: 0, gamma, T, B: map.B[i] })),
                0.01,
                "order parameter",
            );
            assert.deepEqual(errors, []);
            await page.close();
        });

        test("says what is wrong with a sweep that it cannot read", async () => {
            const file = join(folder, `${which.name}-broken.html`),
                content = sweep();
            content.variables[0].data = "AAAA";
            await writePage(pageFile, file, content);
            const { page } = await open(browser, { file });
            await page.waitForFunction(() => document.getElementById("messages").textContent);
            await page.close();
            await writePage(pageFile, file, { ...sweep(), format: 9 });
            const other = await open(browser, { file });
            assert.match(await messages(other.page), /format 9/);
            await computed(other.page, ["line"]);
            await other.page.close();
        });
    });
}
