"""A class of made-up learners: what they hand in, who is on the roster, and what it should be worth.

The same seed gives the same files, byte for byte. Used by class.py and grading-peers.py.
"""
import csv
import os
import random
import re

try:
    import yaml
except ImportError:
    raise SystemExit("PyYAML is needed to read the lesson: pip install pyyaml")

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LESSON = f"{TOP}/lessons/image-registry.yaml"
# What learners call the computer on which they worked, the same word all through a submission, or let the shell fill
# in.
NAMES = ["vm", "ubuntu", "lab-07", "ada-laptop"]
FILLED_IN = ["$(hostname)", "$HOSTNAME", "`hostname`"]
# Nothing is handed in later than this: 2026-11-30T12:00:00Z.
HANDED_IN = 1_796_040_000

LIST = ["docker images", "docker image ls", "docker images --no-trunc", "docker image list", "docker images -a"]
# Ways that reach the goal of a step, one list of lines each; HOST stands for the learner's own name.
WAYS = {
    "start-registry": [
        ["docker run -d -p 5000:5000 registry:2.7.1"],
        ["docker run -d -p 5000:5000 --name registry registry:2.7.1"],
        ["docker container run --detach --publish 5000:5000 registry:2.7.1"],
        ["docker run -dp 5000:5000 registry:2.7.1"],
        ["docker pull registry:2.7.1", "docker run -d -p 0.0.0.0:5000:5000 registry:2.7.1"],
        ["docker create -p 5000:5000 --name lab registry:2.7.1", "docker start lab"],
        ["docker run \\\n  --detach \\\n  --publish 5000:5000 \\\n  registry:2.7.1"],
        ["docker run -d registry:2.7.1", "docker rm -f $(docker ps -q)", "docker run -d -p 5000:5000 registry:2.7.1"],
    ],
    "list-images": [[line] for line in LIST],
    "tag-image": [
        ["docker tag nginx:1.19.2 HOST:5000/testimage:v1"],
        ["docker image tag nginx:1.19.2 HOST:5000/testimage:v1"],
        ["docker tag hello-world HOST:5000/testimage:v1"],
        ["docker tag $(docker images -q nginx) HOST:5000/testimage:v1"],
    ],
    "see-tag": [[line] for line in LIST],
    "push-image": [["docker push HOST:5000/testimage:v1"], ["docker image push HOST:5000/testimage:v1"]],
    "ask-catalog": [
        ["curl localhost:5000/v2/_catalog"], ["curl -s http://localhost:5000/v2/_catalog"],
        ["curl -fsS http://127.0.0.1:5000/v2/_catalog"], ["curl -X GET http://localhost:5000/v2/_catalog"],
    ],
    "pull-elsewhere": [["docker pull HOST:5000/testimage:v1"], ["docker image pull HOST:5000/testimage:v1"]],
    "see-elsewhere": [[line] for line in LIST],
    "remove-containers": [
        ["docker rm -f `docker ps -a -q`"], ["docker rm -f $(docker ps -aq)"],
        ["docker ps -aq | xargs docker rm -f"], ["docker stop $(docker ps -q)", "docker container prune -f"],
        ["docker container rm --force $(docker container ls --all --quiet)"],
    ],
}
# What has to be stopped, not graded; none of it is ever run but by the grader.
HOSTILE = {
    "fork-bomb": ":(){ :|:& };:",
    "memory-hog": "tail /dev/zero",
    "endless-sleep": "sleep infinity",
    "endless-output": "yes",
    "kill-everything": "kill -9 -1",
    "disk-filler": "cat /dev/zero > ~/filler; cat /dev/zero > /tmp/filler",
    "read-shadow": "cat /etc/shadow",
    "connect-outside": "curl -m 60 http://192.0.2.1/",
    "symlink-outside": None,
    "binary": None,
    "one-long-line": None,
}


class Work:
    """Command lines with the step and the machine for which they are."""

    def __init__(self):
        self.lines = []
        self.must_mark = False

    def add(self, step, line, machine):
        # `dojo shell other -- …` would have this computer's shell fill in what is meant for the other machine.
        self.must_mark |= machine != "host" and bool(re.search(r"[$`|;&'\"{}]", line))
        self.lines.append((step, line, machine))


