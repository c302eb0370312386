// The picture of the page in the README.
//   node tests/explorer/picture.mjs FILE.png

import { browsers, computed, launch, open } from "./browsers.mjs";

const fragment = "#units=reduced&beta=0.3&T=0.02&B=0.74&quantity=zero_energy_dos&states=free_energy";
const browser = await launch(browsers[0]);
const { page } = await open(browser, { fragment, width: 1500, height: 1135 });
await computed(page, ["line", "map", "spectrum", "states"]);
await page.evaluate(() => document.querySelector('input[name="theme"][value="light"]').click());
await new Promise((done) => setTimeout(done, 500));
await page.screenshot({ path: process.argv[2] });
await browser.close();
