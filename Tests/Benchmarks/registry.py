#!/usr/bin/env python3
"""The mini-registry beside Debian's docker-registry 2.8.2 in one run: medians of alternating runs and their ratios.

Usage: swift build -c release --static-swift-stdlib && Tests/Benchmarks/registry.py [ROW]...
Rows: small pull push memory catalog tags start idle images; all without an argument. RUNS sets how often each is repeated,
DOJO_BINARY which dojo is measured. Needs docker-registry, wrk, curl, openssl and a C compiler.
"""
import os
import platform
import re
import shutil
import socket
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "registry"))
import content
from servers import DISK, MEMORY, Folder, Server, build

RUNS = int(os.environ.get("RUNS", "3"))
SIZE = int(os.environ.get("BLOB_MB", "256")) << 20
BOTH = ("dojo", "docker-registry")
median = statistics.median


class Samples(dict):
    """Figures by what was measured and who was measured."""

    def add(self, what, kind, value):
        self.setdefault(what, {}).setdefault(kind, []).append(value)

    def median(self, what, kind):
        return median(self[what][kind])


def row(what, samples, unit, aim, more_is_better=True, limit=None):
    """Prints one line: both medians, their ratio, the aim, and our share of what the machine allows."""
    ours, theirs = samples.median(what, "dojo"), samples.median(what, "docker-registry")
    ratio = ours / theirs if theirs else float("nan")
    met = "" if aim is None else ("ok  " if (ratio >= aim if more_is_better else ratio <= aim) else "MISS")
    wanted = "" if aim is None else f"{'≥' if more_is_better else '≤'} {aim:.3g}×"
    share = f"   {ours / limit:.2f} of the limit {limit:.4g}" if limit else ""
    print(f"  {what:<44} dojo {ours:>10.4g}  docker-registry {theirs:>10.4g} {unit:<8} {ratio:>8.3f}×  {wanted:<9} {met}{share}",
          flush=True)


def absolute(what, value, unit, aim, limit_text=""):
    met = "ok  " if value <= aim else "MISS"
    print(f"  {what:<44} dojo {value:>10.4g} {unit:<24} ≤ {aim:g} {unit}  {met}{limit_text}", flush=True)


def wrk(port, path, accept=None):
    headers = ["-H", f"Accept: {accept}"] if accept else []
    out = subprocess.run(
        ["wrk", "-t2", "-c32", f"-d{os.environ.get('WRK_SECONDS', '4')}s", *headers, f"http://127.0.0.1:{port}{path}"],
        capture_output=True, text=True, check=True).stdout
    # A timeout is what a busy machine does to 32 connections, and no error of the server.
    if "Non-2xx" in out or re.search(r"(connect|read|write) [1-9]", out):
        raise SystemExit(out)
    return int(re.search(r"(\d+) requests in", out)[1]), float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1])


def small():
    paths = {"GET /v2/": ("/v2/", None), "GET 2 KB manifest by tag": ("/v2/bench/app/manifests/v1", content.MANIFEST_TYPE)}
    samples = Samples()
    with Folder() as ours, Folder() as theirs, Server("dojo", ours) as a, Server("docker-registry", theirs) as b:
        with Server("limit", ours, "/dev/null") as limit:
            for server in (a, b):
                content.push_image(server.port, "bench/app", "v1")
            for _ in range(RUNS):
                for what, (path, accept) in paths.items():
                    for server in (a, b, limit):
                        before = server.cpu()
                        count, rate = wrk(server.port, path, accept)
                        samples.add(what, server.kind, rate)
                        samples.add(f"{what}: CPU", server.kind, (server.cpu() - before) / count * 1e6)
    for what in paths:
        row(what, samples, "/s", 50, limit=samples.median(what, "limit"))
        row(f"{what}: CPU", samples, "µs", 1 / 70, False, limit=samples.median(f"{what}: CPU", "limit"))


def curl_pull(port, path, clients):
    begin = time.perf_counter()
    running = [
        subprocess.Popen(["curl", "-sf", "-o", "/dev/null", f"http://127.0.0.1:{port}{path}"]) for _ in range(clients)]
    if any(process.wait() for process in running):
        raise SystemExit("curl failed")
    return clients * SIZE / (time.perf_counter() - begin) / 1e6