class Lesson:
    def __init__(self, path=LESSON):
        with open(path) as file:
            # All scalars are texts: YAML 1.1 would take the key `on` for a boolean.
            text = yaml.load(file, Loader=yaml.BaseLoader)
        self.steps = text["steps"]
        self.points = [int(step["points"]) for step in self.steps]
        self.mistakes = [
            (index, diagnosis) for index, step in enumerate(self.steps)
            for diagnosis in step.get("diagnoses", []) if "proof" in diagnosis
        ]

    def machine(self, index):
        return self.steps[index].get("on", "host")

    def do(self, work, index, rng):
        for line in rng.choice(WAYS[self.steps[index]["id"]]):
            work.add(index + 1, line, self.machine(index))

    def err(self, work, index, diagnosis):
        proof = diagnosis["proof"]
        for command in proof if isinstance(proof, list) else [proof]:
            if isinstance(command, str):
                command = {"run": command}
            line = command["run"].replace("{host}", "HOST")
            work.add(index + 1, line, command.get("on", self.machine(index)))


def as_commands(work, rng, lesson, with_steps, by_shell):
    lines, machine, step = ["#!/bin/bash"] if rng.random() < 0.3 else [], "host", 0
    for number, line, where in work.lines:
        if with_steps and number != step:
            lines.append(f"# step {number}")
            # A mark leads to the machine of its step.
            step, machine = number, lesson.machine(number - 1)
        if by_shell and where != "host":
            line = f"dojo shell {where} -- {line}"
        elif where != machine:
            lines.append(f"# on {where}")
            machine = where
        lines.append(line)
    return "\n".join(lines) + "\n"


def sample_output(line, rng):
    """What the terminal shows below a line, as people paste it."""
    digest = "".join(rng.choice("0123456789abcdef") for _ in range(64))
    if re.match(r"docker (container )?(run|create)\b", line):
        return digest + "\n"
    if re.match(r"docker (images|image ls|image list)", line):
        return "REPOSITORY    TAG       IMAGE ID       CREATED       SIZE\n" + \
            f"nginx         1.19.2    {digest[:12]}   6 years ago   133MB\n"
    if line.startswith("curl"):
        return '{"repositories":["testimage"]}\n'
    if re.search(r"docker (image )?push", line):
        return "The push refers to repository [HOST:5000/testimage]\n" + \
            f"v1: digest: sha256:{digest} size: 1362\n"
    return ""


def as_transcript(work, rng, name):
    prompt = rng.choice(["$ ", f"ada@{name}:~$ ", f"[ada@{name} lab]$ ", f"root@{name}:/home/ada# ", f"{name}:~ ada$ "])
    text = ""
    for _, line, where in work.lines:
        typed = line if where == "host" else f"dojo shell {where} -- {line}"
        text += prompt + typed.replace("\n", "\n> ") + "\n" + sample_output(line, rng)
    return text + (prompt + "\n" if rng.random() < 0.5 else "")


def written(work, rng, lesson):
    """The work as a file: its ending and its bytes."""
    form, name = rng.random(), rng.choice(NAMES)
    by_shell = not work.must_mark and rng.random() < 0.5
    # On the other machine the shell would fill in that machine's name.
    host = rng.choice(FILLED_IN) if by_shell and rng.random() < 0.5 else name
    if form < 0.25 and not work.must_mark:
        ending, text = "txt", as_transcript(work, rng, name)
        host = name
    else:
        ending, text = rng.choice(["sh", "txt"]), as_commands(work, rng, lesson, form < 0.6, by_shell)
    text = re.sub(r"\bHOST\b", lambda _: host, text)
    if rng.random() < 0.05:
        text = text.replace("\n", "\r\n")
    return ending, (b"\xef\xbb\xbf" if rng.random() < 0.02 else b"") + text.encode()


