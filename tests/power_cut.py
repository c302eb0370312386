#!/usr/bin/env python3
"""Power cuts: what is on the disk after one, and that a sweep goes on from there without a loss.

    python3 tests/power_cut.py PROGRAM SHIM [--cuts N] [--states N] [--seed S]

Programs run once with SHIM preloaded (support/power_cut.c), which logs what they do to their files. Each cut is at a record of the log, at
random, and leaves one of the states that a disk may be in (support/disk_model.py). In `--states` of them the files are looked at: old or new,
whole, nothing that was synced to a journal lost. From `--cuts` of them the sweep goes on; the result must be that of the undisturbed run.
Before that, the same logs without one kind of sync: the loss must be found.
"""

import argparse
import collections
import os
import pathlib
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent / "support"))
import disk_model

LONGEST = 100  # seconds, a guard against a hang
SWEEP = """[material]
beta = 7
[grid]
T = 0.05:0.95:20
B = 0:6:20
gamma = 0.2
alpha = 0,0.3
[spectrum]
energy = -9:9:21
T = 0.05
"""
OTHER = ["--T", "0.5", "--B", "0:1:3"]
BLOCK, ITEM = struct.Struct("<8s2Q"), struct.Struct("<3qdQ")

Case = collections.namedtuple("Case", "name output before records")


def fail(message):
    sys.exit(f"power_cut.py: {message}")


def items(journal):
    """{(kind, first, count): cost} of whole blocks, from the first byte on."""
    found, at = {}, 0
    while at + BLOCK.size <= len(journal):
        length = BLOCK.unpack_from(journal, at)[2]
        end = at + BLOCK.size + length
        if end + 8 > len(journal):
            break
        at += BLOCK.size
        while at < end:
            kind, first, count, cost, size = ITEM.unpack_from(journal, at)
            found[kind, first, count] = cost
            at += ITEM.size + size
        at = end + 8
    return found


class Recorder:
    def __init__(self, program, shim, work):
        self.program, self.shim, self.work = program, shim, work
        self.environment = dict(os.environ, OMP_NUM_THREADS="1", OMPI_MCA_rmaps_base_oversubscribe="1", MPLBACKEND="Agg")
        if os.getuid() == 0:
            self.environment.update(OMPI_ALLOW_RUN_AS_ROOT="1", OMPI_ALLOW_RUN_AS_ROOT_CONFIRM="1")

    def start(self, arguments, ranks=0, watched=None, hold=""):
        command = [self.program, *arguments]
        if watched:
            command = ["env", f"LD_PRELOAD={self.shim}", f"MIRAGE_POWER_CUT_FOLDER={watched}", f"MIRAGE_POWER_CUT_LOG={watched}.log", *command]
        if ranks:
            command = ["mpirun", "-n", str(ranks), *command]
        environment = dict(self.environment, MIRAGE_TEST_HOLD=hold) if hold else self.environment
        return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, arguments, **how):
        run = self.start(arguments, **how)
        said = run.communicate(timeout=LONGEST)[0]
        if run.returncode != 0:
            fail(f"status {run.returncode} of {' '.join(arguments)}\n{said}")
        return said

    def held(self, arguments, folder, **how):
        """The run, in the middle of its work and with a journal that holds something; the file that lets it go on."""
        go = folder.with_suffix(".go")
        run = self.start(arguments, watched=folder, hold=f"30:{go}", **how)
        end = time.monotonic() + LONGEST
        while not (pathlib.Path(f"{go}.held").exists() and any(f.stat().st_size for f in folder.glob("*.checkpoint/journal.*"))):
            if run.poll() is not None or time.monotonic() > end:
                fail(f"the run was not held: {run.communicate()[0]}")
            time.sleep(0.01)
        return run, go

    def case(self, name, output, folder, before):
        return Case(name, output, before, disk_model.read_log(f"{folder}.log"))

    def sweep(self, folder):
        return ["sweep", str(self.work / "deck.cfg"), "--output", str(folder / "run.h5"), "--checkpoint", "0.02"]

    def fresh_sweep(self):
        folder = self.work / "fresh"
        folder.mkdir()
        run, go = self.held(self.sweep(folder), folder, ranks=2)
        go.touch()
        if run.wait(timeout=LONGEST) != 0:
            fail(f"the recorded sweep: {run.communicate()[0]}")
        return self.case("sweep", "run.h5", folder, {})

    def sweep_over_another(self):
        """The result of another sweep is in the way; the first start is killed."""
        folder = self.work / "over"
        folder.mkdir()
        self.run(["sweep", *OTHER, "--output", str(folder / "run.h5")])
        before = contents(folder)
        run, _ = self.held([*self.sweep(folder), "--overwrite"], folder)
        run.send_signal(signal.SIGKILL)
        run.communicate()
        self.run([*self.sweep(folder), "--overwrite"], watched=folder, ranks=2)
        return self.case("sweep over another, killed once", "run.h5", folder, before)

    def text(self, name, output, arguments):
        folder = self.work / output.replace(".", "-")
        folder.mkdir()
        (folder / output).write_text("old\n")
        before = contents(folder)
        self.run([*arguments, "--output", str(folder / output), "--overwrite"], watched=folder)
        return self.case(name, output, folder, before)

    def picture(self, result):
        folder = self.work / "picture"
        folder.mkdir()
        output = f"{result.stem}-phase-diagram.png"
        (folder / output).write_bytes(b"\x89PNG\r\n\x1a\nold")
        before = contents(folder)
        self.run(["plot", str(result), "--kind", "phase-diagram", "--out", str(folder)], watched=folder)
        return self.case("plot", output, folder, before)


