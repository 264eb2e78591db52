#!/usr/bin/env python3
"""Plays docker commands on a practice machine and on a real Docker Engine, and shows where they part.

Usage, as root: Tests/Benchmarks/differential.py CASES... [--group NAME] [--way WAY] [--known FILE] [--show N]
CASES are files of commands for a shell, one a line, in groups: `[NAME]` begins one, `#` a remark. Each group is played in
order, by every pair of a client and an engine on a new engine that holds the same images (engine/images.py). The ways:
  bundled    the bundled docker on the practice machine, beside the newest real docker on dockerd
  VERSION    a real docker of that version on the practice machine, beside the same on dockerd
  dockerd    the bundled docker on dockerd, beside the newest real docker there
Compared are standard output, standard error and exit code, once what varies from run to run is taken out. FILE keeps what
dockerd said, so that it need not be asked again. `$DOJO_BINARY` is the dojo, by default `.build/release/dojo`.
differential/accepted.toml names the differences that are right, each with its reason; they are counted apart.
The script runs in namespaces of its own: every port is free, both engines are on host-a, and that has an address that is
not loopback. Groups that name registry:2.7.1 have that image; on dockerd it is Debian's registry. $ACCOUNT is a line for
htpasswd: testuser, testpassword.
"""
import argparse
import collections
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import tomllib

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "engine"))
import engines  # noqa: E402
import images  # noqa: E402
from comparing import difference, groups, plain  # noqa: E402

# The exit code of what this script had to end.
ENDED = -9
HOST, ADDRESS = "host-a", "192.0.2.7"
ACCOUNT = "testuser:$2b$05$abcdefghijklmnopqrstuuumdHvtDbXLiMUnSzTg5m4tpQDY2nJOK"


class Machine(engines.Dojo):
    """The practice machine, under the name of the recordings."""

    def command(self):
        return super().command() + ["--name", HOST]


class Accepted:
    """The differences that are right: tables of `reason`, and where given `commands`, `ways`, `ours`, `theirs` and `without`.

    A command is meant that one of the regular expressions `commands` matches whole. A table with `ours` or `theirs` is only
    for differences of which the practice machine or the other engine has a line in which that is found. Of both outputs,
    what the regular expressions `without` match is left out line by line, and the rest must be alike; without them all may
    differ.
    """

    def __init__(self, path):
        with open(path, "rb") as file:
            self.rows = tomllib.load(file)["accepted"]

    def reason(self, way, command, found, wanted):
        for row in self.rows:
            is_meant = way in row.get("ways", [way]) and any(
                re.fullmatch(pattern, command, re.DOTALL) for pattern in row.get("commands", [".*"]))
            for side, (output, errors, _) in (("ours", found), ("theirs", wanted)):
                is_meant = is_meant and any(re.search(row.get(side, ""), line) for line in (*output, *errors, ""))
            if is_meant and ("without" not in row or self.rest(found, row) == self.rest(wanted, row)):
                return row["reason"]
        return None

    @staticmethod
    def rest(said, row):
        def part(lines):
            for pattern in row["without"]:
                lines = [re.sub(pattern, "", line).strip() for line in lines]
            return sorted(filter(None, lines))
        output, errors, code = said
        return part(output), part(errors), code


