#!/usr/bin/env python3
"""What a learner feels: dojo beside its peers in one run, medians and their ratios.

Usage: swift build -c release --static-swift-stdlib && Tests/Benchmarks/sitting.py [first-prompt|assessment|docker-images|memory]...
"""
import os
import pty
import re
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DOJO = os.environ.get("DOJO_BINARY", f"{TOP}/.build/release/dojo")
RUNS = int(os.environ.get("RUNS", "21"))
DOJO_RUN = [DOJO, "run", "image-registry", "--ports", "private"]


class Terminal:
    """A program on a terminal of its own."""

    def __init__(self, argv, home):
        environment = {
            "HOME": home, "PATH": os.environ["PATH"], "SHELL": "/bin/bash", "TERM": "xterm", "LANG": "C.UTF-8",
            "XDG_STATE_HOME": f"{home}/state", "DOJO_HOME": TOP,
        }
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], argv, environment)
        self.seen = b""

    def wait(self, pattern, deadline=20.0):
        """Reads until `pattern` shows up; the text before it is forgotten."""
        end = time.monotonic() + deadline
        while not (match := re.search(pattern, self.seen)):
            left = end - time.monotonic()
            if left <= 0 or not select.select([self.fd], [], [], left)[0]:
                raise SystemExit(f"no {pattern!r} in {self.seen[-800:]!r}")
            self.seen += os.read(self.fd, 65536)
        self.seen = self.seen[match.end():]

    def type(self, text):
        os.write(self.fd, text.encode())

    def close(self):
        self.type("exit\n")
        try:
            while os.read(self.fd, 65536):
                pass
        except OSError:
            pass
        os.waitpid(self.pid, 0)
        os.close(self.fd)


class Home:
    """A learner's home folder that lasts for one measurement."""

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="dojo-bench-")
        with open(f"{self.path}/.bashrc", "w") as rc:
            rc.write("PS1='ready> '\n")
        return self.path

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)


def percentile95(samples):
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def report(name, samples):
    median = statistics.median(samples)
    print(f"  {name:<46} median {median:7.1f} ms   p95 {percentile95(samples):7.1f} ms   n={len(samples)}")
    return median


def figure(name, value, unit=""):
    print(f"  {name:<46}        {value:7.2f} {unit}")


def until_prompt(argv, home):
    start = time.monotonic()
    terminal = Terminal(argv, home)
    terminal.wait(rb"ready> ")
    return terminal, (time.monotonic() - start) * 1000


def first_prompt():
    print("from the command to the first prompt")
    fresh, resumed, shell = [], [], []
    for _ in range(RUNS):
        with Home() as home:
            for argv, samples in ((DOJO_RUN, fresh), (DOJO_RUN, resumed), (["bash", "-i"], shell)):
                terminal, elapsed = until_prompt(argv, home)
                samples.append(elapsed)
                terminal.close()
    ours = report("dojo run, first time", fresh)
    report("dojo run, resumed", resumed)
    figure("first time / plain bash", ours / report("bash -i", shell))


def prompt_to_prompt(terminal, command):
    start = time.monotonic()
    terminal.type(command + "\n")
    terminal.wait(rb"ready> ")
    return (time.monotonic() - start) * 1000


def assessment():
    print("assessment: from Enter to the next prompt, for a command that costs nothing")
    with Home() as home:
        ours, _ = until_prompt(DOJO_RUN, home)
        plain, _ = until_prompt(["bash", "-i"], home)
        for step in ("docker run -d -p 5000:5000 registry:2.7.1", "docker images"):
            prompt_to_prompt(ours, step)
        judged, bare = [], []
        for _ in range(RUNS * 10):
            judged.append(prompt_to_prompt(ours, ":"))
            bare.append(prompt_to_prompt(plain, ":"))
        ours.close()
        plain.close()
    with_dojo, without = report("in dojo's shell", judged), report("in plain bash", bare)
    figure("the assessment: difference of the medians", with_dojo - without, "ms")
    figure("the assessment: p95 less the plain median", percentile95(judged) - without, "ms")


def docker_images():
    print("docker images: the bundled docker beside the real one, same socket, a process each")
    peer = shutil.which("docker")
    if peer is None:
        print("  skipped: no docker on PATH")
        return
    with Home() as home:
        socket, bundled = f"{home}/e.sock", f"{home}/docker"
        os.symlink(DOJO, bundled)
        server = subprocess.Popen(
            [DOJO, "engine", "serve", "--socket", socket, "--root", f"{home}/engine"],
            env={**os.environ, "DOJO_HOME": TOP}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            deadline = time.monotonic() + 10
            while not os.path.exists(socket) and time.monotonic() < deadline:
                time.sleep(0.01)
            environment = {**os.environ, "DOCKER_HOST": f"unix://{socket}", "HOME": home}
            samples = {bundled: [], peer: []}
            for _ in range(RUNS * 5):
                for program, times in samples.items():
                    start = time.monotonic()
                    subprocess.run([program, "images"], env=environment, stdout=subprocess.DEVNULL, check=True)
                    times.append((time.monotonic() - start) * 1000)
        finally:
            server.terminate()
            server.wait()
    figure("bundled / real", report("bundled", samples[bundled]) / report("real", samples[peer]))


def memory():
    print("resident memory of a sitting in which the first six steps were done")
    with Home() as home:
        terminal, _ = until_prompt(DOJO_RUN, home)
        for step in (
            "docker run -d -p 5000:5000 registry:2.7.1", "docker images",
            "docker tag registry:2.7.1 $(hostname):5000/testimage:v1", "docker images",
            "docker push $(hostname):5000/testimage:v1", "curl localhost:5000/v2/_catalog",
        ):
            prompt_to_prompt(terminal, step)
        with open(f"/proc/{terminal.pid}/status") as status:
            resident = next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))
        terminal.close()
    figure("VmRSS of dojo", resident / 1024, "MB")


MEASUREMENTS = {
    "first-prompt": first_prompt, "assessment": assessment, "docker-images": docker_images, "memory": memory,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or MEASUREMENTS:
        if name not in MEASUREMENTS:
            raise SystemExit(f"{name}: one of {', '.join(MEASUREMENTS)}")
        MEASUREMENTS[name]()
