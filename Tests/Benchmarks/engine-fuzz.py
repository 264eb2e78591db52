#!/usr/bin/env python3
"""Sends generated requests to a practice machine's engine: malformed JSON, wrong types, huge values, odd names, queries
that no client means, heads and bodies that end early, and bytes that are no HTTP.

Usage: Tests/Benchmarks/engine-fuzz.py [--requests 100000] [--seed 1] [--dockerd] [--verbose]
The engine is `$DOJO_BINARY engine serve`, by default `.build/release/dojo`, in a folder of its own. The same seed makes
the same requests. Told at the end: how many requests got which status; a crash (the engine is gone); a hang (no answer
after 30 s); every kind of 500 whose words are not those in which Docker refuses JSON. With --dockerd each of these is
asked of a real dockerd as well, where one can be started, and counts only when that answers something else.
Ends with 0 when there was no crash, no hang, and no 500 of the engine's own.
"""
import argparse
import collections
import json
import os
import random
import re
import socket
import sys
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "engine"))
import engines  # noqa: E402

PATIENCE = 30

# Method, path, and whether a JSON body belongs to it. What pulls, pushes or waits for ever is left out.
ROUTES = [
    ("GET", "/_ping", False), ("GET", "/version", False), ("GET", "/info", False), ("GET", "/system/df", False),
    ("GET", "/containers/json", False), ("GET", "/containers/{c}/json", False), ("GET", "/containers/{c}/top", False),
    ("GET", "/containers/{c}/logs", False), ("GET", "/containers/{c}/changes", False),
    ("GET", "/containers/{c}/archive", False), ("HEAD", "/containers/{c}/archive", False),
    ("PUT", "/containers/{c}/archive", False), ("GET", "/containers/{c}/export", False),
    ("GET", "/containers/{c}/stats?stream=0", False), ("POST", "/containers/create", True),
    ("POST", "/containers/{c}/start", True), ("POST", "/containers/{c}/stop?t=0", False),
    ("POST", "/containers/{c}/restart?t=0", False), ("POST", "/containers/{c}/kill", False),
    ("POST", "/containers/{c}/pause", False), ("POST", "/containers/{c}/unpause", False),
    ("POST", "/containers/{c}/rename", False), ("POST", "/containers/{c}/update", True),
    ("POST", "/containers/{c}/resize", False), ("POST", "/containers/{c}/exec", True),
    ("POST", "/exec/{c}/start", True), ("POST", "/exec/{c}/resize", False), ("GET", "/exec/{c}/json", False),
    ("DELETE", "/containers/{c}", False), ("POST", "/containers/prune", False), ("POST", "/commit", True),
    ("GET", "/images/json", False), ("GET", "/images/{i}/json", False), ("GET", "/images/{i}/history", False),
    ("POST", "/images/{i}/tag", False), ("DELETE", "/images/{i}", False), ("GET", "/images/get", False),
    ("GET", "/images/{i}/get", False), ("POST", "/images/load", False), ("POST", "/images/create?fromSrc=-", False),
    ("GET", "/images/search", False), ("POST", "/auth", True), ("GET", "/events?until=1", False),
    ("GET", "/networks", False), ("GET", "/networks/{n}", False), ("POST", "/networks/create", True),
    ("POST", "/networks/{n}/connect", True), ("POST", "/networks/{n}/disconnect", True),
    ("DELETE", "/networks/{n}", False), ("POST", "/networks/prune", False), ("GET", "/volumes", False),
    ("GET", "/volumes/{v}", False), ("POST", "/volumes/create", True), ("DELETE", "/volumes/{v}", False),
    ("POST", "/volumes/prune", False), ("GET", "/nodes", False), ("POST", "/services/create", True),
    ("GET", "/plugins", False), ("POST", "/build", False),
]

NAMES = {
    "c": ["box", "box", "web", "web", "reg", "reg", "gone", "b", "a" * 64, "/box", "box/..", "%00", "..", "é", "box%2Fx", "", "0", "-"],
    "i": ["alpine", "alpine", "registry:2.7.1", "nosuch", "a" * 64, "sha256:" + "0" * 64, "A", "x:y:z", "localhost:5000/x/y:z", "@", ""],
    "n": ["bridge", "host", "none", "lab", "lab", "nosuch", "br", "", "%20", "b" * 300],
    "v": ["data", "data", "nosuch", "..", "a/b", "é", "v" * 300, ""],
}