def play(commands, client, engine):
    """(output, errors, exit code) of each command."""
    folder = tempfile.mkdtemp(prefix="learner-")
    os.makedirs(f"{folder}/bin")
    os.symlink(client, f"{folder}/bin/docker")
    environment = {
        "PATH": f"{folder}/bin:/usr/bin:/bin", "HOME": folder, "DOCKER_HOST": f"unix://{engine.socket}", "LC_ALL": "C.UTF-8",
        "ACCOUNT": ACCOUNT}
    said = []
    for command in commands:
        with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
            process = subprocess.Popen(
                ["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                stdout=output, stderr=errors, start_new_session=True)
            try:
                code = process.wait(40)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, 9)
                code = process.wait()
            texts = []
            for file in (output, errors):
                file.seek(0)
                text = file.read().decode("utf-8", "replace")
                text = text.replace(engine.socket, "/var/run/docker.sock").replace(
                    engine.socket.replace("/", "%2F"), "%2Fvar%2Frun%2Fdocker.sock")
                text = text.replace(f"{engine.folder}/data", "/var/lib/docker")
                texts.append(text.replace(f"{engine.folder}/exec", "/var/run/docker").replace(folder, "/home/learner"))
            said.append([*texts, code])
    return said


def play_on(kind, client, commands, archive):
    """The same; once more on another engine where a command had to be ended, for all that follows depends on it."""
    for _ in range(3):
        said = play_once(kind, client, commands, archive)
        if all(code != ENDED for _, _, code in said):
            break
    return said


def play_once(kind, client, commands, archive):
    engine = kind()
    engine.start()
    try:
        engine.docker(engine.client, "load", "-q", "-i", archive)
        if any(engines.IMAGE in command for command in commands):
            engine.get_image()
        return play(commands, client or engine.client, engine)
    finally:
        engine.stop()


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("cases", nargs="+")
    arguments.add_argument("--group", action="append")
    arguments.add_argument("--way", action="append")
    arguments.add_argument("--known")
    arguments.add_argument("--show", type=int, default=1000)
    options = arguments.parse_args()
    engines.in_namespaces()
    hosts = os.path.join(engines.new_folder(), "hosts")
    with open(hosts, "w") as file:
        file.write(f"127.0.0.1 localhost\n{ADDRESS} {HOST}\n")
    subprocess.run(["mount", "--bind", hosts, "/etc/hosts"], check=True)
    subprocess.run(["ip", "addr", "add", f"{ADDRESS}/32", "dev", "lo"], check=True)
    socket.sethostname(HOST)
    accepted = Accepted(os.path.join(os.path.dirname(os.path.abspath(__file__)), "differential", "accepted.toml"))
    known = {}
    if options.known and os.path.exists(options.known):
        with open(options.known) as file:
            known = {(row["client"], row["group"], tuple(row["commands"])): row["said"] for row in map(json.loads, file)}
    clients = {engines.client_version(path).split("+")[0]: path for path in engines.real_clients()}
    newest = max(clients, key=lambda version: [int(part) for part in version.split(".")])
    own = os.path.join(engines.new_folder(), "docker")
    os.symlink(engines.DOJO, own)
    ways = {"bundled": (None, newest), **{version: (path, version) for version, path in clients.items()}, "dockerd": (own, newest)}
    tally = {way: collections.Counter() for way in options.way or ways}
    archive = os.path.join(tempfile.mkdtemp(), "images.tar")
    images.write(archive)
    for group, commands in groups(options.cases, "commands").items():
        if options.group and group not in options.group:
            continue
        for way in tally:
            client, version = ways[way]
            key = (version, group, tuple(commands))
            if key not in known:
                known[key] = play_on(engines.Dockerd, clients[version], commands, archive)
                if options.known:
                    with open(options.known, "a") as file:
                        file.write(json.dumps(
                            {"client": version, "group": group, "commands": commands, "said": known[key]}) + "\n")
            said = play_on(engines.Dockerd if way == "dockerd" else Machine, client, commands, archive)
            is_late = False
            for command, found, wanted in zip(commands, said, known[key]):
                is_late = is_late or ENDED in (found[2], wanted[2])
                if is_late:
                    # The computer was too busy: what follows cannot be told from a real difference.
                    tally[way]["too slow"] += 1
                    continue
                found, wanted = ((plain(output), plain(errors), code) for output, errors, code in (found, wanted))
                is_same = found == wanted
                is_accepted = not is_same and accepted.reason(way, command, found, wanted)
                tally[way]["match" if is_same else "accepted" if is_accepted else "differ"] += 1
                if not is_same and not is_accepted and tally[way]["differ"] <= options.show:
                    print(f"--- {way}, {group}: {command}\n{difference(found, wanted)}", flush=True)
    for way, counts in tally.items():
        total = counts["match"] + counts["differ"]
        print(
            f"{way}: {counts['match']} of {total} alike, {100 * counts['match'] / max(1, total):.1f} %, besides "
            f"{counts['accepted']} accepted, {counts['too slow']} too slow")
    return 0


if __name__ == "__main__":
    sys.exit(main())
