// Own data: dropped, drawn with chi-squared, fitted as `mirage fit` does, exported.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browsers, computed, drop, exported, launch, messages, open, program, tableOf } from "./browsers.mjs";

const FIELDS =
    "T [mK],B [kOe],sigma_B [kOe]\n400,381,8\n800,343,8\n1200,306,7\n1600,261,6\n2000,213,6\n2400,152,5\n2800,76,5\n";
const file = join(mkdtempSync(join(tmpdir(), "mirage-data-")), "measured.csv");

for (const which of browsers) {
    describe(which.name, () => {
        let browser = null;
        before(async () => {
            writeFileSync(file, FIELDS);
            browser = await launch(which);
        });
        after(async () => {
            await browser?.close();
        });

        test("critical fields: chi-squared, and the fit of the program", async () => {
            const { page, errors, requests } = await open(browser, {
                fragment: "#units=si&tc0=3&beta=3&gamma=0.2&T=0.4&B=20",
            });
            await computed(page);
            await drop(page, "measured.csv", FIELDS);
            await page.waitForFunction(
                () => /χ² = [\d.]+ of 7 points/.test(document.getElementById("chi2").textContent),
                { timeout: 60000, polling: 50 },
            );
            await page.evaluate(() => document.getElementById("fit").click());
            await page.waitForFunction(
                () => !document.getElementById("fit-table").hidden || document.getElementById("messages").textContent,
                { timeout: 300000, polling: 50 },
            );
            assert.equal(await messages(page), "");
            const before = await page.evaluate(() => window.saved.length);
            await page.evaluate(() => document.getElementById("save-fit").click());
            const found = JSON.parse(await page.evaluate((n) => window.saved[n].text(), before));
            const expected = JSON.parse(
                execFileSync(program, ["fit", file, "--free", "tc0,beta", "--gamma", "0.2", "--format", "json"], {
                    encoding: "utf8",
                    stdio: ["ignore", "pipe", "ignore"],
                }),
            );
            for (const name of ["tc0", "beta"]) {
                for (const key of ["value", "error"])
                    assert.ok(
                        Math.abs(found.parameters[name][key] - expected.parameters[name][key]) <=
                            1e-6 * expected.parameters[name].value,
                        `${name} ${key}`,
                    );
            }
            assert.ok(Math.abs(found.chi2 - expected.chi2) <= 1e-6 * expected.chi2);
            await page.waitForFunction(
                (chi2) =>
                    Math.abs(parseFloat(document.getElementById("chi2").textContent.slice(5)) - chi2) <
                    0.02 * chi2 + 0.02,
                { timeout: 60000, polling: 50 },
                found.chi2,
            );
            await computed(page);
            assert.ok(tableOf(await exported(page, "line")).B_c2.some((B) => B > 30));
            assert.deepEqual(errors, []);
            assert.deepEqual(requests(), []);
            await page.close();
        });

        test("a curve of dI/dV", async () => {
            const { page, errors } = await open(browser);
            await computed(page, ["spectrum"]);
            const rows = Array.from({ length: 101 }, (_, i) => -2 + 0.04 * i).map(
                (v) => `${v.toFixed(3)},${(v * v > 0.14 ? 5 : 1).toFixed(2)}`,
            );
            await drop(page, "iv.csv", `V [mV],dIdV\n${rows.join("\n")}\n`);
            await page.waitForFunction(
                () => document.getElementById("data-about").textContent.includes("101 values of dI/dV"),
                { timeout: 60000, polling: 50 },
            );
            assert.equal(await messages(page), "");
            assert.match(await exported(page, "spectrum", "SVG"), /iv\.csv/);
            assert.deepEqual(errors, []);
            await page.close();
        });
    });
}