def curl_push(port, name, files, digests):
    paths = [content.upload_path(port, name) for _ in files]
    begin = time.perf_counter()
    running = [
        subprocess.Popen([
            "curl", "-sf", "-o", "/dev/null", "-T", file, "-H", "Content-Type: application/octet-stream",
            f"http://127.0.0.1:{port}{path}digest={digest}"]) for file, path, digest in zip(files, paths, digests)]
    if any(process.wait() for process in running):
        raise SystemExit("curl failed")
    return len(files) * SIZE / (time.perf_counter() - begin) / 1e6


def pull():
    samples = Samples()
    with Folder(MEMORY) as scratch, Folder() as ours, Folder() as theirs:
        file = f"{scratch}/blob"
        digest = content.big_file(file, SIZE, 1)
        path = f"/v2/bench/app/blobs/{digest}"
        with Server("dojo", ours) as a, Server("docker-registry", theirs) as b, Server("limit", ours, file) as limit:
            for server in (a, b):
                curl_push(server.port, "bench/app", [file], [digest])
            for _ in range(RUNS):
                for clients in (1, 8):
                    for server in (a, b, limit):
                        before = server.cpu()
                        what = f"blob pull 256 MB, {clients} client{'s' * (clients > 1)}"
                        samples.add(what, server.kind, curl_pull(server.port, path, clients))
                        samples.add(f"{what}: CPU per GB", server.kind, (server.cpu() - before) * 1e12 / (clients * SIZE))
    for clients, aim in ((1, 3), (8, 3.3)):
        what = f"blob pull 256 MB, {clients} client{'s' * (clients > 1)}"
        row(what, samples, "MB/s", aim, limit=samples.median(what, "limit"))
        row(f"{what}: CPU per GB", samples, "ms", 1 / 8, False, limit=samples.median(f"{what}: CPU per GB", "limit") or None)


def push():
    samples = Samples()
    with Folder(MEMORY) as scratch:
        files = [f"{scratch}/blob{number}" for number in range(4)]
        digests = [content.big_file(file, SIZE, number) for number, file in enumerate(files)]
        for place, clients in ((DISK, 1), (MEMORY, 1), (MEMORY, 4)):
            what = f"blob push 256 MB, {clients} on {'disk' if place == DISK else 'tmpfs'}"
            for _ in range(RUNS):
                for kind in BOTH:
                    with Folder(place) as root, Server(kind, root) as server:
                        os.sync()
                        before = server.cpu()
                        samples.add(what, kind, curl_push(server.port, "bench/app", files[:clients], digests[:clients]))
                        samples.add(f"{what}: CPU per GB", kind, (server.cpu() - before) * 1e12 / (clients * SIZE))
            limit = min(sha256_speed() * min(clients, os.cpu_count()), writing_speed(place))
            row(what, samples, "MB/s", {(DISK, 1): 3, (MEMORY, 1): 3, (MEMORY, 4): 2.2}[place, clients], limit=limit)
            row(f"{what}: CPU per GB", samples, "ms", None, False)


def memory():
    samples = Samples()
    with Folder(MEMORY) as scratch:
        files = [f"{scratch}/blob{number}" for number in range(4)]
        digests = [content.big_file(file, SIZE, number) for number, file in enumerate(files)]
        for kind in BOTH:
            with Folder() as root:
                with Server(kind, root) as server:
                    curl_push(server.port, "bench/app", files, digests)
                    samples.add("pushes", kind, server.memory("VmHWM"))
                with Server(kind, root) as server:
                    curl_pull(server.port, f"/v2/bench/app/blobs/{digests[0]}", 8)
                    samples.add("pulls", kind, server.memory("VmHWM"))
    for what, aim in (("pushes", 25), ("pulls", 20)):
        count = 4 if what == "pushes" else 8
        absolute(f"peak memory, {count} concurrent {what}", samples.median(what, "dojo"), "MB", aim,
                 f"   docker-registry {samples.median(what, 'docker-registry'):.1f} MB")


