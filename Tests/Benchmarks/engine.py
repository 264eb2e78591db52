#!/usr/bin/env python3
"""The practice machine beside a real Docker Engine in one run: medians and their ratios.

Usage, as root: swift build -c release --static-swift-stdlib && Tests/Benchmarks/engine.py [ROW]...
Rows: run list hundred memory save start sitting; all without an argument. RUNS sets how often each is repeated, DOJO_BINARY
which dojo is measured, COUNT how many containers are many (100) and THOUSAND how many are very many (1000). The peer is the
dockerd on PATH with Debian's docker-registry; each row is ours alone where there is none.
"""
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, f"{HERE}/engine"]
import sitting
from engines import (
    DOJO, IMAGE, Dockerd, Dojo, Skipped, client_version, in_namespaces, new_folder, proportional_memory, read, real_clients)

RUNS = int(os.environ.get("RUNS", "11"))
COUNT = int(os.environ.get("COUNT", "100"))
THOUSAND = int(os.environ.get("THOUSAND", "1000"))
REQUEST = b"GET /v2/ HTTP/1.0\r\nHost: localhost:5000\r\n\r\n"
median = statistics.median


def percentile95(samples):
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def compare(what, ours, theirs, unit, aim, peer="dockerd"):
    """One line: the medians of both, how many times ours goes into theirs, and the aim."""
    text = f"  {what:<44} dojo {median(ours):>9.4g}"
    if theirs:
        ratio = median(theirs) / median(ours)
        text += f"  {peer} {median(theirs):>9.4g} {unit}  {ratio:>7.1f}×"
        text += "" if aim is None else f"  ≥ {aim:g}×  {'ok' if ratio >= aim else 'MISS'}"
    else:
        text += f" {unit}"
    print(f"{text}   n={len(ours)}", flush=True)


def absolute(what, value, unit, aim, remark=""):
    print(f"  {what:<44} dojo {value:>9.4g} {unit}  ≤ {aim:g} {unit}  {'ok' if value <= aim else 'MISS'}   {remark}", flush=True)


def peer():
    """A real engine; `None` when it cannot be here, with the reason printed."""
    try:
        return Dockerd()
    except Skipped as reason:
        print(f"  alone: {reason}")
        return None


def on_both(measure, *arguments):
    """What `measure` finds on either engine, one after the other; nothing for an engine that is not here."""
    found = []
    for engine in (Dojo(), peer()):
        if engine is None:
            found.append(None)
            continue
        with engine:
            found.append(measure(engine, *arguments))
    return found


def until_answered(engine, client):
    """Milliseconds from `docker run` until the registry answers."""
    environment = {**os.environ, "DOCKER_HOST": f"unix://{engine.socket}", "HOME": engine.folder}
    begin = time.perf_counter()
    process = subprocess.Popen(
        [client, "run", "-d", "--name", "box", "-p", "5000:5000", IMAGE], env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL)
    while True:
        try:
            with socket.create_connection(("127.0.0.1", 5000), timeout=5) as connection:
                connection.sendall(REQUEST)
                if connection.recv(64).split(b" ")[1:2] == [b"200"]:
                    break
        except OSError:
            pass
        if time.perf_counter() - begin > 60:
            raise SystemExit(f"{engine.kind}: no answer")
        time.sleep(0.0005)
    elapsed = (time.perf_counter() - begin) * 1000
    if process.wait(60) != 0:
        raise SystemExit(f"{engine.kind}: docker run ended with {process.returncode}")
    ended = (time.perf_counter() - begin) * 1000
    engine.docker(client, "rm", "-f", "-v", "box")
    return elapsed, ended


def run():
    print("docker run -d of a registry, the bundled CLI on ours, the real one on its engine")
    ours, theirs = on_both(lambda engine: [until_answered(engine, engine.client) for _ in range(RUNS)])
    columns = [[row[index] for row in rows] if rows else None for index in (0, 1) for rows in (ours, theirs)]
    compare("until /v2/ answers 200", columns[0], columns[1], "ms", 20)
    compare("until the CLI has ended", columns[2], columns[3], "ms", None)


