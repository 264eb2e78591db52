"""What two engines printed, made comparable: without identifiers, sizes, times, random names and the order of rows."""
import re

IDENTITY = [
    (r"sha256:[0-9a-f]{64}", "DIGEST"), (r"\b[0-9a-f]{64}\b", "ID"), (r"\b[0-9a-f]{12}\b", "ID"), (r"\b[0-9a-f]{14}…", "ID…"),
    (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?[+-]\d{4})?( ?(UTC|Z))?", "TIME"),
    (r"(Less than a second|About an? \w+|\d+ (second|minute|hour|day|week|month|year)s?)( ago)?", "AGO"),
    (r"\b\d+(\.\d+)?(e\+\d+)? ?([kMG]?B|[KMG]iB)\b", "SIZE"), (r"\b[a-z]+_[a-z]+\d?\b", "NAME"),
    (r"(?<=:)(3[2-9]|4\d|5\d)\d{3}\b", "PORT"), (r"\bsize: \d+", "size: N"), (r"0x[0-9a-f]+", "HEX"),
    (r"\b[A-Z][a-z]{2} [ \d]\d \d\d:\d\d\b", "TIME"),
    (r"\d\d/\w{3}/\d{4}:[\d:]+ [+-]\d{4}", "TIME"), (r"127\.0\.0\.1:\d+|\[::1\]:\d+", "LOCAL"), (r"docker-import-\d+", "docker-import-N"), (r'"Pid": ?\d+', '"Pid": N'),
    (r"\b\d+ +\d+ +\d+ +\d\d:\d\d (\S+) +\d\d:\d\d:\d\d", r"PROCESS \1"), (r"\btime=[\d.]+ ms|([\d.]+/){2}[\d.]+ ms", "MS"),
    (r"docker_temp_\d+", "docker_temp_N"), (r"\b([A-Z0-9]{4}:){11}[A-Z0-9]{4}\b", "ENGINE"), (r"[0-9a-f]{8,}…", "ID"),
    # Process numbers, and how busy a process was.
    (r"(?m)^(root|nobody|\d+) +\d+ +\d+ +\d+ +\d\d:\d\d", r"\1 N N N"),
    (r"(?m)^(\w+) +\d+ +\d+\.\d +\d+\.\d +\d+ +\d+ +(\S+) +(\S+) +\d\d:\d\d", r"\1 N \2 \3 N"),
    (r"(?m)^ *\d+ +([a-z]+)$", r"N \1"),
    # A docker that has lost a race against its engine says so in its log.
    (r'(?m)^time="TIME" level=error msg="(Can\'t (add file|close tar writer)|error waiting for container: ).*$', ""),
    (r" +", " "),
]
# What an engine or a docker keeps in a Go map comes in another order each time: mounts, binds, labels in one text.
UNORDERED = [
    (r"\[(\{[^\[\]{}]*\}(?:,\{[^\[\]{}]*\})+)\]", r"(?<=\}),(?=\{)", "[", ",", "]"),
    (r"\[(\{[^\[\]{}]*\}(?: \{[^\[\]{}]*\})+)\]", r"(?<=\}) (?=\{)", "[", " ", "]"),
    (r'"Binds":\[([^\]]*)\]', ",", '"Binds":[', ",", "]"),
    (r'(?<!\S)([^\s",{}\[\]]+(?:,[^\s",{}\[\]]+)+)(?!\S)', ",", "", ",", ""),
    (r'"(?:Labels|Mounts)":"([^"]*)"', ",", '"Labels":"', ",", '"'),
]
# Layers take their steps in an order of their own.
STEP = re.compile(
    r"^ID: (Pulling fs layer|Waiting|Verifying Checksum|Download complete|Pull complete|Already exists|Preparing|Pushed"
    r"|Layer already exists|Mounted from.*)$")


def plain(text):
    """Text without what varies from run to run: its lines sorted, and each step of a layer once."""
    for pattern, word in IDENTITY:
        text = re.sub(pattern, word, text)
    for pattern, separator, before, between, after in UNORDERED:
        text = re.sub(pattern, lambda found: before + between.join(sorted(re.split(separator, found[1]))) + after, text)
    lines = [line.strip() for line in re.split(r"[\r\n]+", text)]
    return sorted({line for line in lines if STEP.match(line)}) + sorted(line for line in lines if line and not STEP.match(line))


def difference(found, wanted, length=700):
    """The parts of two (output, errors, exit code) that are not alike, for a person."""
    shown = []
    for name, now, then in zip(("output", "errors", "exit"), found, wanted):
        if now != then and isinstance(now, list):
            now, then = ([line for line in some if line not in others] or some for some, others in ((now, then), (then, now)))
        if now != then:
            shown.append(f"  {name}: found {str(now)[:length]}\n  {' ' * len(name)}  not  {str(then)[:length]}")
    return "\n".join(shown)


def groups(paths, first):
    """The lines of each group, in the order of the files; those before any `[NAME]` are of the group `first`."""
    found, name = {}, first
    for path in paths:
        with open(path) as file:
            for line in map(str.strip, file):
                if line.startswith("[") and line.endswith("]"):
                    name = line[1:-1]
                elif line and not line.startswith("#"):
                    found.setdefault(name, []).append(line)
    return found
