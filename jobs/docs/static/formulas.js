// Sets the formulas of the page, which Sphinx writes as \(...\) and \[...\].
for (const element of document.querySelectorAll("span.math, div.math")) {
    const formula = element.textContent.trim();
    katex.render(formula.slice(2, -2), element, { displayMode: formula.startsWith("\\["), throwOnError: false });
}