def contents(folder):
    return {file.name: (file.stat().st_ino, file.read_bytes()) for file in folder.iterdir()}


class Cuts:
    """Of one case: the disk before the cut, and what it holds after it. `without` says which records are left out."""

    def __init__(self, case, without=lambda record: False):
        self.case, self.without = case, without
        self.events = [i + 1 for i, record in enumerate(case.records) if record.kind not in ("write", "resize")]
        whole = self.disk(len(case.records), lambda record: False)
        self.final = bytes(whole.find(f"{whole.root}/{case.output}").now)
        self.old = case.before[case.output][1] if case.before else None

    def disk(self, length, without):
        root = os.path.dirname(next(r.path for r in reversed(self.case.records) if r.kind == "rename"))
        root = os.path.dirname(root) if root.endswith(".checkpoint") else root
        disk = disk_model.Disk(root, self.case.before)
        for record in self.case.records[:length]:
            if not without(record):
                disk.play(record)
        return disk

    def cut(self, dice):
        """Where, what the run had made sure of, and what is there."""
        end = len(self.case.records)
        where = dice.choice([dice.randint(0, end), min(end, dice.choice(self.events) + dice.randint(0, 1)), dice.choice(self.events), end])
        known = self.disk(where, lambda record: False)
        saved = {os.path.relpath(path, known.root): file.synced for path, file in known.journals.items()}
        return where, saved, self.disk(where, self.without).after_cut(dice)

    def loss(self, where, saved, held):
        """In words, empty where there is none."""
        output = held.get(self.case.output)
        if output == self.final:
            return ""
        if where == len(self.case.records):
            return "the command had ended, and its output is not there, whole"
        if output != self.old:
            return f"the output is {'lost' if output is None else 'neither the old nor the new one, whole'}"
        for name, data in saved.items():
            if held.get(name, b"")[:len(data)] != data:
                return f"{name}: of {len(data)} bytes that were saved, some are lost"
        return ""


def unfinished(cuts, dice):
    while (state := cuts.cut(dice))[2].get(cuts.case.output) == cuts.final:
        pass
    return state


def goes_on(recorder, cuts, state, undisturbed, dice):
    """The sweep from this state on. Returns how much was saved and how much of that was done again [percent of the work]."""
    where, saved, held = state
    folder = recorder.work / "after"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    disk_model.make(held, folder)
    known = {}
    for data in saved.values():
        known.update(items(data))
    cost = re.search(rb"^expected cost = (.*)$", held.get("run.h5.checkpoint/fingerprint", b""), re.M)
    share = 100 * sum(known.values()) / float(cost[1]) if cost else 0.0
    said = recorder.run([*recorder.sweep(folder), "--overwrite", "--threads", str(dice.randint(1, 2))], ranks=dice.choice([0, 0, 2]))
    resumed = re.search(r"resuming: (\S+) %", said)
    again = share - (float(resumed[1]) if resumed else 0.0)
    if held.get("run.h5") != cuts.final and (again > 0.06 or (known and not cost)):  # printed to 0.1
        fail(f"cut at {where}: {share:.2f} % were saved\n{said}")
    if difference(folder / "run.h5", undisturbed):
        fail(f"cut at {where}: {difference(folder / 'run.h5', undisturbed)}")
    if len(list(folder.iterdir())) != 1:
        fail(f"cut at {where}: left: {list(folder.iterdir())}")
    return share