class Classroom:
    """Writes `submissions/` into a folder, and with `write_lists` `roster.csv` and `expected.csv` beside it."""

    def __init__(self, folder, count, seed, hostile=0.02):
        self.folder, self.seed = folder, seed
        self.lesson = Lesson()
        self.expected = []
        os.makedirs(f"{folder}/submissions")
        # One deck of kinds, dealt out in an order that the seed decides.
        dangers = round(count * hostile)
        mistakes = min(round(count * 0.32), count - dangers)
        rest = count - dangers - mistakes
        deck = [("hostile", name) for name, _ in zip(self.cycle(list(HOSTILE)), range(dangers))]
        deck += [("mistake", which) for which, _ in zip(self.cycle(self.lesson.mistakes), range(mistakes))]
        deck += [("empty", None)] * round(rest * 0.04) + [("partly", None)] * round(rest * 0.3)
        deck += [("right", None)] * (count - len(deck))
        random.Random(f"{seed}:deck").shuffle(deck)
        for index, (kind, detail) in enumerate(deck):
            self.hand_in(index, kind, detail)
        # A few hand in nothing, and a few submissions are on no roster.
        self.strays = [f"s{count + 1 - n:05d}" for n in range(1, 1 + max(1, count // 200))]
        self.absent = [f"s{count + n:05d}" for n in range(1, 1 + max(1, count // 100))]
        self.rows = count + len(self.absent)

    @staticmethod
    def cycle(items):
        while True:
            yield from items

    def hand_in(self, index, kind, detail):
        rng = random.Random(f"{self.seed}:{index}")
        work, points, what = Work(), "", ""
        if kind == "right":
            self.steps(work, range(9), rng)
            points = sum(self.lesson.points)
        elif kind == "partly":
            points, what = self.partly(work, rng)
        elif kind == "mistake":
            what = self.mistake(work, *detail, rng)
        elif kind == "hostile":
            self.steps(work, range(rng.randrange(4)), rng)
            what = detail
        else:
            points = 0
        self.write(index, kind, what, points, work, rng)

    def steps(self, work, indices, rng):
        for index in indices:
            self.lesson.do(work, index, rng)

    def partly(self, work, rng):
        if rng.random() < 0.7:
            done = rng.randint(1, 8)
            self.steps(work, range(done), rng)
            return sum(self.lesson.points[:done]), f"up to step {done}"
        skipped = rng.sample(range(9), rng.randint(1, 3))
        self.steps(work, [index for index in range(9) if index not in skipped], rng)
        return "", "without " + " ".join(str(index + 1) for index in sorted(skipped))

    def mistake(self, work, index, diagnosis, rng):
        self.steps(work, range(index), rng)
        self.lesson.err(work, index, diagnosis)
        goes_on = rng.random() < 0.4
        if goes_on:
            self.steps(work, range(index, 9), rng)
        return f"{self.lesson.steps[index]['id']}/{diagnosis['id']}" + (" and on" if goes_on else "")

    def write(self, index, kind, what, points, work, rng):
        learner = f"s{index + 1:05d}"
        ending, content = written(work, rng, self.lesson)
        if kind == "empty":
            content = rng.choice([b"", b"\n\n", b"#!/bin/bash\n# step 1\n", b"   "])
        danger = HOSTILE.get(what) if kind == "hostile" else None
        if danger is not None:
            content += danger.encode() + b"\n"
        elif what == "binary":
            content = rng.randbytes(20_000)
        elif what == "one-long-line":
            content += b"echo " + b"A" * 5_000_000 + b"\n"
        path = f"{self.folder}/submissions/{learner}.{ending}"
        if what == "symlink-outside":
            os.symlink("/etc/shadow", path)
        else:
            with open(path, "wb") as file:
                file.write(content)
        moment = HANDED_IN - rng.randrange(7 * 86_400)
        os.utime(path, (moment, moment), follow_symlinks=False)
        self.expected.append((learner, kind, what, os.path.basename(path), points))

    def typed(self, index):
        """What a learner whose submission is right typed, for a sitting that reads commands from a pipe."""
        rng, work = random.Random(f"{self.seed}:{index}"), Work()
        self.steps(work, range(9), rng)
        text = as_commands(work, rng, self.lesson, with_steps=False, by_shell=True)
        return re.sub(r"\bHOST\b", "$(hostname)", text).encode()

    def write_lists(self):
        enrolled = [row[0] for row in self.expected if row[0] not in self.strays] + self.absent
        with open(f"{self.folder}/roster.csv", "w", newline="") as file:
            table = csv.writer(file)
            table.writerow(["learner", "name", "email"])
            for learner in enrolled:
                table.writerow([learner, f"Learner {int(learner[1:])}", f"{learner}@example.org"])
        with open(f"{self.folder}/expected.csv", "w", newline="") as file:
            table = csv.writer(file)
            table.writerow(["learner", "kind", "what", "file", "points"])
            table.writerows(self.expected + [(learner, "absent", "", "", 0) for learner in self.absent])
