// The engine in WebAssembly (engine.wasm): columns of numbers in, columns of numbers out, as in include/mirage/mirage.h;
// measured data read and fitted by the code of `mirage fit`. Works in a page, in a worker and in node.

/// What the program refuses; the message is its one line.
export class InputError extends Error {
    get name() { return "InputError"; }
}

const OK = 0, BAD_INPUT = 2;
const input_size = 24, output_size = 16; // of mirage_input and mirage_output
const encoder = new TextEncoder(), decoder = new TextDecoder();

/// What the C library of WASI asks of its host: there are no files and no environment.
function host(memory) {
    const bad_file = 8;
    const nothing = (count, size) => {
        new DataView(memory().buffer).setUint32(count, 0, true);
        new DataView(memory().buffer).setUint32(size, 0, true);
        return OK;
    };
    return {
        wasi_snapshot_preview1: {
            environ_get: () => OK,
            environ_sizes_get: nothing,
            fd_close: () => bad_file,
            fd_seek: () => bad_file,
            fd_write: () => bad_file,
            proc_exit: () => { throw new Error("the engine has ended"); },
        },
    };
}

/// One instance of the module, with what is needed to hand it texts and numbers. What a call has allocated is freed at its
/// end.
class Instance {
    constructor(module) {
        this.exports = new WebAssembly.Instance(module, host(() => this.exports.memory)).exports;
        this.exports._initialize();
        this.taken = [];
    }

    allocate(bytes) {
        const address = this.exports.malloc(Math.max(bytes, 1));
        if (address === 0) throw new Error("out of memory");
        this.taken.push(address);
        return address;
    }

    free() {
        for (const address of this.taken.splice(0)) this.exports.free(address);
    }

    view() { return new DataView(this.exports.memory.buffer); }

    numbers(address, count) { return new Float64Array(this.exports.memory.buffer, address, count); }

    bytes(values) {
        const address = this.allocate(values.length + 1);
        const memory = new Uint8Array(this.exports.memory.buffer);
        memory.set(values, address);
        memory[address + values.length] = 0;
        return address;
    }

    text(text) { return this.bytes(encoder.encode(text)); }

    text_at(address) {
        const memory = new Uint8Array(this.exports.memory.buffer);
        return decoder.decode(memory.subarray(address, memory.indexOf(0, address)));
    }
}

/// A text that ends where C ends it.
function whole_text(name, text) {
    if (text.includes("\0")) throw new InputError(`${name}: a text without zero bytes is needed`);
    return text;
}

/// Every input as [name, number | numbers | text].
function input_list(inputs) {
    const list = [];
    for (const [name, value] of Object.entries(inputs)) {
        if (value === undefined || value === null) continue;
        const texts = Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === "string");
        for (const one of texts ? value : [value]) list.push([name, one]);
    }
    return list;
}

function write_inputs(instance, list) {
    const address = instance.allocate(list.length * input_size);
    list.forEach(([name, value], i) => {
        const at = address + i * input_size;
        const pointer = instance.text(whole_text("an input", name));
        let values = 0, text = 0, count = 1;
        if (typeof value === "string") {
            text = instance.text(whole_text(name, value));
        } else {
            const numbers = typeof value === "number" ? [value] : value;
            count = numbers.length;
            if (!(count >= 0)) throw new InputError(`${name}: needs a number, numbers or a text`);
            values = instance.allocate(8 * count);
            instance.numbers(values, count).set(numbers);
        }
        const view = instance.view();
        view.setUint32(at, pointer, true);
        view.setUint32(at + 4, values, true);
        view.setBigInt64(at + 8, BigInt(count), true);
        view.setUint32(at + 16, text, true);
    });
    return address;
}

function write_outputs(instance, n, names) {
    const address = instance.allocate(names.length * output_size);
    const columns = names.map(([name, per_row], i) => {
        const at = address + i * output_size, count = n * per_row;
        const values = instance.allocate(8 * count), pointer = instance.text(whole_text("an output", name));
        instance.numbers(values, count).fill(NaN);
        const view = instance.view();
        view.setUint32(at, pointer, true);
        view.setUint32(at + 4, values, true);
        view.setBigInt64(at + 8, BigInt(count), true);
        return { name, values, count };
    });
    return { address, columns };
}