def difference(file, other):
    """Of the data of two results, in words; attributes tell times and ranks."""
    run = subprocess.run(["h5diff", file, other], capture_output=True, text=True, timeout=LONGEST)
    lines = [line for line in run.stdout.splitlines() if line.startswith(("dataset:", "group:", "Not comp", "Some obj")) or "not found" in line]
    return "" if run.returncode in (0, 1) and not lines else "\n".join(lines) + run.stderr


def find_loss(cuts, states, dice):
    for number in range(states):
        where, saved, held = cuts.cut(dice)
        if what := cuts.loss(where, saved, held):
            return f"state {number + 1}, cut at {where} of {len(cuts.case.records)}: {what}"
    return ""


def check_itself(sweep, text, dice):
    """Without a sync that is needed the loss is found."""
    names = [r for r in sweep.records if r.kind == "sync_folder" and not r.path.endswith(".checkpoint")]
    needed = {
        "the journals": (sweep, lambda r: r.kind == "sync" and "/journal." in r.path),
        "the names of journals": (sweep, lambda r: r.kind == "sync_folder" and r.path.endswith(".checkpoint")),
        "the name of the checkpoint": (sweep, lambda r: r is names[0]),
        "the name of the result": (sweep, lambda r: r is names[-1]),
        "the result": (sweep, lambda r: r.kind == "sync" and r.path.endswith("result.h5")),
        "the text": (text, lambda r: r.kind == "sync"),
        "the name of the text": (text, lambda r: r.kind == "sync_folder"),
    }
    for name, (case, without) in needed.items():
        found = find_loss(Cuts(case, without), 1000, dice)
        if not found:
            fail(f"no cut loses anything without a sync of {name}: this test sees nothing")
        print(f"without a sync of {name}: {found}")


def cases_of(recorder):
    spectrum = recorder.work / "other.h5"
    recorder.run(["sweep", *OTHER, "--output", str(spectrum)])
    data = str(pathlib.Path(__file__).resolve().parent.parent / "jobs/data/synthetic-nbse2.csv")
    cases = [recorder.fresh_sweep(), recorder.sweep_over_another(), recorder.text("line", "line.csv", ["line", "--T", "0.5", "--beta", "7"]),
             recorder.text("point", "point.json", ["point", "--T", "0.5", "--B", "1", "--format", "json"]),
             recorder.text("show", "part.csv", ["show", str(spectrum), "--variable", "order_parameter"]),
             recorder.text("fit", "fit.json", ["fit", data, "--format", "json"])]
    if (pathlib.Path(recorder.program).parent / "explorer/mirage.html").exists():
        cases.append(recorder.text("explore", "page.html", ["explore", str(spectrum)]))
    cases.append(recorder.picture(recorder.work / "fresh/run.h5"))
    return cases


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("shim")
    parser.add_argument("--cuts", type=int, default=20, help="from which the sweep goes on")
    parser.add_argument("--states", type=int, default=200, help="of each case that are looked at")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    dice = random.Random(given.seed)
    print(f"seed {given.seed}", flush=True)
    with tempfile.TemporaryDirectory() as work:
        recorder = Recorder(os.path.realpath(given.program), os.path.realpath(given.shim), pathlib.Path(work).resolve())
        (recorder.work / "deck.cfg").write_text(SWEEP)
        cases = cases_of(recorder)
        check_itself(cases[0], cases[2], dice)
        for case in cases:
            if found := find_loss(Cuts(case), given.states, dice):
                fail(f"{case.name}: {found}")
            print(f"{case.name}: {len(case.records)} records, {given.states} states after a cut, nothing lost", flush=True)
        undisturbed = recorder.work / "fresh/run.h5"
        if not difference(recorder.work / "other.h5", undisturbed):
            fail("h5diff sees no difference between two sweeps")
        shares = []
        for number in range(given.cuts):
            cuts = Cuts(cases[number % 2])
            shares.append(goes_on(recorder, cuts, unfinished(cuts, dice), undisturbed, dice))
        print(f"{given.cuts} sweeps went on, with {min(shares):.1f} to {max(shares):.1f} % of the work saved before the cut: none of that was "
              "computed again, every result is that of the undisturbed run")


if __name__ == "__main__":
    main()
