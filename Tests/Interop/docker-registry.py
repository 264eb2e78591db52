#!/usr/bin/env python3
"""One folder, served in turns by Debian's docker-registry and by dojo: each finds whole what the other has written.

Usage: swift build -c release && Tests/Interop/docker-registry.py
DOJO_BINARY names another dojo. Ends with 0 when both serve the same bytes, with 1 and what differs when not, and with 77 where
docker-registry is not installed.
"""
import hashlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DOJO = os.environ.get("DOJO_BINARY", f"{TOP}/.build/release/dojo")
IMAGE = "application/vnd.docker.distribution.manifest.v2+json"
LIST = "application/vnd.docker.distribution.manifest.list.v2+json"


def digest(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


class Server:
    """A registry over a folder, on a free port, while the block runs."""

    def __init__(self, kind, root):
        self.kind, self.root = kind, root

    def __enter__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        address, environment = f"127.0.0.1:{self.port}", dict(os.environ)
        if self.kind == "dojo":
            command = [DOJO, "registry", "serve", "--addr", address, "--root", self.root, "--plain"]
        else:
            settings = os.path.join(os.path.dirname(self.root), "config.yml")
            with open(settings, "w") as file:
                file.write(f"version: 0.1\nlog: {{level: error}}\nstorage:\n  filesystem: {{rootdirectory: {self.root}}}\n"
                           f"  delete: {{enabled: true}}\nhttp: {{addr: '{address}'}}\n")
            command = ["docker-registry", "serve", settings]
        self.process = subprocess.Popen(
            command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.time() + 60
        while True:
            try:
                if self.request("GET", "/v2/")[0].status == 200:
                    return self
            except OSError:
                pass
            if time.time() > deadline or self.process.poll() is not None:
                sys.exit(f"{self.kind} does not start")
            time.sleep(0.05)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def request(self, method, path, body=None, headers={}):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, body, headers)
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return reply, content

    def push(self, repository, tag, words):
        """An image with one layer, and an index of it under `TAG-all`."""
        layer, config = words.encode() * 100, json.dumps({"architecture": "amd64", "os": "linux", "words": words}).encode()
        for blob in (layer, config):
            reply, _ = self.request("POST", f"/v2/{repository}/blobs/uploads/")
            place = reply.headers["Location"].split(f":{self.port}")[-1]
            join = "&" if "?" in place else "?"
            reply, answer = self.request(
                "PUT", f"{place}{join}digest={digest(blob)}", blob, {"Content-Type": "application/octet-stream"})
            assert reply.status == 201, (self.kind, reply.status, answer)
        part = lambda kind, content: {"mediaType": kind, "size": len(content), "digest": digest(content)}
        manifest = json.dumps({
            "schemaVersion": 2, "mediaType": IMAGE,
            "config": part("application/vnd.docker.container.image.v1+json", config),
            "layers": [part("application/vnd.docker.image.rootfs.diff.tar.gzip", layer)]}, indent=3).encode()
        index = json.dumps({"schemaVersion": 2, "mediaType": LIST, "manifests": [
            part(IMAGE, manifest) | {"platform": {"architecture": "amd64", "os": "linux"}}]}).encode()
        for name, kind, content in ((tag, IMAGE, manifest), (f"{tag}-all", LIST, index)):
            reply, answer = self.request("PUT", f"/v2/{repository}/manifests/{name}", content, {"Content-Type": kind})
            assert reply.status == 201, (self.kind, reply.status, answer)

    def everything(self):
        """What is served: by repository and tag the manifest's type and bytes, by digest the blobs."""
        found = {}
        for repository in json.loads(self.request("GET", "/v2/_catalog?n=100")[1])["repositories"]:
            for tag in sorted(json.loads(self.request("GET", f"/v2/{repository}/tags/list")[1])["tags"]):
                reply, content = self.request(
                    "GET", f"/v2/{repository}/manifests/{tag}", headers={"Accept": f"{IMAGE}, {LIST}"})
                found[repository, tag] = (reply.status, reply.headers["Content-Type"], content)
                document = json.loads(content)
                for part in document.get("layers", []) + ([document["config"]] if "config" in document else []):
                    reply, blob = self.request("GET", f"/v2/{repository}/blobs/{part['digest']}")
                    found[repository, part["digest"]] = (reply.status, digest(blob) == part["digest"])
        return found


def main():
    if not shutil.which("docker-registry"):
        print("skipped: docker-registry is not installed")
        return 77
    with tempfile.TemporaryDirectory(prefix="dojo-interop-") as folder:
        root, seen = f"{folder}/store", None
        for turn, kind in enumerate(["docker-registry", "dojo", "docker-registry", "dojo"]):
            with Server(kind, root) as server:
                if seen is not None and server.everything() != seen:
                    print(f"{kind} serves something else than was written: turn {turn}")
                    return 1
                server.push("app", f"v{turn}", f"by {kind}, {turn}")
                server.push(f"team{turn}/deep/er", "latest", f"by {kind} too, {turn}")
                server.push("app", "moved", f"moved by {kind}, {turn}")
                seen = server.everything()
        for kind in ["docker-registry", "dojo"]:
            with Server(kind, root) as server:
                if server.everything() != seen:
                    print(f"{kind} serves something else in the end")
                    return 1
        verified = subprocess.run([DOJO, "registry", "verify", "--root", root], capture_output=True, text=True)
        print(verified.stdout.strip())
        if verified.returncode != 0:
            return 1
    print(f"{len(seen)} manifests and blobs are the same, whoever wrote them and whoever serves them")
    return 0


if __name__ == "__main__":
    sys.exit(main())
