#!/usr/bin/env python3
"""Plays docker commands on a practice machine and on a real Docker Engine, and shows where they part.

Usage, as root: Tests/Benchmarks/differential.py [CASES...] [--seeds FIRST-LAST] [--group NAME] [--way WAY] [--known FILE]
[--show N]
CASES are files of commands for a shell, one a line, in groups: `[NAME]` begins one, `#` a remark. Each group is played in
order, by every pair of a client and an engine on a new engine that holds the same images (engine/images.py). The ways:
  bundled    the bundled docker on the practice machine, beside the newest real docker on dockerd
  VERSION    a real docker of that version on the practice machine, beside the same on dockerd
Compared are standard output, standard error and exit code, once what varies from run to run is taken out. Differences that
are as they should be are in differential/accepted.json, each with its reason. FILE keeps what dockerd said, so that it
need not be asked again. `$DOJO_BINARY` is the dojo, by default `.build/release/dojo`.
The script runs in namespaces of its own: every port is free, and host-a has an address. Groups that name registry:2.7.1
have that image; on dockerd it is Debian's registry. $ACCOUNT is a line for htpasswd: testuser, testpassword.
"""
import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "engine"))
import engines  # noqa: E402
import generating  # noqa: E402
import images  # noqa: E402
from comparing import acceptance, difference, plain  # noqa: E402

ACCOUNT = "testuser:$2b$05$abcdefghijklmnopqrstuuumdHvtDbXLiMUnSzTg5m4tpQDY2nJOK"


class Machine(engines.Dojo):
    """The practice machine, under the name of the recordings."""

    def command(self):
        return super().command() + ["--name", "host-a"]


def groups(paths):
    """The commands of each group, in the order of the files."""
    found, name = collections.OrderedDict(), "commands"
    for path in paths:
        with open(path) as file:
            for line in map(str.strip, file):
                if line.startswith("[") and line.endswith("]"):
                    name = line[1:-1]
                elif line and not line.startswith("#"):
                    found.setdefault(name, []).append(line)
    return found


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
    arguments.add_argument("cases", nargs="*")
    arguments.add_argument("--seeds", help="groups of commands about containers made by chance from these seeds")
    arguments.add_argument("--group", action="append")
    arguments.add_argument("--way", action="append")
    arguments.add_argument("--known")
    arguments.add_argument("--show", type=int, default=1000)
    options = arguments.parse_args()
    engines.in_namespaces()
    hosts = os.path.join(engines.new_folder(), "hosts")
    with open(hosts, "w") as file:
        file.write("127.0.0.1 localhost host-a\n")
    subprocess.run(["mount", "--bind", hosts, "/etc/hosts"], check=True)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "differential", "accepted.json")) as file:
        accepted = json.load(file)
    known = {}
    if options.known and os.path.exists(options.known):
        with open(options.known) as file:
            known = {(row["client"], row["group"], tuple(row["commands"])): row["said"] for row in map(json.loads, file)}
    clients = {engines.client_version(path).split("+")[0]: path for path in engines.real_clients()}
    newest = max(clients, key=lambda version: [int(part) for part in version.split(".")])
    ways = {"bundled": (None, newest), **{version: (path, version) for version, path in clients.items()}}
    tally = {way: collections.Counter() for way in options.way or ways}
    archive = os.path.join(tempfile.mkdtemp(), "images.tar")
    images.write(archive)
    played = groups(options.cases)
    if options.seeds:
        first, last = map(int, options.seeds.split("-"))
        played.update(generating.group(seed) for seed in range(first, last + 1))
    for group, commands in played.items():
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
            said = play_on(Machine, client, commands, archive)
            for command, found, wanted in zip(commands, said, known[key]):
                if -9 in (found[2], wanted[2]):
                    # Ended by this script: the computer was too busy.
                    tally[way]["too slow"] += 1
                    continue
                found, wanted = ((plain(output), plain(errors), code) for output, errors, code in (found, wanted))
                is_same = found == wanted
                is_accepted = not is_same and acceptance(accepted, command, found, wanted) is not None
                tally[way]["match" if is_same else "accepted" if is_accepted else "differ"] += 1
                if not is_same and not is_accepted and tally[way]["differ"] <= options.show:
                    print(f"--- {way}, {group}: {command}\n{difference(found, wanted)}", flush=True)
    for way, counts in tally.items():
        total = max(1, counts["match"] + counts["accepted"] + counts["differ"])
        share, whole = (f"{100 * part / total:.1f} %" for part in (counts["match"], counts["match"] + counts["accepted"]))
        print(f"{way}: {counts['match']} of {total} alike ({share}), {counts['accepted']} accepted ({whole}), "
              f"{counts['differ']} differ, {counts['too slow']} too slow")
    return 0


if __name__ == "__main__":
    sys.exit(main())
