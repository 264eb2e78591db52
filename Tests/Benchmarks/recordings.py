#!/usr/bin/env python3
"""Plays recorded commands with a real docker CLI against a practice machine, and says how many print what was recorded.

Usage: sudo Tests/Benchmarks/recordings.py RECORDINGS.jsonl [--cli PATH] [--group NAME] [--show N] [--case PART]
RECORDINGS is a file of lines with `case`, `group`, `seq`, `cli`, `engine`, `host`, `cmd`, `stdout`, `stderr` and `exit`.
Each CLI gets the cases that were recorded with its own version on engine 20.10.24: 28.2.2 and 20.10.24 are two forms. The
engine is `$DOJO_BINARY engine serve --name host-a`, by default `.build/release/dojo`; every group starts with a new one.
The script runs in network and mount namespaces of its own, so that every port is free and host-a has an address.
Compared are standard output, standard error and exit code, once identifiers, sizes, times, random names, chosen ports and
the order of rows are taken out. Not played: cases of another machine, of a terminal, and of builds, compose and the
daemon's own command line. Cases whose files were made before the recording began, and images that are made otherwise
here, differ and are counted as that.
"""
import argparse
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "engine"))
import engines  # noqa: E402
from comparing import difference, plain  # noqa: E402

# A daemon's own command line, another machine, and what a practice machine has not.
LEFT_OUT = re.compile(
    r"\bdockerd\b|docker (build|builder|buildx|compose|manifest|trust|context)\b|docker-real|/etc/docker|arg:|ms:1|docker image build")
# What was done before a group, or before one of its cases, by commands that are not among the cases.
BEFORE_GROUP = {
    "containers": ["docker pull -q alpine", "docker pull -q busybox", "docker pull -q nginx:1.19.2", "docker pull -q centos:8",
                   "echo from-host > f.txt"],
    "images": ["echo nothing > bad.tar"],
    "extra": ["for i in alpine centos:8 nginx:1.19.2 registry:2.7.1; do docker pull -q $i; done"],
    "lesson": ["docker pull -q centos:8; docker pull -q nginx:1.19.2"],
    "registry": ["for i in alpine busybox registry:2.7.1 nginx:1.19.2; do docker pull -q $i; done"],
    "misc": ["for i in alpine busybox centos:8 nginx:1.19.2; do docker pull -q $i; done"],
}
BEFORE_CASE = {
    "run-name": ["docker run -d centos:8 sh -c 'sleep 3600'"],
    "ps-a-after-port-conflict": ["docker run -d --name web2 -p 8080:80 nginx:1.19.2"],
    "kill-again": ["docker kill web"],
    "ps-a-statuses": ["docker start -a created"],
    "run-v-named-read": ["docker run --rm -v data:/data alpine sh -c 'echo persisted > /data/f'"],
    "volume-ls": ["docker volume create"],
    "volume-rm-in-use": ["docker create -v mydata:/data alpine"],
    "network-ls-filter": ["docker network create mynet", "docker network create --subnet 10.10.0.0/24 subnet-net"],
    "network-connect": [
        "docker run -d --name n1 --network mynet alpine sleep 600", "docker run -d --name n2 alpine sleep 600"],
    "network-rm": ["docker rm -f n1 n2"],
    "tag-implicit-latest": ["docker tag nginx:1.19.2 myapp:1.0"],
}


def cases(path, version, wanted):
    with open(path) as file:
        recorded = [json.loads(line) for line in file]
    chosen = [case for case in recorded if case["cli"] == version and case["engine"] == "20.10.24"]
    groups = collections.OrderedDict()
    for case in sorted(chosen, key=lambda case: case["seq"]):
        if wanted in (None, case["group"]):
            groups.setdefault(case["group"], []).append(case)
    return groups


class Named(engines.Dojo):
    """An engine of the name that the recordings' first machine has."""

    def command(self):
        return super().command() + ["--name", "host-a"]


class Absent:
    """No engine at all."""

    socket = "/run/nobody.sock"


def play(client, case, engine, folder):
    # `-i` with what was typed, where something was.
    typed = case.get("input")
    environment = {
        "PATH": f"{folder}/bin:/usr/bin:/bin", "HOME": folder, "DOCKER_HOST": f"unix://{engine.socket}", "LC_ALL": "C.UTF-8"}
    command = case["cmd"].replace("/var/run/docker.sock", engine.socket)
    try:
        ended = subprocess.run(
            ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, timeout=60,
            input=typed.encode() if typed else b"")
        return ended.stdout.decode("utf-8", "replace"), ended.stderr.decode("utf-8", "replace"), ended.returncode
    except subprocess.TimeoutExpired:
        return "", "no end after 60 s", -1


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("recordings")
    arguments.add_argument("--cli")
    arguments.add_argument("--group")
    arguments.add_argument("--case")
    arguments.add_argument("--show", type=int, default=0)
    options = arguments.parse_args()
    if os.environ.get("RECORDINGS_INSIDE") is None:
        with tempfile.NamedTemporaryFile("w", suffix=".hosts") as hosts:
            hosts.write("127.0.0.1 localhost host-a\n")
            hosts.flush()
            script = f"mount --bind {hosts.name} /etc/hosts; ip link set lo up; exec \"$@\""
            return subprocess.run(
                ["unshare", "-mn", "bash", "-c", script, "bash", sys.executable, *sys.argv],
                env={**os.environ, "RECORDINGS_INSIDE": "1"}, check=False).returncode
    worst = 0
    for client in [options.cli] if options.cli else engines.real_clients():
        version = engines.client_version(client).split("+")[0]
        tally, shown = collections.OrderedDict(), 0
        for group, members in cases(options.recordings, version, options.group).items():
            engine = Named()
            engine.start()
            folder = tempfile.mkdtemp(prefix="learner-")
            os.makedirs(f"{folder}/bin")
            os.symlink(client, f"{folder}/bin/docker")
            for command in BEFORE_GROUP.get(group, []):
                play(client, {"cmd": command}, engine, folder)
            counts = tally.setdefault(group, collections.Counter())
            for case in members:
                is_other = case["host"] != "host-a" or "stdout" not in case or LEFT_OUT.search(case["cmd"])
                if is_other:
                    counts["left out"] += 1
                    continue
                for command in BEFORE_CASE.get(case["case"].split("@")[0], []):
                    play(client, {"cmd": command}, engine, folder)
                # Of a daemon that does not run.
                engine_or_none = Absent if case["case"].startswith("down-") else engine
                output, errors, code = play(client, case, engine_or_none, folder)
                output, errors = (text.replace(engine_or_none.socket, "/var/run/docker.sock") for text in (output, errors))
                found = (plain(output.replace(folder, "/home/learner")), plain(errors.replace(folder, "/home/learner")), code)
                wanted = (plain(case["stdout"]), plain(case["stderr"]), case["exit"])
                is_same = found == wanted
                counts["match" if is_same else "differ"] += 1
                if not is_same and shown < options.show and (options.case or "") in case["case"]:
                    shown += 1
                    print(f"--- {case['case']}: {case['cmd'][:160]}")
                    print(difference(found, wanted))
            engine.stop()
        match, differ = (sum(c[k] for c in tally.values()) for k in ("match", "differ"))
        print(f"real docker {version} on the practice machine: {match} match, {differ} differ ("
              + "; ".join(f"{g}: {c['match']}/{c['match'] + c['differ']}" for g, c in tally.items()) + ")")
        worst = max(worst, differ)
    return 0


if __name__ == "__main__":
    sys.exit(main())
