// Addresses and data of strangers: nothing in them runs, each is answered with a message or left out.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { browsers, computed, drop, goTo, launch, messages, open } from "./browsers.mjs";

const FRAGMENTS = [
    "<img src=x onerror=window.executed=1>",
    "beta=<img src=x onerror=window.executed=1>",
    "javascript:window.executed=1",
    "beta=1e400",
    "beta=-1e300",
    "beta=NaN&T=Infinity&B=0x10",
    "T=1e-320&B=1e308&tc0=0",
    "__proto__=1&constructor=2&toString=3",
    "pocket=<svg onload=window.executed=1>:share=1",
    "pocket=G:share=9e9",
    "pocket=G:__proto__=1",
    "units=%00&quantity=%3Cscript%3E",
    "momentum=javascript:alert(1)",
    "beta=1%0A2",
    "%",
    "%E0%A4%A",
    `x=${"A".repeat(9000)}`,
    Array.from({ length: 20 }, (_, i) => `pocket=P${i}:share=0.01`).join("&"),
];
const FILES = [
    ["<img src=x onerror=window.executed=1>.csv", "<img src=x onerror=window.executed=1>"],
    ["a.csv", "T,B\njavascript:window.executed=1,2\n"],
    ["b.csv", "T,B\n1e400,1e400\n"],
    ["c.csv", "T,B\n1,\0\n"],
    ["d.csv", ""],
    ["e.csv", "\uFFFF\uD800"],
    ["f.csv", `T,B\n${"1,2\n".repeat(2500000)}`],
    ["g.csv", "=cmd|' /C calc'!A0"],
    ["h.csv", "x".repeat(100000)],
    ["i.csv", `${"(".repeat(50000)}`],
    ["j.csv", "T,B\n-1,-1\n"],
    ["k.csv", `T,B,${"c,".repeat(5000)}\n1,2\n`],
];

for (const which of browsers) {
    describe(which.name, () => {
        let browser = null;
        before(async () => {
            browser = await launch(which);
        });
        after(async () => {
            await browser?.close();
        });
        const executed = (page) =>
            page.evaluate(() => [
                window.executed === undefined,
                document.querySelectorAll("img, svg, iframe").length,
                window.violations.length,
            ]);

        test("addresses", async () => {
            const { page, errors, requests } = await open(browser, { fragment: `#${FRAGMENTS[0]}` });
            await computed(page);
            assert.notEqual(await messages(page), "");
            for (const fragment of FRAGMENTS) {
                await page.evaluate(() =>
                    document.querySelectorAll("#messages button").forEach((button) => button.click()),
                );
                await goTo(page, fragment);
                await page.waitForFunction(() => document.querySelector(".card.line .state").textContent !== "waits");
                assert.notEqual(await messages(page), "", fragment.slice(0, 80));
                assert.deepEqual(await executed(page), [true, 0, 0], fragment.slice(0, 80));
            }
            assert.deepEqual(errors, []);
            assert.deepEqual(requests(), []);
            await page.close();
        });

        test("data", async () => {
            const { page, errors, requests } = await open(browser, {
                fragment: "#units=si&tc0=3&beta=4.1&temperatures=12",
            });
            await computed(page);
            for (const [name, text] of FILES) {
                await page.evaluate(() =>
                    document.querySelectorAll("#messages button").forEach((button) => button.click()),
                );
                await drop(page, name, text);
                await page.waitForFunction(
                    () =>
                        document.getElementById("messages").textContent ||
                        document.getElementById("data-about").textContent.trim(),
                    { timeout: 60000, polling: 50 },
                    name,
                );
                const said = await messages(page);
                assert.ok(said.length > 10 && said.length < 700, `${name}: ${said}`);
                assert.doesNotMatch(said, /undefined|not a function|null/, name);
                assert.deepEqual(await executed(page), [true, 0, 0], name);
            }
            assert.deepEqual(errors, []);
            assert.deepEqual(requests(), []);
            await page.close();
        });
    });
}
