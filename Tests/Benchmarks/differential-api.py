#!/usr/bin/env python3
"""Sends requests of the Docker Engine API to a practice machine and to a real Docker Engine, and shows where the replies part.

Usage, as root: Tests/Benchmarks/differential-api.py [FILE]... [--group NAME] [--show N]
FILES, by default differential/requests.txt, hold requests, one a line, in groups: `[NAME]` begins one, `#` a remark. Each group is
played in order by both engines, new ones that hold the same images (engine/images.py). A request is `METHOD PATH [HEADER=VALUE]...
[BODY]`: a path without a version is sent so, a body begins with `{`, `[`, `"` or `=`, which is left out. `$ID` is the last `Id` that
the engine told. Compared are status, the headers that clients read, and the body with the order of its keys, once what varies from
run to run is taken out. `$DOJO_BINARY` is the dojo, by default `.build/release/dojo`.
"""
import argparse
import collections
import difflib
import json
import os
import re
import socket
import sys
import tempfile
import tomllib

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "engine"))
import engines  # noqa: E402
import images  # noqa: E402
from comparing import IDENTITY, groups  # noqa: E402

HEADERS = ["content-type", "api-version", "ostype", "server", "docker-experimental", "cache-control", "pragma", "location",
           "x-docker-container-path-stat", "upgrade", "content-length"]
UNORDERED = {"Mounts", "Volumes", "VolumesDeleted", "NetworksDeleted", "ExecIDs"}
REQUEST = re.compile(r"(?P<method>\S+) (?P<path>\S+)(?P<headers>( [A-Za-z-]+=[^\s{]*)*)( (?P<body>[{\[\"=].*))?$")
VARYING = [
    (r'"\d+","\d+","\d+","\d\d:\d\d"', '"N","N","N","TIME"'), (r'\["-","\d+"', '["-","N"'),
    # Debian's engine adds its own word to the number of its version.
    (r"\+dfsg1", ""),
    (r'"(Created|Size|VirtualSize|SizeRw|SizeRootFs|SharedSize|LayersSize|SpaceReclaimed|time|timeNano|Pid|NEventsListener|NFd|NGoroutines|MemTotal|NCPU)": ?-?\d+', r'"\1":N'),
    (r'"(MacAddress)": ?"[0-9a-f:]{17}"', r'"\1":"MAC"'), (r'[0-9a-f]{64}', 'ID'), *IDENTITY,
    (r'"(Data|LowerDir|MergedDir|UpperDir|WorkDir)": ?"[^"]*"', r'"\1":"X"'),
]


def reply_to(engine, line, last):
    """(status, headers, body) of the reply; what came within eight seconds when the engine does not close."""
    parts = REQUEST.match(line.replace("$ID", last))
    if parts is None:
        raise SystemExit(f"this is no request: {line}")
    body = parts["body"] or ""
    body = body[1:] if body.startswith("=") else body
    headers = {"Host": "docker", "Connection": "close"}
    if parts["body"] is not None:
        headers |= {"Content-Type": "application/json", "Content-Length": str(len(body.encode()))}
    for word in parts["headers"].split():
        name, _, value = word.partition("=")
        headers[name] = value
    text = f"{parts['method']} {parts['path']} HTTP/1.1\r\n" + "".join(f"{n}: {v}\r\n" for n, v in headers.items() if v) + f"\r\n{body}"
    received = b""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(8)
        connection.connect(engine.socket)
        connection.sendall(text.encode())
        try:
            while part := connection.recv(65536):
                received += part
        except (TimeoutError, ConnectionError):
            received += b""
    head, _, body = received.partition(b"\r\n\r\n")
    status, *rest = head.decode("latin-1").split("\r\n")
    found = {name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rest)}
    if found.get("transfer-encoding") == "chunked":
        body = unchunked(body)
    return status, found, body.decode("utf-8", "replace")


def unchunked(body):
    out = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        try:
            length = int(size, 16)
        except ValueError:
            break
        out, body = out + body[:length], body[length + 2:]
    return out


def ordered(body):
    """A document with what an engine keeps in a Go map in one order; the members of objects stay where they are."""
    def sorting(value, name):
        if isinstance(value, dict):
            return {key: sorting(part, key) for key, part in value.items()}
        if isinstance(value, list):
            parts = [sorting(part, "") for part in value]
            return sorted(parts, key=json.dumps) if name in UNORDERED else parts
        return value
    try:
        document = json.loads(body)
    except ValueError:
        return body
    is_networks = isinstance(document, list) and document and "IPAM" in document[0]
    return json.dumps(sorting(document, "Mounts" if is_networks else ""), separators=(",", ":"), ensure_ascii=False) + "\n"


def plain(engine, status, headers, body):
    kept = []
    for name in HEADERS:
        value = headers.get(name)
        if value is None or name == "content-length" and not (value == "0" or body == ""):
            continue
        kept.append(f"{name}: {value}")
    text = ordered(body).replace(f"{engine.folder}/exec", "/var/run/docker").replace(f"{engine.folder}/data", "/var/lib/docker").replace(f"{engine.folder}/engine", "/var/lib/docker")
    for pattern, word in VARYING:
        text = re.sub(pattern, word, text)
        kept = [re.sub(pattern, word, row) for row in kept]
    return [status, *kept, *re.sub(r"(,|\r\n|\n)", r"\1\0", text).split("\0")]


def play(kind, requests, archive):
    engine, said, last = kind(), [], "none"
    engine.start()
    try:
        engine.docker(engine.client, "load", "-q", "-i", archive)
        for line in requests:
            status, headers, body = reply_to(engine, line, last)
            told = re.search(r'"Id": ?"([0-9a-f]{64})"', body)
            last = told[1] if told and "POST" in line else last
            said.append(plain(engine, status, headers, body))
    finally:
        engine.stop()
    return said


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("files", nargs="*", default=[os.path.join(HERE, "differential", "requests.txt")])
    arguments.add_argument("--group", action="append")
    arguments.add_argument("--show", type=int, default=1000)
    options = arguments.parse_args()
    engines.in_namespaces()
    with open(os.path.join(HERE, "differential", "accepted-replies.toml"), "rb") as file:
        accepted = tomllib.load(file)["accepted"]
    archive = os.path.join(tempfile.mkdtemp(), "images.tar")
    images.write(archive)
    tally = collections.Counter()
    for group, requests in groups(options.files, "requests").items():
        if options.group and group not in options.group:
            continue
        for line, found, wanted in zip(requests, play(engines.Dojo, requests, archive), play(engines.Dockerd, requests, archive)):
            if found == wanted:
                tally["match"] += 1
            elif any(re.fullmatch(row["request"], line) and ("without" not in row or rest(found, row) == rest(wanted, row)) for row in accepted):
                tally["accepted"] += 1
            else:
                tally["differ"] += 1
                if tally["differ"] <= options.show:
                    print(f"--- {group}: {line}")
                    for row in difflib.unified_diff(wanted, found, "theirs", "ours", lineterm="", n=1):
                        if not row.startswith(("---", "+++", "@@")):
                            print("   ", row.rstrip()[:400], flush=True)
    total = tally["match"] + tally["differ"]
    print(f"API: {tally['match']} of {total} alike, {100 * tally['match'] / max(1, total):.1f} %, besides {tally['accepted']} accepted")
    return 0


def rest(said, row):
    return [re.sub(row["without"], "", line) for line in said if re.sub(row["without"], "", line)]


if __name__ == "__main__":
    sys.exit(main())
