#!/usr/bin/env python3
"""What grading one submission takes: dojo beside check50, and beside a container for each submission.

Usage: swift build -c release --static-swift-stdlib && Tests/Benchmarks/grading-peers.py [check50|containers]...
The peers do less than dojo: nine times they look for a line in the file, and run none of it. Everyone grades the same
COUNT (40) right submissions, JOBS (all cores) at a time; medians over RUNS (3). As root, with PyPI in reach.
"""
import concurrent.futures
import os
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
import time
import venv

sys.dont_write_bytecode = True
from classroom import TOP, Classroom

DOJO = os.environ.get("DOJO_BINARY", f"{TOP}/.build/release/dojo")
RUNS = int(os.environ.get("RUNS", "3"))
COUNT = int(os.environ.get("COUNT", "40"))
JOBS = int(os.environ.get("JOBS", len(os.sched_getaffinity(0))))
# One for each step, each a pattern that every right submission has.
NEEDLES = [
    "registry:2.7.1", "docker image", "docker .*tag ", "testimage:v1", "docker .*push", "v2/_catalog", "docker .*pull",
    ":5000/testimage", "docker .*[rp][mr]",
]


class Skipped(Exception):
    """Why a measurement cannot be made here."""


def quiet(command, **options):
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, **options)


def right_submissions(folder):
    """Right submissions only, so that nobody gets away with stopping early."""
    classroom = Classroom(f"{folder}/class", COUNT * 3, "peers", hostile=0)
    kept = [row[3] for row in classroom.expected if row[1] == "right"][:COUNT]
    for row in classroom.expected:
        if row[3] not in kept:
            os.remove(f"{classroom.folder}/submissions/{row[3]}")
    return [f"{classroom.folder}/submissions/{name}" for name in kept]


def in_parallel(grade, submissions):
    """Seconds for all of them, JOBS at a time."""
    start = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(grade, submissions))
    return time.monotonic() - start


def report(name, seconds, count):
    median = statistics.median(seconds) / count * 1000
    print(f"  {name:<46} {median:9.1f} ms each   {1000 / median:8.1f} /s   n={count}×{len(seconds)}")
    return median


def dojo(folder, submissions):
    if not os.path.exists(DOJO):
        raise Skipped(f"{DOJO} is not there: swift build -c release --static-swift-stdlib, or set DOJO_BINARY")
    samples = []
    for run in range(RUNS):
        start = time.monotonic()
        ended = quiet(
            [DOJO, "grade", "image-registry", os.path.dirname(submissions[0]), "--jobs", str(JOBS), "--out",
             f"{folder}/results-{run}"], env={**os.environ, "DOJO_HOME": TOP})
        samples.append(time.monotonic() - start)
        if ended.returncode not in (0, 1):
            raise Skipped(f"dojo grade ended with {ended.returncode}: {ended.stderr.strip()[-300:]}")
    return report("dojo grade, work done again in a sandbox", samples, len(submissions))


def check50(folder, submissions):
    print(f"nine trivial checks by check50, {JOBS} at a time")
    program = install_check50(folder)
    checks = f"{folder}/checks"
    os.mkdir(checks)
    with open(f"{checks}/.cs50.yaml", "w") as file:
        file.write("check50: true\n")
    with open(f"{checks}/__init__.py", "w") as file:
        file.write("import check50\n")
        for number, needle in enumerate(NEEDLES, 1):
            file.write(f"\n\n@check50.check()\ndef step{number}():\n    \"\"\"step {number}\"\"\"\n"
                       f"    check50.run({f'grep -q {needle!r} work.sh'!r}).exit(0)\n")

    def grade(submission):
        with tempfile.TemporaryDirectory(dir=folder) as work:
            shutil.copy(submission, f"{work}/work.sh")
            ended = quiet([program, "--dev", "--output", "json", "--log-level", "warning", checks], cwd=work)
        if ended.stdout.count('"passed": true') != len(NEEDLES):
            raise SystemExit(f"check50 did not pass {submission}: {ended.stdout[-800:]} {ended.stderr[-800:]}")

    return report("check50 --dev", [in_parallel(grade, submissions) for _ in range(RUNS)], len(submissions))


