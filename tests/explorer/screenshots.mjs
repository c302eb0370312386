// By hand: pictures of the page at three widths, light and dark, in each browser, to be looked at.
//   node tests/explorer/screenshots.mjs FOLDER [FRAGMENT]

import { join } from "node:path";
import { browsers, computed, launch, open } from "./browsers.mjs";

const [folder = ".", fragment = ""] = process.argv.slice(2);

for (const which of browsers) {
    const browser = await launch(which);
    for (const width of [360, 900, 1500]) {
        const { page } = await open(browser, { fragment, width, height: 900 });
        await computed(page, ["line", "map", "spectrum", "states"]);
        for (const theme of ["light", "dark"]) {
            await page.evaluate(
                (name) => document.querySelector(`input[name="theme"][value="${name}"]`).click(),
                theme,
            );
            await new Promise((done) => setTimeout(done, 300));
            await page.screenshot({ path: join(folder, `${which.name}-${width}-${theme}.png`), fullPage: true });
        }
        await page.close();
    }
    await browser.close();
}