def furnish(engine):
    """Three containers that run, and eight names of images."""
    for _ in range(3):
        engine.ask("POST", f"/containers/{engine.create()}/start")
    for number in range(7):
        engine.ask("POST", f"/images/{IMAGE}/tag?repo=localhost:5000/image-{number}&tag=v1")


def listing():
    print("docker ps and docker images, a process each")
    samples = {}

    def measure(engine):
        furnish(engine)
        clients = [engine.client] if engine.kind == "dojo" else real_clients()
        for _ in range(RUNS * 5):
            for client in clients:
                for word in ("ps", "images"):
                    samples.setdefault((engine.kind, client, word), []).append(engine.docker(client, word))

    on_both(measure)
    ours = {word: times for (kind, _, word), times in samples.items() if kind == "dojo"}
    for word in ("ps", "images"):
        theirs = {client: times for (kind, client, which), times in samples.items() if kind != "dojo" and which == word}
        for client, times in theirs.items():
            compare(f"docker {word}, against CLI {client_version(client)}", ours[word], times, "ms", 1.5)
        if not theirs:
            compare(f"docker {word}", ours[word], None, "ms", 1.5)


def hundred():
    print(f"{COUNT} containers of a registry, by the API")

    def measure(engine):
        rounds = []
        for _ in range(RUNS if engine.kind == "dojo" else max(1, RUNS // 5)):
            moments = [time.perf_counter()]
            made = [engine.create() for _ in range(COUNT)]
            moments.append(time.perf_counter())
            for container in made:
                engine.ask("POST", f"/containers/{container}/start")
            moments.append(time.perf_counter())
            for container in made:
                engine.ask("DELETE", f"/containers/{container}?force=1&v=1")
            moments.append(time.perf_counter())
            rounds.append([(end - begin) * 1000 for begin, end in zip(moments, moments[1:])])
        return rounds

    ours, theirs = on_both(measure)
    for index, phase in enumerate(("created", "started", "removed")):
        compare(phase, [row[index] for row in ours], theirs and [row[index] for row in theirs], "ms", None)
    compare("all three", [sum(row) for row in ours], theirs and [sum(row) for row in theirs], "ms", 30)


def memory():
    print(f"memory of a machine, with {COUNT} registries that run and without")

    def measure(engine):
        for _ in range(2):
            container = engine.create()
            engine.ask("POST", f"/containers/{container}/start")
            engine.ask("DELETE", f"/containers/{container}?force=1&v=1")
        before = proportional_memory()
        for _ in range(COUNT):
            engine.ask("POST", f"/containers/{engine.create()}/start")
        after = proportional_memory()
        print(f"    {engine.kind}: {before:.1f} MB, then {after:.1f} MB")
        return (after - before) / COUNT

    ours, theirs = on_both(measure)
    absolute("for each container", ours, "MB", 1)
    compare("for each container", [ours], theirs and [theirs], "MB", None)


def disk(folder, size, times):
    """Milliseconds of what any durable exchange of a file of this size costs here."""
    block, samples = os.urandom(size), []
    handle = os.open(folder, os.O_RDONLY)
    for _ in range(times):
        begin = time.perf_counter()
        descriptor = os.open(f"{folder}/probe.new", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.write(descriptor, block)
        os.fsync(descriptor)
        os.close(descriptor)
        os.rename(f"{folder}/probe.new", f"{folder}/probe")
        os.fsync(handle)
        samples.append((time.perf_counter() - begin) * 1000)
    os.close(handle)
    os.unlink(f"{folder}/probe")
    return samples


def save():
    print("one change of the state that is on disk before it is answered: a container gets another name")
    times = RUNS * 20

    def measure(engine, others):
        container = [engine.create(f"other-{number}") for number in range(others)][0]
        samples = []
        for number in range(times):
            begin = time.perf_counter()
            engine.ask("POST", f"/containers/{container}/rename?name=name-{number}")
            samples.append((time.perf_counter() - begin) * 1000)
        return samples

    for others in (10, COUNT, THOUSAND):
        ours = Dojo()
        with ours:
            samples = measure(ours, others)
        probe = disk(ours.folder, 4096, times)
        absolute(
            f"p95 with {others} containers", percentile95(samples), "ms", 5,
            f"median {median(samples):.2f} ms; 4 KB made durable by exchange: median {median(probe):.2f}, "
            f"p95 {percentile95(probe):.2f} ms")
    theirs = peer()
    if theirs:
        with theirs:
            samples = measure(theirs, 10)
        print(f"  {'the same on dockerd with 10 containers':<44} p95 {percentile95(samples):.2f} ms, median "
              f"{median(samples):.2f} ms")


def fill(engine, image=IMAGE):
    for number in range(THOUSAND):
        engine.create(f"box-{number}", Image=image)
        engine.import_image(f"image-{number}", b"%d\n" % number)


def start():
    print(f"start of an engine with {THOUSAND} images and {THOUSAND} containers on disk, until it answers")

    def measure(engine):
        fill(engine)
        engine.stop()
        samples = []
        for _ in range(RUNS if engine.kind == "dojo" else max(1, RUNS // 5)):
            samples.append(engine.start())
            images, containers = engine.ask("GET", "/images/json"), engine.ask("GET", "/containers/json?all=1")
            if (len(images), len(containers)) != (THOUSAND + 1, THOUSAND):
                raise SystemExit(f"{engine.kind}: {len(images)} images and {len(containers)} containers")
            engine.stop()
        return samples

    ours, theirs = on_both(measure)
    absolute("until it answers", median(ours), "ms", 200)
    compare("until it answers", ours, theirs, "ms", None)


class SittingEngine(Dojo):
    """The machine of a sitting, for those who ask its API."""

    def __init__(self, folder, path):
        super().__init__(folder)
        self.socket = path


def sitting_start():
    print(f"start of a sitting with {THOUSAND} images and {THOUSAND} containers on disk, until its prompt")
    with sitting.Home() as home:
        terminal, _ = sitting.until_prompt(sitting.DOJO_RUN, home)
        terminal.type("echo socket=$DOCKER_HOST=\n")
        terminal.wait(rb"[\r\n]socket=unix://")
        while b"=" not in terminal.seen:
            terminal.seen += os.read(terminal.fd, 4096)
        engine = SittingEngine(new_folder(), terminal.seen.split(b"=")[0].decode())
        terminal.wait(rb"ready> ")
        # Of other lessons: what could be the registry of this one is looked at more closely.
        engine.docker(engine.client, "pull", "nginx:1.19.2")
        fill(engine, "nginx:1.19.2")
        terminal.close()
        samples = {"empty": [], "full": []}
        with sitting.Home() as other:
            sitting.until_prompt(sitting.DOJO_RUN, other)[0].close()
            for _ in range(RUNS):
                for name, folder in (("empty", other), ("full", home)):
                    terminal, elapsed = sitting.until_prompt(sitting.DOJO_RUN, folder)
                    samples[name].append(elapsed)
                    terminal.close()
    absolute("until the prompt", median(samples["full"]), "ms", 200,
             f"median with nothing on disk {median(samples['empty']):.1f} ms   n={RUNS}")


ROWS = {"run": run, "list": listing, "hundred": hundred, "memory": memory, "save": save, "start": start, "sitting": sitting_start}

if __name__ == "__main__":
    chosen = sys.argv[1:] or [*ROWS]
    if unknown := [name for name in chosen if name not in ROWS]:
        raise SystemExit(f"no such row: {' '.join(unknown)}\n{__doc__}")
    if not os.path.exists(DOJO):
        raise SystemExit(f"{DOJO} is not there: swift build -c release --static-swift-stdlib, or set DOJO_BINARY")
    in_namespaces()
    clients = ", ".join(f"CLI {client_version(path)}" for path in real_clients())
    engine = client_version("dockerd") if shutil.which("dockerd") else "none"
    print(f"{os.cpu_count()} CPUs, load {os.getloadavg()[0]:.1f}, dockerd {engine}, {clients}, RUNS={RUNS}", flush=True)
    for name in chosen:
        ROWS[name]()
