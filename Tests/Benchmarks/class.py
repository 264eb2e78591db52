#!/usr/bin/env python3
"""Grading a class: submissions per second, memory, processor time, and what a second core brings.

Usage: swift build -c release --static-swift-stdlib && Tests/Benchmarks/class.py [--count 1000] [--seed 1] [--bundles 10]
       Tests/Benchmarks/class.py --write FOLDER        only makes the class
Medians over RUNS (3). The submissions include fork bombs and worse: measure only where dojo has its sandbox.
"""
import argparse
import collections
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True
from classroom import TOP, Classroom

DOJO = os.environ.get("DOJO_BINARY", f"{TOP}/.build/release/dojo")
RUNS = int(os.environ.get("RUNS", "3"))
# Passed, a check failed, an integrity mismatch, some could not be graded: the class was graded all the same.
GRADED = {0, 1, 4, 5}


class Footprint(threading.Thread):
    """The most memory that dojo's own processes under one process hold together, sampled until told to stop.

    What a submission starts is not counted: it is the sandbox that limits it. Shared pages are shared out (Pss).
    """

    def __init__(self, root, binary):
        super().__init__(daemon=True)
        self.root, self.peak, self.most, self.done = root, 0, 0, threading.Event()
        programs = [binary, os.path.join(os.path.dirname(os.path.realpath(binary)), "dojo-link")]
        self.programs = {self.identity(path) for path in programs if os.path.exists(path)}

    @staticmethod
    def identity(path):
        status = os.stat(path)
        return status.st_dev, status.st_ino

    def run(self):
        while not self.done.wait(0.2):
            sizes = [self.size(pid) for pid in self.tree() if self.is_ours(pid)]
            self.peak, self.most = max(self.peak, sum(sizes)), max(self.most, len(sizes))

    def tree(self):
        """The root and every process under it."""
        children = collections.defaultdict(list)
        for pid in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{pid}/stat", "rb") as file:
                    children[int(file.read().rpartition(b")")[2].split()[1])].append(int(pid))
            except (OSError, IndexError):
                continue
        found = [self.root]
        for pid in found:
            found += children[pid]
        return found

    def is_ours(self, pid):
        try:
            return self.identity(f"/proc/{pid}/exe") in self.programs
        except OSError:
            return False

    @staticmethod
    def size(pid):
        """Kilobytes; 0 for a process that has ended."""
        for name, key in ((f"/proc/{pid}/smaps_rollup", "Pss:"), (f"/proc/{pid}/status", "VmRSS:")):
            try:
                with open(name) as file:
                    return next((int(line.split()[1]) for line in file if line.startswith(key)), 0)
            except OSError:
                continue
        return 0


Grading = collections.namedtuple("Grading", "seconds cpu peak processes results")


def grade(folder, cores=None):
    """Grades the class once, on so many cores; None means on all."""
    out = tempfile.mkdtemp(prefix="dojo-class-")
    command = [DOJO, "grade", "image-registry", f"{folder}/submissions", "--roster", f"{folder}/roster.csv",
               "--out", f"{out}/results"]
    if cores:
        command = ["taskset", "-c", f"0-{cores - 1}"] + command + ["--jobs", str(cores)]
    try:
        with open(f"{out}/stderr", "wb") as narration:
            start = time.monotonic()
            process = subprocess.Popen(
                command, env={**os.environ, "DOJO_HOME": TOP}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=narration)
            footprint = Footprint(process.pid, DOJO)
            footprint.start()
            _, status, usage = os.wait4(process.pid, 0)
            seconds = time.monotonic() - start
            footprint.done.set()
            footprint.join()
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in GRADED:
            with open(f"{out}/stderr", errors="replace") as narration:
                raise SystemExit(f"dojo grade ended with {process.returncode}: {narration.read()[-800:]}")
        return Grading(
            seconds, usage.ru_utime + usage.ru_stime, footprint.peak / 1024, footprint.most,
            results(f"{out}/results"))
    finally:
        shutil.rmtree(out, ignore_errors=True)


def results(folder):
    """Every result line, in the order in which they came; the first line of the file is about the lesson."""
    with open(f"{folder}/results.jsonl", encoding="utf-8") as file:
        return [json.loads(line) for line in list(file)[1:] if line.strip()]


def figure(name, value, unit, aim=None, met=None):
    told = "" if aim is None else f"   aim {aim:<8} {'met' if met else 'MISSED'}"
    print(f"  {name:<46} {value:10.2f} {unit:<8}{told}")


