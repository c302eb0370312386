// The pool of workers: the newest request of a channel wins, rows come together again, one that hangs is ended.

import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { createPool, StoppedError } from "../../src/explorer/page/workers.js";

/// Workers that answer when they are told to: each message is kept.
function threads() {
    const all = [];
    const start = (receive) => {
        const thread = {
            asked: [],
            ended: false,
            postMessage(message) {
                this.asked.push(message);
            },
            terminate() {
                this.ended = true;
            },
        };
        thread.ready = () => receive({ id: 0, value: "1.0" });
        thread.answer = (value, time = 1) => receive({ id: thread.asked.at(-1).id, value, time });
        thread.fail = (error) => receive({ id: thread.asked.at(-1).id, error, bad: true, time: 1 });
        all.push(thread);
        return thread;
    };
    return { all, start };
}

const request = (n, more = {}) => ({
    call: "fields",
    n,
    inputs: { beta: 7 },
    columns: { T: Float64Array.from({ length: n }, (_, i) => i) },
    outputs: { B_c2: 1 },
    ...more,
});

/// What a worker would find: B_c2 = 10 T.
function work(thread, time = 1) {
    const {
        parts: [, n, { T }],
    } = thread.asked.at(-1);
    thread.answer({ B_c2: Float64Array.from({ length: n }, (_, i) => 10 * T[i]) }, time);
    return n;
}

test("rows are computed in slices and come together in their order", async () => {
    const { all, start } = threads(),
        pool = createPool(start, 2),
        parts = [];
    all.forEach((thread) => thread.ready());
    const promise = pool.rows("line", request(20, { onPart: (_, done) => parts.push(done) }));
    assert.equal(all[0].asked.length, 0, "the first worker is for quick requests");
    const sizes = [];
    while (pool.busy().length && sizes.reduce((a, b) => a + b, 0) < 20)
        sizes.push(work(all[1], 10 * (sizes.length + 1)));
    assert.deepEqual(
        [...(await promise).B_c2],
        Array.from({ length: 20 }, (_, i) => 10 * i),
    );
    assert.ok(sizes.length > 2 && sizes[0] === 1, `${sizes}`);
    assert.deepEqual(
        parts,
        sizes.slice(0, -1).map((_, i) => sizes.slice(0, i + 1).reduce((a, b) => a + b, 0)),
    );
    assert.deepEqual(pool.busy(), []);
});

test("a newer request drops what has not begun, and the answer to what has", async () => {
    const { all, start } = threads(),
        pool = createPool(start, 2);
    all.forEach((thread) => thread.ready());
    const old = assert.rejects(pool.rows("line", request(5)), StoppedError),
        other = pool.rows("spectrum", request(1));
    const newest = pool.rows("line", request(1, { rank: 9 }));
    await old;
    assert.equal(all[1].asked.length, 1);
    work(all[1]);
    assert.equal(all[1].asked.length, 2);
    work(all[1]);
    work(all[1]);
    assert.equal((await other).B_c2[0], 0);
    assert.equal((await newest).B_c2[0], 0);
});

test("a worker that hangs in an old request is ended, one that answers is not", async () => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const { all, start } = threads(),
        pool = createPool(start, 2);
    all.forEach((thread) => thread.ready());
    const old = assert.rejects(pool.rows("line", request(5)), StoppedError),
        newest = pool.rows("line", request(1));
    await old;
    mock.timers.tick(5000);
    assert.ok(all[1].ended && all.length === 3);
    all[2].ready();
    work(all[2]);
    assert.equal((await newest).B_c2[0], 0);
    const second = assert.rejects(pool.rows("line", request(5)), StoppedError);
    pool.drop("line");
    await second;
    work(all[2]);
    mock.timers.tick(5000);
    assert.ok(!all[2].ended);
    mock.timers.reset();
});

test("an error is that of its request", async () => {
    const { all, start } = threads(),
        pool = createPool(start, 1);
    all[0].ready();
    const promise = pool.rows("quick", request(3, { quick: true }));
    all[0].fail("beta = 1e9: too large");
    await assert.rejects(promise, (error) => error.bad && error.message === "beta = 1e9: too large");
    const next = pool.single("data", "readData", ["T,B", "a.csv"], { quick: true });
    all[0].answer({ samples: [] });
    assert.deepEqual(await next, { samples: [] });
});
