// Files for the disk: tables as CSV, pictures as SVG and PNG.

import { element } from "./dom.js";

export function save(name, type, parts) {
    const address = URL.createObjectURL(new Blob(parts, { type }));
    const link = element("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
}

const cell = (value) =>
    typeof value === "number"
        ? Number.isFinite(value)
            ? String(value)
            : "nan"
        : /[",\n]/.test(value)
          ? `"${value.replaceAll('"', '""')}"`
          : value;

/// {columns: [{name, unit, values}], command, parameters, version} as `mirage` prints tables: comment lines, names, rows.
export function csvOf({ columns, command, version, remarks = [] }) {
    const lines = [`# mirage ${version}`];
    if (command) lines.push(`# command: ${command}`);
    for (const remark of remarks) lines.push(`# ${remark}`);
    lines.push(
        `# columns: ${columns.map(({ name, unit }) => `${name} [${unit}]`).join(", ")}`,
        columns.map(({ name }) => name).join(","),
    );
    const count = columns[0]?.values.length ?? 0;
    for (let i = 0; i < count; ++i) lines.push(columns.map(({ values }) => cell(values[i])).join(","));
    return `${lines.join("\n")}\n`;
}

/// Twice the pixels of the screen's picture.
export function savePng(name, canvas) {
    canvas.toBlob((blob) => save(name, "image/png", [blob]), "image/png");
}

/// Into the clipboard; where that is forbidden, the text is selected in a field for the reader to copy.
export async function copy(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        const field = element("textarea", { class: "offscreen", "aria-hidden": "true" });
        field.value = text;
        document.body.append(field);
        field.select();
        const done = document.execCommand("copy");
        field.remove();
        return done;
    }
}
