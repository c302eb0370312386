// Workers that share out requests. Each request belongs to a channel, in which the newest wins: slices of an older one that
// have not begun are dropped. A slice takes some 25 ms, so that a worker is soon free for what is newer.

const SLICE = 25,
    PATIENCE = 2000; // [ms]; a slice of an old request that takes longer than that ends with its worker

export class StoppedError extends Error {}

/// `start()` makes a Worker that answers {id, value | error, time}; the first worker is for quick requests alone.
export function createPool(start, count, onState = () => {}) {
    const workers = [],
        tasks = new Map();
    let lastId = 0;

    function wake(worker) {
        worker.thread = start((data) => received(worker, data));
        worker.ready = false;
        worker.running = null;
    }

    function received(worker, { id, value, error, bad, time }) {
        if (!worker.ready) {
            worker.ready = error === undefined;
            onState({ ready: worker.ready, version: value, error });
            return next(worker);
        }
        if (!worker.running || worker.running.id !== id) return;
        const { task, part } = worker.running;
        worker.running = null;
        if (!task.dropped)
            task.finished(part, value, error === undefined ? null : Object.assign(new Error(error), { bad }), time);
        for (const one of workers) next(one);
    }

    function next(worker) {
        if (!worker.ready || worker.running) return;
        for (const task of [...tasks.values()].sort((a, b) => a.rank - b.rank)) {
            if (task.quick !== worker.quick) continue;
            const part = task.take();
            if (!part) continue;
            worker.running = { id: ++lastId, task, part };
            worker.thread.postMessage({ id: lastId, operation: part.operation, parts: part.parts });
            return;
        }
    }

    function drop(channel) {
        const task = tasks.get(channel);
        if (!task) return;
        task.dropped = true;
        tasks.delete(channel);
        task.stop();
        const busy = workers.find((worker) => worker.running?.task === task),
            id = busy?.running.id;
        if (busy) setTimeout(() => restartIf(busy, id), PATIENCE);
    }

    function restartIf(worker, id) {
        if (worker.running?.id !== id) return;
        worker.thread.terminate();
        wake(worker);
    }

    function add(channel, task) {
        drop(channel);
        return new Promise((resolve, reject) => {
            const end = (settle) => (value) => {
                if (tasks.get(channel) === task) tasks.delete(channel);
                settle(value);
            };
            Object.assign(task, {
                resolve: end(resolve),
                reject: end(reject),
                stop: () => reject(new StoppedError(channel)),
            });
            tasks.set(channel, task);
            for (const worker of workers) next(worker);
        });
    }

    const pool = {
        /// One request as a whole.
        single(channel, operation, parts, { quick = false, rank = 5 } = {}) {
            let taken = false;
            return add(channel, {
                quick,
                rank,
                take: () => (taken ? null : ((taken = true), { operation, parts })),
                finished(part, value, error) {
                    error ? this.reject(error) : this.resolve(value);
                },
            });
        },
        /// `n` rows of engine.call in slices: inputs hold for all rows, columns have n numbers. onPart(found, done) after each slice.
        rows(channel, request) {
            return add(channel, rowsTask(request));
        },
        drop,
        grow(more) {
            for (let i = 0; i < more; ++i) {
                const worker = { quick: workers.length === 0 };
                workers.push(worker);
                wake(worker);
            }
        },
        size: () => workers.length,
        /// Channels that are at work.
        busy: () => [...tasks.keys()],
    };
    pool.grow(count);
    return pool;
}

function rowsTask({ call, n, inputs, columns, outputs, quick = false, rank = 5, first = 1, onPart }) {
    const found = Object.fromEntries(
        Object.entries(outputs).map(([name, many]) => [name, new Float64Array(n * many).fill(NaN)]),
    );
    let begun = 0,
        done = 0,
        size = first;
    return {
        quick,
        rank,
        take() {
            if (begun >= n) return null;
            const from = begun,
                to = Math.min(n, begun + Math.max(1, Math.round(size)));
            begun = to;
            const slices = Object.fromEntries(
                Object.entries(columns).map(([name, values]) => [name, values.slice(from, to)]),
            );
            return { operation: "call", parts: [call, to - from, { ...inputs, ...slices }, outputs], from, to };
        },
        finished({ from, to }, value, error, time) {
            if (error) return this.reject(error);
            for (const [name, many] of Object.entries(outputs)) found[name].set(value[name], from * many);
            done += to - from;
            size = Math.min(4 * (to - from) + 1, ((to - from) * SLICE) / Math.max(time, 0.1));
            if (done === n) return this.resolve(found);
            onPart?.(found, done);
        },
    };
}
