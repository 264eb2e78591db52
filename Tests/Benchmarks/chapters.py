#!/usr/bin/env python3
"""How fast chapters are read, and that nothing in a chapter crashes or hangs the reader.

Usage: swift build -c release --static-swift-stdlib && Tests/Benchmarks/chapters.py [speed|linear|mutated [COUNT]]...

speed    chapters of 5 KB per second, in one process; the aim is 2,000
linear   1, 2, 5 and 10 MB: milliseconds, and milliseconds per megabyte as ratios; the aim is 200 ms for 10 MB
mutated  COUNT mutated chapters (1,000,000), each read by the built program; ends with 1 if any crashes or hangs it
         SEED=2 makes others; runs with different seeds can stand beside each other
"""
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DOJO = os.environ.get("DOJO_BINARY", f"{TOP}/.build/release/dojo")
RUNS = int(os.environ.get("RUNS", "7"))
SEED = int(os.environ.get("SEED", "1"))
ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LANG": "C.UTF-8", "DOJO_HOME": TOP}


def fixtures():
    """The fixture chapters and the bundled ones, as bytes."""
    found = []
    for folder in (f"{TOP}/fixtures/chapters", f"{TOP}/lessons"):
        for name in sorted(os.listdir(folder)):
            if name.endswith(".md"):
                with open(f"{folder}/{name}", "rb") as file:
                    found.append(file.read())
    return found


def show(folder, names):
    """CPU and wall milliseconds of one `dojo lesson show --brief` over some chapters."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    command = [DOJO, "lesson", "show", "--brief", "--lang", "en", *names]
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True)
    wall = time.monotonic() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 2) or len(done.stdout.splitlines()) != len(names):
        sys.exit(f"dojo ended with {done.returncode} over {names[:3]}…: {done.stderr[-500:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu * 1000, wall * 1000, after.ru_maxrss / 1024


def medians(folder, names):
    runs = [show(folder, names) for _ in range(RUNS)]
    return [statistics.median(column) for column in zip(*runs)]


def write(folder, name, content):
    with open(f"{folder}/{name}", "wb") as file:
        file.write(content)
    return name


def grown(size):
    """A chapter of about this size: the English bundled one again and again."""
    with open(f"{TOP}/lessons/image-registry.en.md", "rb") as file:
        text = file.read()
    return text * max(1, round(size / len(text)))


def speed():
    with tempfile.TemporaryDirectory() as folder:
        one = write(folder, "one.md", b"1. a\n")
        start = medians(folder, [one])
        chapters = [(text * 5)[:5120].rsplit(b"\n", 1)[0] + b"\n" for text in fixtures() if len(text) > 600]
        names = [write(folder, f"c{index}.md", chapters[index % len(chapters)]) for index in range(2000)]
        cpu, wall, memory = medians(folder, names)
        rate = len(names) / ((cpu - start[0]) / 1000)
        print(f"speed: {rate:,.0f} chapters of 5 KB per CPU second ({cpu:.0f} ms CPU, {wall:.0f} ms wall for "
              f"{len(names)}, {memory:.0f} MB at most); {rate / 2000:.2f} of the aim")


def linear():
    with tempfile.TemporaryDirectory() as folder:
        one = write(folder, "one.md", b"1. a\n")
        start = medians(folder, [one])[0]
        first = None
        for megabytes in (1, 2, 5, 10):
            name = write(folder, f"{megabytes}.md", grown(megabytes * 1_000_000))
            cpu, wall, memory = medians(folder, [name])
            each = (cpu - start) / megabytes
            first = first or each
            print(f"linear: {megabytes} MB: {cpu - start:.0f} ms CPU, {wall:.0f} ms wall, {memory:.0f} MB; "
                  f"{each:.0f} ms per MB, {each / first:.2f} of 1 MB's")


SCRAPS = ["```", "~~~", "```sh\n", "\n", "\r", "\r\n", "\t", "    ", "1. ", "10) ", "- [ ] ", "## Step 2\n", "<details>",
          "</details>", "<summary>Solution</summary>", "{{exec}}", "$ ", "# ", "> ", "\\\n", "<<EOF\n", "EOF\n",
          "（ヒント：", "）", "①", "\ufeff", "\0", "|", "`", "{name}", "<!--", "-->", "---\n", "[a](b.md)", "📋 ",
          "::: task\n", "🇯🇵", "<details>" * 60, ">" * 200, "*a _b " * 50, "1. " * 80, "`" * 100, "[" * 200]


def mutated_chapter(seeds, dice):
    text = bytearray(dice.choice(seeds)[:3000])
    for _ in range(dice.randrange(1, 8)):
        start = dice.randrange(len(text) + 1)
        end = min(len(text), start + dice.randrange(60))
        kind = dice.randrange(6)
        if kind == 0:
            del text[start:end]
        elif kind == 1:
            text[start:start] = text[end:end + 200]
        elif kind == 2:
            text[start:start] = dice.choice(SCRAPS).encode()
        elif kind == 3 and start < len(text):
            text[start] = dice.randrange(256)
        elif kind == 4:
            text += dice.choice(seeds)[:400]
        else:
            text[start:end] = bytes(reversed(text[start:end]))
    return bytes(text).decode("utf-8", "replace").encode()


def mutated(count):
    seeds, dice, done, slowest = fixtures(), random.Random(SEED), 0, 0.0
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        while done < count:
            size = min(2000, count - done)
            names = [write(folder, f"m{index}.md", mutated_chapter(seeds, dice)) for index in range(size)]
            start = time.monotonic()
            command = [DOJO, "lesson", "show", "--brief", "--lang", "en", *names]
            try:
                run = subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, timeout=300)
            except subprocess.TimeoutExpired:
                keep(folder, done, "hangs")
            if run.returncode not in (0, 2) or len(run.stdout.splitlines()) != size:
                keep(folder, done, f"ended with {run.returncode}: {run.stderr[-500:]}")
            slowest = max(slowest, time.monotonic() - start)
            done += size
    print(f"mutated: {done:,} chapters read, none crashed or hung the reader; slowest batch of 2,000: {slowest:.1f} s, "
          f"{time.monotonic() - began:.0f} s in all")


def keep(folder, done, what):
    kept = tempfile.mkdtemp(prefix="mutated-")
    os.rename(folder, f"{kept}/batch")
    sys.exit(f"mutated: after {done} chapters dojo {what}; the batch is in {kept}/batch")


if __name__ == "__main__":
    words = sys.argv[1:] or ["speed", "linear", "mutated"]
    while words:
        word = words.pop(0)
        if word == "mutated":
            mutated(int(words.pop(0)) if words and words[0].isdigit() else 1_000_000)
        elif word in ("speed", "linear"):
            {"speed": speed, "linear": linear}[word]()
        else:
            sys.exit(__doc__)
