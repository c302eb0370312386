// A worker with an engine of its own: one request at a time, answered with its value or with the line of its error.

import { decompress } from "fzstd";

import { loadEngine } from "./engine.js";

const OPERATIONS = new Set(["call", "formula", "readData", "readTable", "fit"]);
let engine = null;

/// The bytes of a zstd frame in base64.
const unpacked = async (blob) => decompress(Uint8Array.from(atob(await blob.text()), (c) => c.charCodeAt(0)));

const buffersOf = (value) =>
    Object.values(value ?? {})
        .filter((v) => v instanceof Float64Array)
        .map((v) => v.buffer);

function answer({ id, operation, parts }) {
    const begun = performance.now();
    try {
        if (!OPERATIONS.has(operation)) throw new Error(`${operation}: no such operation`);
        const value = engine[operation](...parts);
        self.postMessage({ id, value, time: performance.now() - begun }, [...new Set(buffersOf(value))]);
    } catch (error) {
        self.postMessage({
            id,
            error: String(error.message),
            bad: error.name === "InputError",
            time: performance.now() - begun,
        });
    }
}

self.onmessage = async ({ data }) => {
    if (data.operation !== "start") return answer(data);
    try {
        engine = await loadEngine(await unpacked(data.engine));
        self.postMessage({ id: data.id, value: engine.version });
    } catch (error) {
        self.postMessage({ id: data.id, error: `the engine did not start: ${error.message}` });
    }
};
