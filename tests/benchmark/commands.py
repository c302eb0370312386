#!/usr/bin/env python3
"""Whole commands, calls from Python and calls of the engine as WebAssembly: CPU time, memory; as JSON.

    commands.py BUILD OUT.json RUNS

A command is the program as a user starts it, on one thread; a call is one of many in a process that runs already.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "jobs" / "data"
POCKET = "--pocket G:share=0.4,beta=2,gap=0.7"
COMMANDS = {  # work: words of the program
    "point, clean": "point --T 0.1 --B 2 --beta 7",
    "line of 20 temperatures, Γ = 0.4, α = 0.3": "line --beta 7 --gamma 0.4 --alpha 0.3 --threads 1",
    "the same, momentum free": "line --beta 7 --gamma 0.1 --alpha 1 --momentum auto --threads 1",
    "spectrum, adaptive energies, Γ = 0.4, α = 0.3": "spectrum --T 0.1 --B 2 --beta 7 --gamma 0.4 --alpha 0.3 --energy auto --threads 1",
    "dI/dV, 961 energies, Γ = 0.4": "spectrum --T 0.1 --B 2 --beta 7 --gamma 0.4 --energy -10:10:961 --conductance --threads 1",
    "dI/dV, 961 energies, a pocket": f"spectrum --T 0.1 --B 2 --beta 7 --gamma 0.4 {POCKET} --energy -10:10:961 --conductance --threads 1",
    "visibility, 19 x 40 in T, B, Γ = 0.1": "visibility --beta 7 --gamma 0.1 --T 0.05:0.95:19 --threads 1",
    "fit, 25 points, three free": f"fit {DATA}/synthetic-nbse2.csv --free tc0,beta,gamma",
    "fit, 25 points, four free": f"fit {DATA}/synthetic-nbse2.csv --free tc0,beta,gamma,alpha",
    "fit, two samples, β in common": f"fit {DATA}/synthetic-two-samples.csv --free tc0,beta,gamma --share beta",
    "fit-spectrum, 4 curves of 161 points": f"fit-spectrum {DATA}/synthetic-spectra.csv --free beta,gamma,eta --background linear",
    "fit-sample, the same with 13 points": f"fit-sample --points {DATA}/synthetic-sample.csv --spectra {DATA}/synthetic-spectra.csv "
                                           "--free tc0,beta,gamma,eta --background linear",
    "sweep of 64,800 points with lines": f"sweep {ROOT}/jobs/quickstart.cfg --output out.h5 --overwrite --threads 1",
}
CALLS = {  # work: statement of Python, its calls at a time
    "point(T, B)": ("mirage.point(T=0.1, B=2, beta=7)", 200),
    "evaluate of 10 fields": ("mirage.evaluate('points', ('order_parameter',), T=0.1, B=numpy.linspace(0, 2, 10), beta=7)", 200),
    "points, 10 x 10": ("mirage.points(T=numpy.linspace(0.1, 0.9, 10), B=numpy.linspace(0, 2, 10), beta=7)", 20),
    "second_order_field of 40 temperatures": ("mirage.second_order_field(T=numpy.linspace(0.05, 0.95, 40), beta=7)", 50),
}
ENGINE = {  # work: name of the call, rows, inputs and outputs in JavaScript, calls at a time
    "40 second-order fields": ("second_order_fields", 40, "{T, beta: 7, gamma: 0.4, alpha: 0.3}", "{B_supercooling: 1}", 50),
}


def run(command, folder):
    """(wall, CPU seconds, largest memory in bytes)"""
    environment = dict(os.environ, OMP_NUM_THREADS="1")
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"commands.py: {' '.join(map(str, command))}: status {os.waitstatus_to_exitcode(status)}")
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def of_commands(program, runs):
    with tempfile.TemporaryDirectory() as folder:
        found = {work: [] for work in COMMANDS}
        for _ in range(runs):  # in turn: a slow minute of the machine does not fall on one of them
            for work, words in COMMANDS.items():
                found[work].append(run([program, *words.split()], folder))
    return {work: {"wall_s": [r[0] for r in rows], "cpu_s": [r[1] for r in rows], "bytes": max(r[2] for r in rows)}
            for work, rows in found.items()}


def of_python(build, runs):
    """Seconds of one call."""
    script = f"""
import json, time, numpy
import ising_mirage as mirage
found = {{}}
for work, (statement, count) in {CALLS!r}.items():
    code = compile(statement, work, "eval")
    eval(code)
    times = []
    for _ in range({runs}):
        begin = time.process_time()
        for _ in range(count):
            eval(code)
        times.append((time.process_time() - begin) / count)
    found[work] = times
print(json.dumps(found))
"""
    environment = dict(os.environ, PYTHONPATH=str(ROOT / "src" / "python"), MIRAGE_LIBRARY=str(build / "libmirage-ising.so.1"))
    for python in (sys.executable, "/usr/bin/python3"):
        if subprocess.run([python, "-c", "import xarray"], capture_output=True).returncode == 0:
            done = subprocess.run([python, "-c", script], env=environment, capture_output=True, text=True, check=True)
            return json.loads(done.stdout)
    return {}


def of_engine(build, runs):
    """Seconds of one call in node."""
    wasm = build / "engine" / "engine.wasm"
    if not (wasm.is_file() and shutil.which("node")):
        return {}
    lines = [f'import {{ readFileSync }} from "node:fs";\nimport {{ loadEngine }} from "{ROOT}/src/explorer/page/engine.js";',
             f'const engine = await loadEngine(readFileSync("{wasm}")), found = {{}};',
             "const T = Array.from({ length: 40 }, (_, i) => 0.05 + 0.9 * i / 39);"]
    for work, (name, rows, inputs, outputs, count) in ENGINE.items():
        lines.append(f"""{{
    const call = () => engine.call({json.dumps(name)}, {rows}, {inputs}, {outputs}), times = [];
    for (let i = 0; i < {count}; ++i) call();
    for (let k = 0; k < {runs}; ++k) {{
        const begin = performance.now();
        for (let i = 0; i < {count}; ++i) call();
        times.push((performance.now() - begin) / {count} / 1000);
    }}
    found[{json.dumps(work)}] = times;
}}""")
    lines.append("console.log(JSON.stringify(found));")
    done = subprocess.run(["node", "--input-type=module", "-e", "\n".join(lines)], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"commands.py: node: {done.stderr}")
    return json.loads(done.stdout)


if __name__ == "__main__":
    BUILD, OUT, RUNS = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]), int(sys.argv[3])
    OUT.write_text(json.dumps({"commands": of_commands(BUILD / "mirage", RUNS), "python": of_python(BUILD, RUNS),
                               "engine": of_engine(BUILD, RUNS)}, indent=1) + "\n")