class Line:
    """A kept-alive connection that asks as cheaply as Python can."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def get(self, path):
        """The head and the body of a reply."""
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: h\r\n\r\n".encode())
        data = b""
        while (end := data.find(b"\r\n\r\n")) < 0:
            data += self.socket.recv(1 << 20)
        head = data[:end].decode()
        if " 200 " not in head.split("\r\n")[0]:
            raise SystemExit(head)
        length = re.search(r"(?i)content-length: (\d+)", head)
        if length is None:
            while not data.endswith(b"\r\n0\r\n\r\n"):
                data += self.socket.recv(1 << 20)
            return head, data[end + 4:]
        while len(data) < end + 4 + int(length[1]):
            data += self.socket.recv(1 << 20)
        return head, data[end + 4:]


def timed(action):
    begin = time.perf_counter()
    value = action()
    return (time.perf_counter() - begin) * 1000, value


def walk(line):
    path, count = "/v2/_catalog?n=100", 0
    while path:
        head, body = line.get(path)
        count += body.count(b'"') // 2 - 1
        link = re.search(r"(?i)\r\nlink: <([^>]+)>", head)
        path = link[1] if link else None
    return count


def catalog():
    samples = Samples()
    # In memory, where ten thousand folders are made and removed in seconds; both registries read them from the cache anyway.
    with Folder(MEMORY) as root:
        content.lay_out(root, [f"group{number % 100:02d}/app{number:05d}" for number in range(10_000)], ["v1"])
        with Server("dojo", root) as a, Server("docker-registry", root) as b:
            for server, times in ((a, 21), (b, 5)):
                line = Line(server.port)
                first, _ = timed(lambda: line.get("/v2/_catalog?n=100"))
                print(f"  first page after the start: {server.kind} {first:.1f} ms")
                for last in (f"group{number * 4:02d}/app00042" for number in range(times)):
                    elapsed, _ = timed(lambda: line.get(f"/v2/_catalog?n=100&last={last}"))
                    samples.add("page", server.kind, elapsed)
                for _ in range(RUNS if server is a else 1):
                    elapsed, count = timed(lambda: walk(line))
                    samples.add("walk", server.kind, elapsed / 1000)
                    if count != 10_000:
                        raise SystemExit(f"{server.kind} listed {count} of 10000 repositories")
    absolute("_catalog page of 100 of 10,000", samples.median("page", "dojo"), "ms", 1)
    absolute("_catalog walk of 10,000 by 100", samples.median("walk", "dojo"), "s", 0.2)
    row("page", samples, "ms", None, False)
    row("walk", samples, "s", None, False)


def tags():
    samples = Samples()
    with Folder(MEMORY) as root:
        content.lay_out(root, ["bench/tags"], [f"v{number}" for number in range(5_000)])
        with Server("dojo", root) as a, Server("docker-registry", root) as b:
            for server in (a, b):
                line = Line(server.port)
                first, _ = timed(lambda: line.get("/v2/bench/tags/tags/list"))
                print(f"  first list after the start: {server.kind} {first:.1f} ms")
                for _ in range(RUNS * 10):
                    elapsed, (_, body) = timed(lambda: line.get("/v2/bench/tags/tags/list"))
                    samples.add("tags/list of 5,000 tags", server.kind, 1000 / elapsed)
                    if body.count(b'"v') != 5000:
                        raise SystemExit(f"{server.kind} listed {body.count(b'v')} tags")
    row("tags/list of 5,000 tags", samples, "/s", 20)


def start():
    samples = Samples()
    with Folder(MEMORY) as empty, Folder(MEMORY) as full:
        content.lay_out(full, [f"group{number % 100:02d}/app{number:05d}" for number in range(10_000)], ["v1"])
        for what, root, aim in (("start to first 200, empty", empty, 0.4), ("start to first 200, 10,000 repositories", full, 0.5)):
            for _ in range(RUNS * 7):
                for kind in BOTH:
                    with Server(kind, root) as server:
                        samples.add(what, kind, server.start_ms)
            row(what, samples, "ms", aim, False)


def idle():
    samples = Samples()
    for _ in range(RUNS):
        for kind in BOTH:
            with Folder() as root, Server(kind, root) as server:
                # dojo gives the pages of its start back after a second.
                time.sleep(2)
                samples.add("idle resident memory", kind, server.memory("VmRSS"))
                samples.add("of it not shared with files", kind, server.memory("RssAnon"))
                content.push_image(server.port, "bench/app", "v1")
                samples.add("idle again after a push", kind, server.memory("VmRSS"))
    row("idle resident memory", samples, "MB", 0.5, False)
    row("of it not shared with files", samples, "MB", None, False)
    row("idle again after a push", samples, "MB", None, False)


def images():
    samples = Samples()
    count = int(os.environ.get("IMAGES", "1000"))
    with Folder(MEMORY) as scratch:
        content.small_images(f"{scratch}/images", count)
        for place in (DISK, MEMORY):
            what = f"push {count} small images, 8 clients, {'disk' if place == DISK else 'tmpfs'}"
            for _ in range(RUNS):
                for kind in BOTH:
                    with Folder(place) as root, Server(kind, root) as server:
                        os.sync()
                        before = server.cpu()
                        seconds = float(subprocess.run(
                            [build("pusher"), str(server.port), "8", f"{scratch}/images"],
                            capture_output=True, text=True, check=True).stdout)
                        samples.add(what, kind, count / seconds)
                        samples.add(f"{what}: CPU", kind, (server.cpu() - before) / count * 1000)
            row(what, samples, "/s", 5 if place == DISK else None, limit=fsync_rate() if place == DISK else None)
            row(f"{what}: CPU", samples, "ms", None, False)


_limits = {}


def sha256_speed():
    """MB/s of one core by `openssl speed`."""
    if "sha256" not in _limits:
        out = subprocess.run(
            ["openssl", "speed", "-bytes", "65536", "-seconds", "1", "-evp", "sha256"], capture_output=True, text=True).stdout
        _limits["sha256"] = float(re.search(r"(?i)sha-?256\s+([\d.]+)k", out)[1]) / 1000
    return _limits["sha256"]


def writing_speed(place):
    """MB/s at which one writer makes a file of the size measured durable."""
    if place not in _limits:
        block = os.urandom(1 << 20)
        speeds = []
        for _ in range(RUNS):
            with Folder(place) as folder:
                os.sync()
                begin = time.perf_counter()
                with open(f"{folder}/file", "wb", buffering=0) as file:
                    for _ in range(SIZE >> 20):
                        file.write(block)
                    os.fsync(file)
                speeds.append(SIZE / (time.perf_counter() - begin) / 1e6)
        _limits[place] = median(speeds)
    return _limits[place]


def fsync_rate():
    """Files of 4 KB that one writer can make durable in a second."""
    if "fsync" not in _limits:
        with Folder() as folder:
            begin = time.perf_counter()
            for number in range(200):
                descriptor = os.open(f"{folder}/{number}", os.O_WRONLY | os.O_CREAT)
                os.write(descriptor, b"x" * 4096)
                os.fsync(descriptor)
                os.close(descriptor)
            _limits["fsync"] = 200 / (time.perf_counter() - begin)
    return _limits["fsync"]


def main():
    rows = {function.__name__: function for function in (small, pull, push, memory, catalog, tags, start, idle, images)}
    chosen = sys.argv[1:] or list(rows)
    if unknown := [name for name in chosen if name not in rows]:
        raise SystemExit(f"no such row: {' '.join(unknown)}\n{__doc__}")
    missing = [program for program in ("docker-registry", "wrk", "curl", "openssl") if not shutil.which(program)]
    if missing:
        raise SystemExit(f"missing: {' '.join(missing)}")
    with open("/proc/sys/net/ipv4/tcp_congestion_control") as congestion:
        print(f"{os.cpu_count()} CPUs, {platform.machine()}, Linux {platform.release()}, TCP {congestion.read().strip()}, "
              f"load {os.getloadavg()[0]:.1f}, sha256 {sha256_speed():.0f} MB/s, fsync {fsync_rate():.0f}/s, "
              f"{RUNS} runs each", flush=True)
    for name in chosen:
        print(name)
        rows[name]()


if __name__ == "__main__":
    main()