def speed(classroom, count):
    cores = len(os.sched_getaffinity(0))
    print(f"a class of {count} on {cores} cores, medians of {RUNS}")
    many, one = [], []
    for _ in range(RUNS):
        many.append(grade(classroom.folder, min(cores, 2)))
        if cores > 1:
            one.append(grade(classroom.folder, 1))
    seconds = statistics.median(run.seconds for run in many)
    figure("submissions per second", count / seconds, "/s", "≥ 20", count / seconds >= 20)
    peak = max(run.peak for run in many)
    processes = max(run.processes for run in many)
    if processes:
        figure(f"peak memory of dojo's up to {processes} processes", peak, "MB", "≤ 300", peak <= 300)
    else:
        print("  peak memory: skipped, grading was over before it could be sampled")
    cpu = statistics.median(run.cpu for run in many)
    figure("processor time per submission", cpu / count * 1000, "ms")
    if one:
        scaling = statistics.median(run.seconds for run in one) / seconds
        figure("two cores / one core", scaling, "×", "≥ 1.8", scaling >= 1.8)
    else:
        print("  two cores / one core: skipped, this machine has one")
    return many + one


def completeness(classroom, gradings):
    """Rows that should be there and are not, or are there twice; and grades that are known beforehand."""
    worst = max(gradings, key=lambda run: abs(len(run.results) - classroom.rows))
    keys = collections.Counter(result["learner"] for result in worst.results)
    wanted = {row[0] for row in classroom.expected} - set(classroom.strays)
    lost = classroom.rows - len(worst.results)
    figure("rows lost", lost, "", "0", lost == 0)
    twice = sum(count - 1 for count in keys.values())
    figure("rows twice", twice, "", "0", twice == 0)
    unnamed = len(wanted - keys.keys())
    figure("learners of the roster without a row", unnamed, "", "0", unnamed == 0)
    results = {result["learner"]: result for result in gradings[0].results}
    known = [(row, results.get(row[0])) for row in classroom.expected if row[4] != "" and row[0] in results]
    wrong = [row for row, result in known if result["points"] != row[4]]
    figure(f"of {len(known)} grades known beforehand, wrong", len(wrong), "", "0", not wrong)
    for row in wrong[:5]:
        print(f"    {row[0]} ({row[1]} {row[2]}): {results[row[0]]['points']} points, expected {row[4]}")
    stopped = [results[row[0]] for row in classroom.expected
               if row[1] == "mistake" and not row[2].endswith("and on") and row[0] in results]
    too_good = sum(result["points"] >= sum(classroom.lesson.points) for result in stopped)
    figure(f"of {len(stopped)} that stopped at a mistake, with all points", too_good, "", "0", too_good == 0)
    print("  by status:", dict(collections.Counter(result["status"] for result in worst.results)))


def bundle(classroom, count):
    """Replaces some right submissions by what `dojo submit` makes of the same commands; says how many."""
    chosen = [index for index, row in enumerate(classroom.expected) if row[1] == "right"][:count]
    for done, index in enumerate(chosen):
        learner, kind, _, file, points = classroom.expected[index]
        with tempfile.TemporaryDirectory(prefix="dojo-bundle-") as home:
            name = f"image-registry-{learner}.dojo"
            environment = {**os.environ, "DOJO_HOME": TOP, "HOME": home, "XDG_STATE_HOME": f"{home}/state",
                           "USER": learner, "LOGNAME": learner}
            subprocess.run([DOJO, "run", "image-registry", "--ports", "private"], input=classroom.typed(index),
                           env=environment, capture_output=True)
            made = subprocess.run([DOJO, "submit", "--out", f"{home}/{name}"], env=environment, capture_output=True,
                                  text=True, stdin=subprocess.DEVNULL)
            if made.returncode != 0 or not os.path.exists(f"{home}/{name}"):
                return done, (made.stderr.strip().splitlines() or ["dojo submit made no file"])[0]
            os.remove(f"{classroom.folder}/submissions/{file}")
            shutil.move(f"{home}/{name}", f"{classroom.folder}/submissions/{name}")
        classroom.expected[index] = (learner, kind, "bundle", name, points)
    return len(chosen), None


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--count", type=int, default=1000)
    options.add_argument("--seed", default="1")
    options.add_argument("--hostile", type=float, default=0.02, help="share of hostile submissions")
    options.add_argument("--bundles", type=int, default=0, help="right submissions that are made by dojo submit")
    options.add_argument("--write", metavar="FOLDER")
    arguments = options.parse_args()
    folder = arguments.write or tempfile.mkdtemp(prefix="dojo-class-")
    try:
        classroom = Classroom(folder, arguments.count, arguments.seed, arguments.hostile)
        if arguments.bundles:
            made, trouble = bundle(classroom, arguments.bundles)
            print(f"{made} bundles made by dojo submit" + (f"; skipped the others: {trouble}" if trouble else ""))
        classroom.write_lists()
        if arguments.write:
            kinds = collections.Counter(row[1] for row in classroom.expected)
            print(f"{folder}: {dict(kinds)}, {classroom.rows} rows expected")
            return
        if not os.path.exists(DOJO):
            raise SystemExit(f"{DOJO} is not there: swift build -c release --static-swift-stdlib, or set DOJO_BINARY")
        completeness(classroom, speed(classroom, arguments.count))
    finally:
        if not arguments.write:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