/// The words of the command: no name of a file is an option or standard input.
function file_words(file_name, options) {
    const name = whole_text("the file", file_name) || "data";
    const words = [name.startsWith("-") ? `./${name}` : name];
    for (const [key, value] of Object.entries(options)) {
        if (value === undefined || value === null) continue;
        for (const one of Array.isArray(value) ? value : [value])
            words.push(`--${whole_text("an option", key).replaceAll("_", "-")}`, whole_text(key, String(one)));
    }
    return words;
}

class Engine {
    #module;
    #instance;

    constructor(module) {
        this.#module = module;
        this.#instance = new Instance(module);
        this.version = this.#instance.text_at(this.#instance.exports.mirage_version());
        this.description = JSON.parse(this.#instance.text_at(this.#instance.exports.mirage_description()));
    }

    /// Bytes that the engine has taken of the machine.
    get memory() { return this.#instance.exports.memory.buffer.byteLength; }

    /// `name`: points, fields, ... (mirage.h without mirage_); `n`: rows; `inputs` {name: number, n numbers, text or texts};
    /// `outputs` {name: numbers per row}. Returns {name: Float64Array}. Throws InputError.
    call(name, n, inputs, outputs) {
        if (!Object.hasOwn(this.description.calls, name)) throw new InputError(`'${name}': there is no such calculation`);
        return this.#columns((exports, ...rest) => exports[`mirage_${name}`](...rest), n, inputs, outputs);
    }

    /// The same for the closed expression `name`.
    formula(name, n, inputs, outputs) {
        return this.#columns((exports, ...rest) => {
            const text = this.#instance.text(whole_text("a formula", name));
            return exports.mirage_formula(text, ...rest);
        }, n, inputs, outputs);
    }

    /// The points of B_c2(T) in a file, `text` a string or its bytes, by the rules of `mirage fit`: {samples: [{name, points: [{T, B,
    /// sigma_T, sigma_B, bound}]}], notes: [text]} in K and tesla. Options: columns, tc0, g_factor.
    readData(text, file_name, options = {}) { return this.#file("mirage_read_data", text, file_name, options); }

    /// All columns of numbers of a file: {columns: [{name, unit, values}], notes: [text]}.
    readTable(text, file_name) { return this.#file("mirage_read_table", text, file_name, {}); }

    /// What `mirage fit FILE --format json` prints; options as those of the command {model: "exact", free: "tc0,beta", ...}.
    fit(text, file_name, options = {}) {
        return this.#file("mirage_fit", text, file_name, { ...options, format: "json" });
    }

    #file(name, text, file_name, options) {
        return this.#guarded((instance) => {
            const bytes = typeof text === "string" ? encoder.encode(text) : new Uint8Array(text);
            const words = encoder.encode(file_words(file_name, options).map((word) => `${word}\0`).join(""));
            const [file, list] = [instance.bytes(bytes), instance.bytes(words)];
            const code = instance.exports[name](file, bytes.length, list, words.length);
            const result = instance.text_at(instance.exports.mirage_text());
            if (code === OK) return JSON.parse(result);
            throw code === BAD_INPUT ? new InputError(result) : new Error(result);
        });
    }

    #columns(run, n, inputs, outputs) {
        if (!Number.isSafeInteger(n) || n < 0) throw new InputError(`n = ${n}: must be a whole number, not negative`);
        return this.#guarded((instance) => {
            const list = input_list(inputs), wanted = Object.entries(outputs);
            const first = write_inputs(instance, list), { address, columns } = write_outputs(instance, n, wanted);
            this.#check(run(instance.exports, BigInt(n), first, list.length, address, wanted.length, 0));
            return Object.fromEntries(columns.map(({ name, values, count }) => [name, instance.numbers(values, count).slice()]));
        });
    }

    /// Throws what mirage_error() says unless the code is that of success.
    #check(code) {
        if (code === OK) return;
        const line = this.#instance.text_at(this.#instance.exports.mirage_error());
        throw code === BAD_INPUT ? new InputError(line) : new Error(line);
    }

    /// What `work` returns. After an error, whose destructors have not run, and after a fault the next call has a new instance.
    #guarded(work) {
        try {
            const result = work(this.#instance);
            this.#instance.free();
            return result;
        } catch (error) {
            this.#instance = new Instance(this.#module);
            throw error instanceof WebAssembly.RuntimeError ? new Error(`the engine failed: ${error.message}`) : error;
        }
    }
}

/// `bytes`: of engine.wasm, an ArrayBuffer or a Uint8Array; or a module that is compiled already.
export async function loadEngine(bytes) {
    return new Engine(bytes instanceof WebAssembly.Module ? bytes : await WebAssembly.compile(bytes));
}