TEXTS = [
    "", "a", "box", "alpine", "nosuch", "0", "-1", "99999999999999999999", "\u0000", "é🙂", "../..", "/", "/etc/passwd", "true",
    "null", "a=b", "a:b:c", ":::", "80/tcp", "0/udp", "65536", "1-0", "10.9.0.0/16", "300.1.1.1", "x" * 5000, "{", "[]", "{}",
    "\r\nX: y", "%", "registry:2.7.1", "SIGKILL", "always", "tmpfs", "bind", "volume", "container:box", "host", "none", "default",
]
NUMBERS = [0, 1, -1, 5, 65536, 2**31, 2**63 - 1, 2**63, -(2**63), 10**30, 1.5, 1e300, -0.0]

FIELDS = {
    "/containers/create": [
        "Image", "Cmd", "Env", "Entrypoint", "Labels", "ExposedPorts", "Volumes", "HostConfig", "NetworkingConfig", "Tty",
        "OpenStdin", "User", "WorkingDir", "Hostname", "Domainname", "StopSignal", "StopTimeout", "Healthcheck", "Shell",
        "MacAddress", "OnBuild"],
    "HostConfig": [
        "Binds", "PortBindings", "RestartPolicy", "NetworkMode", "Links", "Memory", "NanoCpus", "CapAdd", "CapDrop", "Dns",
        "DnsSearch", "ExtraHosts", "VolumesFrom", "Mounts", "Tmpfs", "Ulimits", "ShmSize", "LogConfig", "AutoRemove",
        "PublishAllPorts", "ReadonlyRootfs", "Privileged", "PidMode", "Init", "Sysctls", "MemorySwap", "CpuQuota", "PidsLimit",
        "Devices", "SecurityOpt", "IpcMode", "UTSMode", "OomScoreAdj", "MemorySwappiness", "ConsoleSize", "Runtime"],
    "Healthcheck": ["Test", "Interval", "Timeout", "Retries", "StartPeriod"],
    "RestartPolicy": ["Name", "MaximumRetryCount"],
    "LogConfig": ["Type", "Config"],
    "NetworkingConfig": ["EndpointsConfig"],
    "Mounts": ["Type", "Source", "Target", "ReadOnly", "TmpfsOptions", "VolumeOptions", "BindOptions"],
    "Ulimits": ["Name", "Soft", "Hard"],
    "/networks/create": ["Name", "Driver", "IPAM", "Internal", "Attachable", "Labels", "Options", "CheckDuplicate", "EnableIPv6"],
    "IPAM": ["Driver", "Config", "Options"],
    "Config": ["Subnet", "Gateway", "IPRange"],
    "/networks/{n}/connect": ["Container", "EndpointConfig"],
    "EndpointConfig": ["IPAMConfig", "Aliases", "Links"],
    "/networks/{n}/disconnect": ["Container", "Force"],
    "/volumes/create": ["Name", "Driver", "Labels", "DriverOpts"],
    "/containers/{c}/exec": ["Cmd", "AttachStdout", "Tty", "Env", "User", "WorkingDir", "Privileged", "DetachKeys"],
    "/exec/{c}/start": ["Detach", "Tty"],
    "/containers/{c}/update": ["RestartPolicy", "Memory", "MemorySwap", "NanoCpus", "CpuShares", "PidsLimit"],
    "/commit": ["Cmd", "Env", "Labels", "Volumes"],
    "/auth": ["username", "password", "serveraddress", "identitytoken"],
}
QUERIES = [
    "all", "limit", "size", "filters", "name", "platform", "signal", "t", "h", "w", "condition", "stdout", "stderr", "tail",
    "since", "until", "timestamps", "follow", "force", "v", "repo", "tag", "container", "comment", "changes", "pause", "path",
    "ps_args", "names", "term", "noprune", "digests", "dangling", "noOverwriteDirNonDir", "copyUIDGID", "quiet", "message",
    "fromSrc", "detachKeys", "stream", "one-shot",
]
# In these words Docker refuses JSON, or says what it does say with 500.
FAIR = re.compile(
    r"invalid character|unexpected EOF|^EOF$|cannot unmarshal|json: |[Mm]ultiple IDs found|strconv\.|parsing time|"
    r"unexpected end of JSON|invalid reference format|is not paused|Neither old nor new names|page not found|"
    r"exceeded max depth|dial tcp|ps: |PID field|archive/tar|unrecognized|executable file not found|could not find an available")