def install_check50(folder):
    found = shutil.which("check50")
    if found:
        return found
    venv.create(f"{folder}/venv", with_pip=True)
    installed = quiet([f"{folder}/venv/bin/pip", "install", "--quiet", "check50"])
    if installed.returncode != 0:
        raise Skipped("check50 cannot be installed: " + (installed.stderr.strip().splitlines() or ["?"])[-1])
    return f"{folder}/venv/bin/check50"


def containers(folder, submissions):
    print(f"nine trivial checks in a container for each submission, {JOBS} at a time")
    with Dockerd(folder) as docker:
        image = import_image(docker, folder)

        def grade(submission):
            ended = quiet(docker + ["run", "--rm", "--network", "none", "--memory", "256m", "--pids-limit", "128",
                                    "--volume", f"{submission}:/work.sh:ro", image, "/bin/sh", "/checks.sh"])
            if ended.returncode != 0:
                raise SystemExit(f"the container did not pass {submission}: {ended.stdout} {ended.stderr[-800:]}")

        grade(submissions[0])
        samples = [in_parallel(grade, submissions) for _ in range(RUNS)]
    return report("docker run --rm", samples, len(submissions))


def import_image(docker, folder):
    """An image of busybox and the nine checks, nothing else."""
    root, busybox = f"{folder}/root", shutil.which("busybox")
    os.makedirs(f"{root}/bin")
    shutil.copy(busybox, f"{root}/bin/busybox")
    for name in ("sh", "grep"):
        os.symlink("busybox", f"{root}/bin/{name}")
    with open(f"{root}/checks.sh", "w") as file:
        file.write("set -e\n" + "".join(f"grep -q '{needle}' /work.sh\n" for needle in NEEDLES))
    with tarfile.open(f"{folder}/root.tar", "w") as archive:
        archive.add(root, arcname=".")
    made = quiet(docker + ["import", f"{folder}/root.tar", "checks:1"])
    if made.returncode != 0:
        raise Skipped(f"docker import: {made.stderr.strip()}")
    return "checks:1"


class Dockerd:
    """A Docker Engine of our own, without a bridge: it touches neither the network nor another engine's files."""

    def __init__(self, folder):
        self.folder = f"{folder}/dockerd"
        os.mkdir(self.folder)

    def __enter__(self):
        engine, client = shutil.which("dockerd"), shutil.which("docker")
        if engine is None or client is None:
            raise Skipped("no dockerd and docker on PATH (Debian: apt-get install docker.io)")
        if shutil.which("busybox") is None:
            raise Skipped("no busybox on PATH (Debian: apt-get install busybox-static)")
        if os.geteuid() != 0:
            raise Skipped("dockerd wants to be started by root")
        self.log = open(f"{self.folder}/log", "w")
        self.process = subprocess.Popen(
            [engine, "--data-root", f"{self.folder}/data", "--exec-root", f"{self.folder}/exec", "--pidfile",
             f"{self.folder}/pid", "--host", f"unix://{self.folder}/socket", "--iptables=false", "--bridge=none",
             "--storage-driver=vfs"],
            stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log, start_new_session=True)
        docker = [client, "--host", f"unix://{self.folder}/socket"]
        deadline = time.monotonic() + 30
        while quiet(docker + ["version"]).returncode != 0:
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.__exit__()
                with open(f"{self.folder}/log") as log:
                    raise Skipped("dockerd does not start here: " + (log.read().strip().splitlines() or ["?"])[-1])
            time.sleep(0.2)
        return docker

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        if os.path.ismount(f"{self.folder}/data"):
            quiet(["umount", f"{self.folder}/data"])


PEERS = {"check50": (check50, 1), "containers": (containers, 30)}


def main(names):
    for name in names:
        if name not in PEERS:
            raise SystemExit(f"{name}: one of {', '.join(PEERS)}")
    folder = tempfile.mkdtemp(prefix="dojo-peers-")
    try:
        submissions, ours = right_submissions(folder), None
        print(f"grading {len(submissions)} right submissions, {JOBS} at a time")
        try:
            ours = dojo(folder, submissions)
        except Skipped as reason:
            print(f"  skipped: {reason}")
        for name in names:
            measure, aim = PEERS[name]
            try:
                theirs = measure(folder, submissions)
            except Skipped as reason:
                print(f"  skipped: {reason}")
                continue
            if ours:
                ratio = theirs / ours
                print(f"  {name + ' / dojo':<46} {ratio:9.1f} ×   aim ≥ {aim}   {'met' if ratio >= aim else 'MISSED'}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(sys.argv[1:] or list(PEERS))
