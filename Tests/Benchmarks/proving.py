#!/usr/bin/env python3
"""How long `dojo lesson test` and `dojo lesson lint` take for all bundled lessons, and how much memory.

usage: Tests/Benchmarks/proving.py [DOJO [RUNS]]    (default: .build/release/dojo, 3 runs)

Prints medians, and the ratio of proving with one sitting to proving with two.
"""
import json
import resource
import statistics
import subprocess
import sys
import time


def run(words):
    """Runs a command and returns its seconds and its output."""
    start = time.monotonic()
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)} ended with {done.returncode}\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return time.monotonic() - start, done.stdout


def main():
    dojo = sys.argv[1] if len(sys.argv) > 1 else ".build/release/dojo"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    seconds = {"1": [], "2": []}
    claims = 0
    for _ in range(runs):
        for jobs in seconds:
            took, output = run([dojo, "lesson", "test", "--jobs", jobs, "--format", "json"])
            seconds[jobs].append(took)
            claims = sum(len(lesson["claims"]) for lesson in json.loads(output))
    lint = [run([dojo, "lesson", "lint"])[0] for _ in range(runs)]
    one, two = statistics.median(seconds["1"]), statistics.median(seconds["2"])
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    print(f"test: {claims} claims, {two:.1f} s with two sittings, {claims / two:.1f} claims a second")
    print(f"test: one sitting takes {one / two:.2f} times as long")
    print(f"lint: {statistics.median(lint):.2f} s")
    print(f"peak memory of any process: {memory} MB")


if __name__ == "__main__":
    main()
