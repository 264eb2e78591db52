#!/usr/bin/env python3
"""Kills the registry with SIGKILL at random moments of many pushes, and looks at what is left each time.

Usage: swift build -c release --static-swift-stdlib && Tests/Benchmarks/registry-kill.py [--pushes 1000] [--pushers 4] [--seed 1]
DOJO_BINARY names another dojo. After each kill, every tag must resolve or be absent, every blob that is served must have
its digest, every push that was answered 201 must be there whole, and `dojo registry verify` must find nothing damaged.
Ends with 0 when all of that held, with 1 and the first thing that did not otherwise.
"""
import argparse
import hashlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DOJO = os.environ.get("DOJO_BINARY", f"{TOP}/.build/release/dojo")
MANIFEST = "application/vnd.oci.image.manifest.v1+json"


def digest(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


class Registry:
    """One life of the registry over a folder, on a free port."""

    def __init__(self, root):
        self.process = subprocess.Popen(
            [DOJO, "registry", "serve", "--addr", "127.0.0.1:0", "--root", root, "--plain"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        line = self.process.stdout.readline()
        self.port = int(line.split("127.0.0.1:")[1].split("/")[0])

    def request(self, connection, method, path, body=None, headers={}):
        connection.request(method, path, body, headers)
        reply = connection.getresponse()
        return reply, reply.read()

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()


def image(number, chance):
    """Config, layers and manifest of an image that is like no other."""
    layers = [chance.randbytes(chance.choice([10, 1_000, 200_000])) for _ in range(2)]
    config = json.dumps({"architecture": "amd64", "os": "linux", "number": number}).encode()
    describe = lambda kind, content: {"mediaType": kind, "digest": digest(content), "size": len(content)}
    manifest = json.dumps({
        "schemaVersion": 2, "mediaType": MANIFEST,
        "config": describe("application/vnd.oci.image.config.v1+json", config),
        "layers": [describe("application/vnd.oci.image.layer.v1.tar", layer) for layer in layers],
    }).encode()
    return [config] + layers, manifest


def push(registry, repository, tag, number, chance):
    """Pushes an image, each blob in a way drawn by lot; returns the manifest's digest."""
    blobs, manifest = image(number, chance)
    connection = registry.connect()
    for blob in blobs:
        start = f"/v2/{repository}/blobs/uploads/"
        if chance.random() < 0.3:
            reply, _ = registry.request(connection, "POST", f"{start}?digest={digest(blob)}", blob)
        else:
            reply, _ = registry.request(connection, "POST", start)
            place = reply.headers["Location"].split(f":{registry.port}")[-1]
            join = "&" if "?" in place else "?"
            if chance.random() < 0.5 and len(blob) > 1:
                cut = chance.randrange(1, len(blob))
                reply, _ = registry.request(connection, "PATCH", place, blob[:cut])
                place = reply.headers["Location"].split(f":{registry.port}")[-1]
                blob, whole = blob[cut:], blob
            else:
                whole = blob
            reply, _ = registry.request(connection, "PUT", f"{place}{join}digest={digest(whole)}", blob)
        assert reply.status == 201, f"a blob was answered {reply.status}"
    reply, _ = registry.request(
        connection, "PUT", f"/v2/{repository}/manifests/{tag}", manifest, {"Content-Type": MANIFEST})
    assert reply.status == 201, f"a manifest was answered {reply.status}"
    return digest(manifest)


class Pusher(threading.Thread):
    """Pushes one image after the other until the registry is gone; a tag is moved now and then."""

    def __init__(self, registry, name, counter, chance):
        super().__init__(daemon=True)
        self.registry, self.name, self.counter, self.chance = registry, name, counter, chance
        self.answered = {}
        self.wrong = None

    def run(self):
        while True:
            number = self.counter()
            repository, tag = f"r{self.chance.randrange(5)}/{self.name}", f"v{self.chance.randrange(4)}"
            # While it is under way nobody can say which of the two images the tag names.
            before = self.answered.pop((repository, tag), None)
            try:
                self.answered[repository, tag] = push(self.registry, repository, tag, number, self.chance)
            except AssertionError as error:
                self.wrong = str(error)
                return
            except (OSError, http.client.HTTPException):
                return


def examine(registry, promised):
    """What is wrong with what a registry serves; the number of blobs looked at."""
    connection, looked = registry.connect(), 0
    reply, body = registry.request(connection, "GET", "/v2/_catalog?n=1000")
    for repository in json.loads(body)["repositories"] or []:
        reply, body = registry.request(connection, "GET", f"/v2/{repository}/tags/list")
        for tag in json.loads(body).get("tags") or []:
            reply, manifest = registry.request(
                connection, "GET", f"/v2/{repository}/manifests/{tag}", None, {"Accept": MANIFEST})
            if reply.status == 404:
                continue
            if reply.status != 200 or reply.headers["Docker-Content-Digest"] != digest(manifest):
                return f"{repository}:{tag} is answered {reply.status}, not its manifest", looked
            content = json.loads(manifest)
            for part in [content["config"]] + content["layers"]:
                reply, blob = registry.request(connection, "GET", f"/v2/{repository}/blobs/{part['digest']}")
                looked += 1
                if reply.status != 200 or digest(blob) != part["digest"]:
                    return f"{repository}:{tag} needs {part['digest']}, which is answered {reply.status}", looked
    for (repository, tag), wanted in promised.items():
        reply, _ = registry.request(connection, "HEAD", f"/v2/{repository}/manifests/{tag}", None, {"Accept": MANIFEST})
        if reply.headers["Docker-Content-Digest"] != wanted:
            return f"{repository}:{tag} was answered 201 and is gone", looked
    return None, looked


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pushes", type=int, default=1000)
    parser.add_argument("--pushers", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    chance, lock, numbers = random.Random(wanted.seed), threading.Lock(), [0]

    def counter():
        with lock:
            numbers[0] += 1
            return numbers[0]

    kills, blobs, promised = 0, 0, {}
    with tempfile.TemporaryDirectory(prefix="dojo-kill-") as root:
        while numbers[0] < wanted.pushes:
            registry = Registry(root)
            pushers = [
                Pusher(registry, f"p{index}", counter, random.Random(chance.random())) for index in range(wanted.pushers)]
            for pusher in pushers:
                pusher.answered = {key: value for key, value in promised.items() if key[0].endswith(f"/{pusher.name}")}
                pusher.start()
            time.sleep(chance.uniform(0.02, 0.6))
            registry.kill()
            kills += 1
            for pusher in pushers:
                pusher.join()
            promised = {key: value for pusher in pushers for key, value in pusher.answered.items()}
            wrong = next((pusher.wrong for pusher in pushers if pusher.wrong), None)
            registry = Registry(root)
            if not wrong:
                wrong, looked = examine(registry, promised)
                blobs += looked
            registry.kill()
            verified = subprocess.run([DOJO, "registry", "verify", "--root", root], capture_output=True, text=True)
            if not wrong and verified.returncode != 0:
                wrong = f"verify ended with {verified.returncode}: {verified.stdout}{verified.stderr}"
            if wrong:
                print(f"after {kills} kills and {numbers[0]} pushes: {wrong}")
                return 1
    print(f"{numbers[0]} pushes, {kills} kills, {blobs} blobs looked at: every tag resolves, every blob hashes right, "
          "nothing that was answered 201 is gone")
    return 0


if __name__ == "__main__":
    sys.exit(main())
