#!/usr/bin/env python3
"""Shows a million inputs to each reader of what strangers send: request heads, targets, paths, ranges, names, manifests,
Link and Www-Authenticate fields.

Usage: swift build --build-tests && Tests/Benchmarks/fuzz.py [--cases 1000000] [--seed 1] [--only NAME]
The inputs are made from `fixtures/fuzz` by a seeded generator, and are the same for the same seed. The invariants are
those of the tests whose names begin with "Fuzzed", which show the readers a few thousand inputs each time the suite runs.
Each test gets --minutes; one that does not end is a hang. Ends with 0 when none found a fault, crashed or hung, with 1
otherwise; a crash or a hang is told with the number of its case, which DOJO_FUZZ_CASE=NUMBER shows again alone.
"""
import argparse
import os
import re
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def tests():
    """The fuzzing tests, as `swift test list` names them."""
    listing = subprocess.run(
        ["swift", "test", "list", "--skip-build"], cwd=TOP, capture_output=True, text=True, check=True)
    return [line for line in listing.stdout.splitlines() if "`Fuzzed " in line]


def sentence(test):
    return re.sub(r"[^A-Za-z0-9 ,:-]", ".", test.split("`")[-2])


def run(test, arguments, progress):
    """Runs one test; what it printed about itself, and what went wrong."""
    environment = dict(
        os.environ, DOJO_FUZZ_CASES=str(arguments.cases), DOJO_FUZZ_SEED=str(arguments.seed),
        DOJO_FUZZ_PROGRESS=progress)
    # The sentence is enough, and holds nothing that a regular expression would take for more.
    command = ["swift", "test", "--skip-build", "--filter", sentence(test)]
    # A process group of its own: a hang is in a grandchild.
    process = subprocess.Popen(
        command, cwd=TOP, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True)
    try:
        output, _ = process.communicate(timeout=arguments.minutes * 60)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, 9)
        process.communicate()
        return [], f"no end after {arguments.minutes} minutes"
    lines = [line for line in output.splitlines() if line.startswith("fuzz ")]
    if process.returncode == 0 and lines:
        return lines, None
    faults = [line for line in output.splitlines() if ", case " in line or "rror" in line or "rash" in line]
    return lines, "\n".join(faults[:6]) or output[-800:]


def case_under_way(progress):
    try:
        with open(progress) as file:
            return int(file.read()) - 1_000_000_000
    except (OSError, ValueError):
        return None


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--only", default="", help="part of a test's name")
    arguments = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, test in enumerate(test for test in tests() if arguments.only in test):
            progress = f"{folder}/{number}"
            start = time.monotonic()
            lines, fault = run(test, arguments, progress)
            print(f"{test}: {'fault' if fault else 'no fault'}, {time.monotonic() - start:.0f} s", flush=True)
            for line in lines:
                print(f"  {line}")
            if fault:
                failed += 1
                print(f"  case {case_under_way(progress)}: {fault}", flush=True)
    print(f"{failed} tests with faults")
    sys.exit(1 if failed else 0)


main()
