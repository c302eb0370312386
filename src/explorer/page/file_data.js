// A sweep inside the page: axes, variables, and slices of them at any place between the stored values.

const FORMAT = 1,
    COUNTS = new Set(["transition_order", "solution_count", "momentum_onset_order"]);

async function inflated(text) {
    const packed = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
    return new Uint8Array(
        await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate"))).arrayBuffer(),
    );
}

/// Bytes in their order again: they are stored all first bytes, then all second bytes, and so on.
function unshuffled(bytes, size) {
    const count = bytes.length / size,
        out = new Uint8Array(bytes.length);
    for (let k = 0; k < size; ++k) for (let i = 0; i < count; ++i) out[i * size + k] = bytes[k * count + i];
    return out.buffer;
}

async function numbersOf({ type, data }) {
    const bytes = await inflated(data);
    if (type === "i1") return new Int8Array(bytes.buffer);
    return type === "f4" ? new Float32Array(unshuffled(bytes, 4)) : new Float64Array(unshuffled(bytes, 8));
}

/// {name, attributes, axes, variables, missing, measurements} of the page's data; null where it holds no file.
export function openFile(text) {
    const content = JSON.parse(text);
    if (content === null) return null;
    if (content.format !== FORMAT)
        throw new Error(`the file inside the page has format ${content.format}, this page reads ${FORMAT}`);
    const axes = new Map(content.axes.map((axis) => [axis.name, axis])),
        variables = new Map(content.variables.map((v) => [v.name, v])),
        read = new Map();
    const file = { ...content, axes, variables };
    file.sizeOf = (name) => variables.get(name).dims.reduce((n, dim) => n * axes.get(dim).values.length, 1);
    /// The numbers of a variable, unpacked once.
    file.numbers = async (name) => {
        if (!read.has(name)) read.set(name, await numbersOf(variables.get(name)));
        const found = read.get(name);
        if (found.length !== file.sizeOf(name))
            throw new Error(`${name}: ${found.length} values where ${file.sizeOf(name)} belong`);
        return found;
    };
    return file;
}

/// Corners around a place: [[offset, weight]], one where every position is a stored one. Positions count along the axes.
function corners(dims, positions, strides) {
    let found = [[0, 1]];
    for (const dim of dims) {
        const at = positions[dim] ?? 0,
            low = Math.floor(at),
            part = at - low,
            next = [];
        for (const [offset, weight] of found) {
            next.push([offset + low * strides[dim], weight * (1 - part)]);
            if (part > 0) next.push([offset + (low + 1) * strides[dim], weight * part]);
        }
        found = next;
    }
    return found;
}

/// The part of a variable over the dimensions `kept`, at the positions of the others; linear between stored values, flags those of
/// the nearest. NaN where a neighbour is unknown.
export async function slice(file, name, kept, positions) {
    const variable = file.variables.get(name),
        numbers = await file.numbers(name),
        sizes = variable.dims.map((dim) => file.axes.get(dim).values.length);
    const strides = {};
    variable.dims.reduceRight((step, dim, i) => ((strides[dim] = step), step * sizes[i]), 1);
    const flags = variable.type === "i1" || COUNTS.has(name),
        fixed = variable.dims.filter((dim) => !kept.includes(dim));
    const rounded = flags
        ? Object.fromEntries(Object.entries(positions).map(([dim, at]) => [dim, Math.round(at)]))
        : positions;
    const around = corners(fixed, rounded, strides),
        own = kept.filter((dim) => variable.dims.includes(dim));
    const count = own.reduce((n, dim) => n * file.axes.get(dim).values.length, 1),
        out = new Float64Array(count);
    for (let k = 0; k < count; ++k) {
        let offset = 0;
        for (let d = own.length - 1, left = k; d >= 0; --d) {
            const size = file.axes.get(own[d]).values.length;
            offset += (left % size) * strides[own[d]];
            left = Math.floor(left / size);
        }
        for (const [corner, weight] of around) out[k] += weight * numbers[offset + corner];
    }
    return out;
}

/// The value of an axis at a position between its stored ones.
export function valueAtPosition(values, at) {
    const low = Math.floor(at),
        part = at - low;
    return part > 0 ? values[low] + part * (values[low + 1] - values[low]) : values[low];
}