class Maker:
    """Requests of a seeded generator."""

    def __init__(self, seed):
        self.random = random.Random(seed)

    def value(self, name=None, depth=0):
        kind = self.random.random()
        if name in FIELDS and kind < 0.55 and depth < 6:
            inner = self.object(name, depth + 1)
            return [inner] if name in ("Mounts", "Ulimits", "Config") else inner
        if kind < 0.35:
            return self.random.choice(TEXTS)
        if kind < 0.55:
            return self.random.choice(NUMBERS)
        if kind < 0.65:
            return self.random.choice([True, False, None])
        if kind < 0.8 and depth < 5:
            return [self.value(None, depth + 1) for _ in range(self.random.randint(0, 3))]
        if depth < 5:
            return {self.random.choice(TEXTS): self.value(None, depth + 1) for _ in range(self.random.randint(0, 3))}
        return {}

    def object(self, name, depth=0):
        fields = FIELDS[name]
        made = {field: self.value(field, depth) for field in self.random.sample(fields, self.random.randint(0, min(5, len(fields))))}
        if name == "/containers/create" and self.random.random() < 0.7:
            made["Image"] = self.random.choice(["alpine", "registry:2.7.1"])
        return made

    def body(self, path):
        kind = self.random.random()
        name = path.split("?")[0]
        if kind < 0.08:
            return self.random.choice([b"", b"{", b"[", b"nul", b"{\"a\":}", b"\xff\xfe", b"[" * 20000, b"{\"a\":" * 3000, b"5", b"\"x\""])
        text = json.dumps(self.object(name) if name in FIELDS else self.value()).encode()
        if kind < 0.2 and text:
            at = self.random.randrange(len(text))
            change = self.random.random()
            if change < 0.4:
                return text[:at]
            return text[:at] + bytes([self.random.randrange(256)]) + text[at + (change < 0.7):]
        return text

    def filters(self):
        if self.random.random() < 0.3:
            return self.random.choice(TEXTS)
        keys = ["status", "name", "label", "id", "dangling", "reference", "until", "before", "health", "network", "x", "driver"]
        return json.dumps({self.random.choice(keys): self.value() for _ in range(self.random.randint(0, 2))})

    def target(self, path):
        for key, names in NAMES.items():
            if "{%s}" % key in path:
                name = self.random.choice(names)
                path = path.replace("{%s}" % key, urllib.parse.quote(name, safe="/%:@"))
        version = self.random.choice(["", "/v1.41", "/v1.41", "/v1.24", "/v1.99", "/v0", "/v1.x"])
        query = []
        for _ in range(self.random.choice([0, 0, 1, 2, 3])):
            name = self.random.choice(QUERIES)
            if name == "follow" or (name == "stream" and "stats" in path):
                continue
            value = self.filters() if name == "filters" else self.random.choice(TEXTS)
            query.append(f"{name}={urllib.parse.quote(value)}" if self.random.random() < 0.9 else f"{name}=%zz")
        mark = "&" if "?" in path else "?"
        return version + path + (mark + "&".join(query) if query else "")

    def request(self):
        """Method, target, header lines, body, and how many of all bytes are sent; None for all."""
        method, path, takes_json = self.random.choice(ROUTES)
        if self.random.random() < 0.02:
            method = self.random.choice(["GET", "POST", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS", "X"])
        target = self.target(path)
        body = b""
        if takes_json or method in ("PUT",) or self.random.random() < 0.05:
            body = self.body(path)
        kind = "application/json" if self.random.random() < 0.95 else self.random.choice(["", "text/plain", "application/x-tar", "é"])
        fields = [f"Content-Type: {kind}"] if body and kind else []
        if self.random.random() < 0.03:
            fields.append(self.random.choice(["X-Registry-Auth: !!!", "Connection: Upgrade\r\nUpgrade: tcp", "Expect: 100-continue",
                                              "Transfer-Encoding: chunked", "X: " + "y" * 20000, "Content-Length: x"]))
        cut = self.random.random() if self.random.random() < 0.04 else None
        return method, target, fields, body, cut


class Line:
    """A connection on which one request follows another."""

    def __init__(self, path):
        self.path, self.socket, self.rest = path, None, b""

    def close(self):
        if self.socket:
            self.socket.close()
        self.socket, self.rest = None, b""

    def send(self, data, cut):
        if self.socket is None:
            self.socket = socket.socket(socket.AF_UNIX)
            self.socket.settimeout(PATIENCE)
            self.socket.connect(self.path)
        if cut is not None:
            self.socket.sendall(data[:int(len(data) * cut)])
            self.socket.shutdown(socket.SHUT_WR)
        else:
            self.socket.sendall(data)

    def reply(self, method):
        """Status and body; status 0 when the engine closes the connection without one."""
        head = self.until(b"\r\n\r\n")
        if head is None:
            self.close()
            return 0, b""
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split()[1])
        fields = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in lines[1:])}
        body = b""
        if status in (100, 101):
            self.close()
        elif method != "HEAD" and status not in (204, 304):
            if fields.get("transfer-encoding") == "chunked":
                while True:
                    size = self.until(b"\r\n")
                    if size is None:
                        self.close()
                        break
                    piece = self.exactly(int(size, 16) + 2)
                    if len(piece) <= 2:
                        break
                    body += piece[:-2] if len(body) < 10000 else b""
            else:
                body = self.exactly(int(fields.get("content-length", 0)))
        if fields.get("connection", "").lower() == "close":
            self.close()
        return status, body

    def until(self, mark):
        while mark not in self.rest:
            more = self.socket.recv(65536)
            if not more:
                return None
            self.rest += more
        found, _, self.rest = self.rest.partition(mark)
        return found

    def exactly(self, count):
        while len(self.rest) < count:
            more = self.socket.recv(65536)
            if not more:
                self.close()
                return b""
            self.rest += more
        found, self.rest = self.rest[:count], self.rest[count:]
        return found


