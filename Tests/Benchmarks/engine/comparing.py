"""What two engines printed, made comparable: without identifiers, sizes, times, random names and the order of rows."""
import re

IDENTITY = [
    (r"sha256:[0-9a-f]{64}", "DIGEST"), (r"\b[0-9a-f]{64}\b", "ID"), (r"\b[0-9a-f]{12}\b", "ID"),
    (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?( ?[+-]\d{4})?( ?(UTC|Z))?", "TIME"),
    (r"(Less than a second|About an? \w+|\d+ (second|minute|hour|day|week|month|year)s?)( ago)?", "AGO"),
    (r"\b\d+(\.\d+)?(e\+\d+)? ?([kMG]?B|[KMG]iB)\b", "SIZE"), (r"\b[a-z]+_[a-z]+\d?\b", "NAME"),
    (r"(?<=:)(3[2-9]|4\d|5\d)\d{3}\b", "PORT"), (r"\bsize: \d+", "size: N"), (r"0x[0-9a-f]+", "HEX"),
    (r"\d\d/\w{3}/\d{4}:[\d:]+ [+-]\d{4}", "TIME"), (r"127\.0\.0\.1:\d+|\[::1\]:\d+", "LOCAL"), (r"docker-import-\d+", "docker-import-N"), (r'"Pid": ?\d+', '"Pid": N'),
    (r"\b\d+ +\d+ +\d+ +\d\d:\d\d (\S+) +\d\d:\d\d:\d\d", r"PROCESS \1"), (r"\btime=[\d.]+ ms|([\d.]+/){2}[\d.]+ ms", "MS"),
    (r"[0-9a-f]{8,}…", "ID"),
    # Process numbers, and how busy a process was.
    (r"(?m)^(root|nobody|\d+) +\d+ +\d+ +\d+ +\d\d:\d\d", r"\1 N N N"),
    (r"(?m)^(\w+) +\d+ +\d+\.\d +\d+\.\d +\d+ +\d+ +(\S+) +(\S+) +\d\d:\d\d", r"\1 N \2 \3 N"),
    (r"(?m)^ *\d+ +([a-z]+)$", r"N \1"),
    # A docker that has lost a race against its engine says so in its log.
    (r'(?m)^time="TIME" level=error msg="(Can\'t (add file|close tar writer)|error waiting for container: ).*$', ""),
    (r" +", " "),
]
# Layers take their steps in an order of their own.
STEP = re.compile(
    r"^ID: (Pulling fs layer|Waiting|Verifying Checksum|Download complete|Pull complete|Already exists|Preparing|Pushed"
    r"|Layer already exists|Mounted from.*)$")


def plain(text):
    """Text without what varies from run to run: its lines sorted, and each step of a layer once."""
    for pattern, word in IDENTITY:
        text = re.sub(pattern, word, text)
    lines = [line.strip() for line in re.split(r"[\r\n]+", text)]
    return sorted({line for line in lines if STEP.match(line)}) + sorted(line for line in lines if line and not STEP.match(line))


def acceptance(rules, command, found, wanted):
    """Why a difference of two (output, errors, exit code), each made plain, is as it should be; nothing when it is not.

    A rule names what must be in the command, in our text or in theirs, or the lines without which both are alike.
    """
    ours, theirs = ("\n".join(said[0] + said[1]) for said in (found, wanted))
    for rule in rules:
        texts = ((rule.get("command"), command), (rule.get("ours"), ours), (rule.get("theirs"), theirs))
        if not all(pattern is None or re.search(pattern, text) for pattern, text in texts):
            continue
        if "without" in rule:
            rest = [([line for line in said[0] if not re.fullmatch(rule["without"], line)],
                     [line for line in said[1] if not re.fullmatch(rule["without"], line)], said[2]) for said in (found, wanted)]
            if rest[0] != rest[1]:
                continue
        return rule["reason"]
    return None


def difference(found, wanted, length=700):
    """The parts of two (output, errors, exit code) that are not alike, for a person."""
    shown = []
    for name, now, then in zip(("output", "errors", "exit"), found, wanted):
        if now != then and isinstance(now, list):
            now, then = ([line for line in some if line not in others] or some for some, others in ((now, then), (then, now)))
        if now != then:
            shown.append(f"  {name}: found {str(now)[:length]}\n  {' ' * len(name)}  not  {str(then)[:length]}")
    return "\n".join(shown)