def encoded(method, target, fields, body):
    lines = [f"{method} {target} HTTP/1.1", "Host: d"] + fields
    if not any(field.lower().startswith(("content-length", "transfer-encoding")) for field in fields):
        lines.append(f"Content-Length: {len(body)}")
    return "\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + body


def ask(line, method, target, fields, body, cut):
    """One request on a connection; a kept one that the engine has just closed is replaced once."""
    data = encoded(method, target, fields, body)
    is_odd = cut is not None or any(f.startswith(("Expect", "Transfer", "Content-Length", "Connection")) for f in fields)
    if is_odd:
        line.close()
    for attempt in (1, 2):
        was_open = line.socket is not None
        try:
            line.send(data, cut if cut is not None else 1.0 if is_odd else None)
            status, text = line.reply(method)
            if status or not was_open:
                break
        except (BrokenPipeError, ConnectionResetError):
            line.close()
            status, text = 0, b""
            if not was_open:
                break
    if is_odd:
        line.close()
    return status, text


def prepare(engine):
    engine.get_image()
    if isinstance(engine, engines.Dojo):
        engine.docker(engine.client, "pull", "alpine")
    for name in ("box", "web", "reg"):
        engine.create(name)
    engine.ask("POST", "/containers/reg/start")
    engine.ask("POST", "/networks/create", {"Name": "lab"})
    engine.ask("POST", "/volumes/create", {"Name": "data"})


def message(text):
    try:
        return json.loads(text).get("message", "")
    except (ValueError, AttributeError):
        return text.decode("utf-8", "replace")


def kind_of(words):
    return re.sub(r"[0-9a-f]{12,}|\d+|\"[^\"]*\"|'[^']*'|/\S+", "#", words)[:110]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--requests", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--dockerd", action="store_true")
    arguments.add_argument("--verbose", action="store_true")
    options = arguments.parse_args()
    maker, counts, own = Maker(options.seed), collections.Counter(), {}
    engine = engines.Dojo()
    engine.start()
    prepare(engine)
    line, begin, hangs = Line(engine.socket), time.perf_counter(), []
    for number in range(1, options.requests + 1):
        request = maker.request()
        try:
            status, text = ask(line, *request)
        except (TimeoutError, socket.timeout):
            hangs.append((number, request))
            line.close()
            status, text = -1, b""
        except ConnectionRefusedError:
            status, text = 0, b""
        counts[status] += 1
        if engine.process.poll() is not None:
            print(f"crash at request {number}: {request[0]} {request[1][:200]} {request[3][:300]!r}")
            return 1
        if status == 500 and not FAIR.search(message(text)):
            own.setdefault(kind_of(message(text)), (number, request, message(text)))
        if options.verbose and number % 10_000 == 0:
            print(f"{number} requests, {number / (time.perf_counter() - begin):.0f} a second", file=sys.stderr, flush=True)
        if number % 2_000 == 0 and not engine.answers():
            print(f"the engine does not answer any more after request {number}")
            return 1
    elapsed = time.perf_counter() - begin
    engine.stop()
    if options.dockerd and own:
        own = differing(own)
    print(f"engine-fuzz: {options.requests} requests (seed {options.seed}) in {elapsed:.0f} s; "
          + ", ".join(f"{status or 'closed'}: {count}" for status, count in sorted(counts.items()))
          + f"; crashes 0, hangs {len(hangs)}, kinds of 500 of its own {len(own)}")
    for number, request in hangs[:10]:
        print(f"  hang at {number}: {request[0]} {request[1][:200]} {request[3][:200]!r}")
    for number, request, words in own.values():
        print(f"  500 at {number}: {request[0]} {request[1][:120]} {request[3][:160]!r}: {words[:160]}")
    return 1 if hangs or own else 0


def differing(own):
    """Those 500s that a real dockerd answers with another status."""
    try:
        real = engines.Dockerd()
        real.start()
        prepare(real)
    except engines.Skipped as reason:
        print(f"not compared with dockerd: {reason}")
        return own
    line, rest = Line(real.socket), {}
    for kind, (number, request, words) in own.items():
        status, text = ask(line, *request)
        if status != 500:
            rest[kind] = (number, request, f"{words} (dockerd: {status} {message(text)[:80]})")
    real.stop()
    return rest


if __name__ == "__main__":
    sys.exit(main())
