#!/usr/bin/env python3
"""Writes docker commands that nobody thought of, for differential.py: legal and illegal ones, from a seed.

Usage: differential/generate.py [--seed N] [--groups N] [--length N] [--area AREA]... > CASES
The areas: templates, images, volumes, networks, archives, containers, users. The same arguments give the same commands.
"""
import argparse
import random
import sys

sys.dont_write_bytecode = True
import container_commands  # noqa: E402
import user_commands  # noqa: E402

ENTRYPOINT = 'ENTRYPOINT ["a"]'
FIELDS = {
    "images": (
        "docker images", ["ID", "Repository", "Tag", "Digest", "CreatedSince", "CreatedAt", "Size", "Containers", "SharedSize",
                          "UniqueSize", "VirtualSize", "Nope"]),
    "ps": (
        "docker ps -a", ["ID", "Names", "Image", "Command", "CreatedAt", "RunningFor", "Ports", "State", "Status", "Size", "Labels",
                         "Label \"a\"", "Mounts", "LocalVolumes", "Networks", "Nope"]),
    "volumes": (
        "docker volume ls", ["Name", "Driver", "Scope", "Labels", "Label \"a\"", "Links", "Size", "Nope"]),
    "networks": (
        "docker network ls", ["ID", "Name", "Driver", "Scope", "IPv6", "Internal", "Labels", "Label \"a\"", "CreatedAt", "Nope"]),
    "history": ("docker history alpine", ["ID", "CreatedSince", "CreatedAt", "CreatedBy", "Size", "Comment", "Nope"]),
    "df": ("docker system df", ["Type", "TotalCount", "Active", "Size", "Reclaimable", "Nope"]),
}
# What each kind of document holds: text, numbers, flags, lists, maps, and what is not there.
DOCUMENTS = {
    "container": ("docker inspect{} web", {
        "text": ["Name", "Path", "Driver", "State.Status", "Config.Image", "HostConfig.NetworkMode", "Platform", "MountLabel",
                 "Config.WorkingDir", "Config.User", "HostConfig.RestartPolicy.Name", "HostConfig.LogConfig.Type", "State.Error",
                 "HostConfig.Runtime", "HostConfig.IpcMode", "NetworkSettings.IPAddress", "NetworkSettings.MacAddress",
                 "NetworkSettings.Gateway", "NetworkSettings.Bridge", "Config.Domainname", "Config.StopSignal", "GraphDriver.Name"],
        "number": ["RestartCount", "State.ExitCode", "HostConfig.Memory", "HostConfig.ShmSize", "HostConfig.NanoCpus",
                   "HostConfig.CpuShares", "NetworkSettings.IPPrefixLen", "HostConfig.RestartPolicy.MaximumRetryCount",
                   "HostConfig.OomScoreAdj", "HostConfig.PidsLimit"],
        "flag": ["State.Running", "State.Paused", "State.OOMKilled", "State.Dead", "Config.Tty", "HostConfig.Privileged",
                 "HostConfig.AutoRemove", "HostConfig.ReadonlyRootfs", "Config.OpenStdin", "NetworkSettings.HairpinMode"],
        "list": ["Config.Env", "Config.Cmd", "Args", "HostConfig.Dns", "HostConfig.MaskedPaths", "Config.Entrypoint",
                 "HostConfig.CapAdd", "ExecIDs", "HostConfig.ExtraHosts", "Config.OnBuild", "HostConfig.Devices",
                 "HostConfig.ConsoleSize", "NetworkSettings.SecondaryIPAddresses", "HostConfig.GroupAdd"],
        "map": ["Config.Labels", "Config.ExposedPorts", "NetworkSettings.Ports", "HostConfig.PortBindings", "Config.Volumes",
                "HostConfig.LogConfig.Config", "HostConfig.Sysctls", "HostConfig.Tmpfs"],
        "struct": ["State", "HostConfig.RestartPolicy", "HostConfig.LogConfig", "Mounts", "HostConfig", "NetworkSettings", "Config"],
    }),
    "image": ("docker image inspect{} nginx:1.19.2", {
        "text": ["Os", "Architecture", "Author", "Comment", "DockerVersion", "Parent", "Config.WorkingDir", "Config.User",
                 "Config.StopSignal", "GraphDriver.Name", "RootFS.Type", "Variant", "OsVersion"],
        "number": ["Size", "VirtualSize"], "flag": ["Config.Tty", "Config.ArgsEscaped"],
        "list": ["RepoTags", "RepoDigests", "Config.Env", "Config.Cmd", "Config.Entrypoint", "RootFS.Layers", "Config.OnBuild"],
        "map": ["Config.Labels", "Config.ExposedPorts", "Config.Volumes"], "struct": ["RootFS", "Config", "Metadata"],
    }),
    "network": ("docker network inspect{} back", {
        "text": ["Name", "Driver", "Scope", "IPAM.Driver", "ConfigFrom.Network"], "number": [],
        "flag": ["Internal", "Attachable", "EnableIPv6", "Ingress", "ConfigOnly", "EnableIPv4"], "list": ["IPAM.Config"],
        "map": ["Labels", "Options", "Containers", "IPAM.Options"], "struct": ["IPAM", "ConfigFrom", "Peers", "Services"],
    }),
    "volume": ("docker volume inspect{} data", {
        "text": ["Name", "Driver", "Scope"], "number": [], "flag": [], "list": [],
        "map": ["Labels", "Options", "Status"], "struct": ["UsageData"],
    }),
    "info": ("docker info{}", {
        "text": ["Name", "Driver", "LoggingDriver", "OSType", "Architecture", "IndexServerAddress", "DefaultRuntime",
                 "Swarm.LocalNodeState", "Isolation"],
        "number": ["Containers", "Images", "ContainersRunning", "NCPU"],
        "flag": ["MemoryLimit", "SwapLimit", "Debug", "ExperimentalBuild", "LiveRestoreEnabled", "IPv4Forwarding"],
        "list": ["Labels", "Warnings", "Plugins.Volume"], "map": [], "struct": [],
    }),
}
SETUP = [
    "docker network create --label a=b --subnet 10.55.0.0/24 back", "docker volume create --label a=b data",
    "docker run -d --name web --network back -p 8080:80 -v data:/data --label a=b -e X=1 nginx:1.19.2",
    "docker create --name idle -l c=d alpine echo hello world",
]
BROKEN = [
    "{{", "{{.", "{{.Name", "{{.Name}", "{{end}}", "{{if}}{{end}}", "{{range}}x{{end}}", "{{if .Name}}", "{{.Name | }}", "{{nosuch .}}",
    "{{\"open}}", "{{.Name}}{{", "{{else}}", "{{with .Name}}x", "{{$x}}", "{{.Name.}}", "{{..Name}}", "{{'ab'}}", "{{1.2.3}}", "{{(.Name}}",
    "{{.Name)}}", "{{template \"x\"}}", "{{/* a remark */}}x", "{{- .Name -}} ", "{{break}}", "{{`raw`}}", "{{.Name | json | json}}",
    "{{printf}}", "{{len}}", "{{index .}}", "{{eq 1}}", "{{json}}", "{{.name}}", "{{.NAME}}", "{{define \"t\"}}in{{end}}{{template \"t\"}}",
    "{{block \"b\" .}}x{{end}}", "{{if true}}a{{else if false}}b{{else}}c{{end}}", "{{range $i, $e := .}}{{$i}}{{end}}", "{{. | len}}",
    "{{print nil}}", "{{nil}}", "{{not}}", "{{and}}", "{{1}}", "{{-1}}", "{{1.5}}", "{{0x10}}", "{{'a'}}", "{{true}}", "{{print 1 2 \"a\" true}}",
    "{{println}}", "{{html \"<a>\"}}", "{{js \"it's\"}}", "{{urlquery \"a b&c\"}}", "{{call .Name}}", "{{.}}", "{{len \"abc\"}}", "{{len 3}}",
    "{{slice \"abcdef\" 1 3}}", "{{slice \"abc\" 5}}", "{{index \"abc\" 1}}", "{{index \"abc\" 9}}", "{{eq 1 1.0}}", "{{eq \"a\" 1}}", "{{lt 1 2}}",
    "{{lt \"b\" \"a\"}}", "{{gt true false}}", "{{printf \"%d\" \"x\"}}", "{{printf \"%s %s\" 1}}", "{{printf \"%5.2f|%-5d|%05d\" 3.14159 42 42}}",
    "{{printf \"%q %v %T\" \"a\" true 1}}", "{{printf \"%x %X %o %b %c %U\" 255 255 8 5 65 65}}", "{{printf \"%t %e %g\" true 1.5 1.5}}",
    "{{split \"a,b\" \",\"}}", "{{join (split \"a,b\" \",\") \"-\"}}", "{{title \"ab cd-ef\"}}", "{{upper 1}}", "{{pad \"x\" 2 3}}|",
    "{{truncate \"abcdef\" 3}}", "{{truncate \"ab\" 9}}", "{{lower \"ÀB\"}}", "{{$x := 1}}{{$x}}", "{{$x := 1}}{{$x = 2}}{{$x}}",
    "{{range $i := split \"a,b\" \",\"}}{{$i}};{{end}}", "{{with $y := \"v\"}}{{$y}}{{.}}{{end}}", "{{range 3}}{{.}}{{end}}", "{{\"a\" | printf \"%s-%s\" \"b\"}}",
]


class Maker:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *some):
        return self.random.choice(some[0] if len(some) == 1 and isinstance(some[0], (list, tuple)) else some)

    def maybe(self, text, chance=0.5):
        return text if self.random.random() < chance else ""

    # MARK: Templates

    def part_of(self, fields):
        """An action over a document."""
        kind = self.pick([kind for kind in fields if fields[kind]])
        name = self.pick(fields[kind])
        field = f".{name}"
        if self.random.random() < 0.08:
            field = self.pick(".Nope", f"{field}.Nope", field.lower(), f"$.{name}")
        plain = [f"{{{{{field}}}}}", f"{{{{json {field}}}}}", f"{{{{{field} | json}}}}", f"{{{{println {field}}}}}",
                 f"{{{{if {field}}}}}yes{{{{else}}}}no{{{{end}}}}", f"{{{{with {field}}}}}{{{{json .}}}}{{{{end}}}}",
                 f"{{{{printf \"%v|\" {field}}}}}", f"{{{{not {field}}}}}", f"{{{{and {field} \"x\"}}}}", f"{{{{or {field} \"x\"}}}}",
                 f"{{{{len {field}}}}}", f"{{{{print {field} {field}}}}}"]
        more = {
            "text": [f"{{{{upper {field}}}}}", f"{{{{len {field}}}}}", f"{{{{eq {field} \"x\"}}}}", f"{{{{printf \"%-12s|\" {field}}}}}",
                     f"{{{{printf \"%q\" {field}}}}}", f"{{{{slice {field} 0 2}}}}", f"{{{{title {field}}}}}", f"{{{{split {field} \"e\"}}}}",
                     f"{{{{truncate {field} 3}}}}", f"{{{{pad {field} 1 2}}}}|", f"{{{{lower {field} | upper}}}}", f"{{{{ne {field} \"\"}}}}",
                     f"{{{{index {field} 0}}}}", f"{{{{html {field}}}}}", f"{{{{lt {field} \"m\"}}}}"],
            "number": [f"{{{{eq {field} 0}}}}", f"{{{{gt {field} 1}}}}", f"{{{{printf \"%d|%5d|%x\" {field} {field} {field}}}}}",
                       f"{{{{ne {field} 0}}}}", f"{{{{le {field} 5}}}}", f"{{{{printf \"%s\" {field}}}}}", f"{{{{eq {field} \"0\"}}}}"],
            "flag": [f"{{{{eq {field} true}}}}", f"{{{{not {field}}}}}", f"{{{{printf \"%t\" {field}}}}}", f"{{{{printf \"%s\" {field}}}}}"],
            "list": [f"{{{{range {field}}}}}{{{{println .}}}}{{{{else}}}}none{{{{end}}}}", f"{{{{join {field} \",\"}}}}", f"{{{{index {field} 0}}}}",
                     f"{{{{len {field}}}}}", f"{{{{range $i, $e := {field}}}}}{{{{$i}}}}={{{{$e}}}} {{{{end}}}}", f"{{{{slice {field} 0 1}}}}",
                     f"{{{{range {field}}}}}[{{{{.}}}}]{{{{end}}}}", f"{{{{index {field} 99}}}}", f"{{{{index {field} \"x\"}}}}"],
            "map": [f"{{{{range $k, $v := {field}}}}}{{{{$k}}}}->{{{{$v}}}} {{{{end}}}}", f"{{{{index {field} \"a\"}}}}", f"{{{{len {field}}}}}",
                    f"{{{{range {field}}}}}{{{{json .}}}}{{{{end}}}}", f"{{{{{field}.a}}}}", f"{{{{index {field} \"80/tcp\"}}}}", f"{{{{index {field} 0}}}}"],
            "struct": [f"{{{{json {field}}}}}", f"{{{{printf \"%v\" {field}}}}}"],
        }[kind]
        return self.pick(self.pick(plain, more))

    def template_of_document(self):
        kind = self.pick(list(DOCUMENTS))
        command, fields = DOCUMENTS[kind]
        if self.random.random() < 0.15:
            text = self.pick(BROKEN)
        else:
            text = self.pick(" ", ",", "\\n", "").join(self.part_of(fields) for _ in range(self.random.randint(1, 3)))
        return command.format(f" {self.pick('-f', '--format')} '{self.quoted(text)}'")

    @staticmethod
    def quoted(text):
        return text.replace("'", "'\\''")

    def template_of_rows(self):
        kind = self.pick(list(FIELDS))
        command, names = FIELDS[kind]
        if self.random.random() < 0.15:
            # What a row is made of is nobody's business.
            text = self.pick([text for text in BROKEN if text not in ("{{.}}", "{{index .}}")])
        else:
            parts = []
            for _ in range(self.random.randint(1, 4)):
                field = f".{self.pick(names)}"
                parts.append(self.pick(
                    f"{{{{{field}}}}}", f"{{{{{field}}}}}", f"{{{{{field}}}}}", f"{{{{json {field}}}}}" if " " not in field else f"{{{{{field}}}}}",
                    f"{{{{upper ({field})}}}}" if field != ".ID" else f"{{{{{field}}}}}", f"{{{{if {field}}}}}+{{{{else}}}}-{{{{end}}}}", f"{{{{printf \"%.1s\" ({field})}}}}" if field != ".ID" else "-",
                    f"{{{{len ({field})}}}}", f"{{{{truncate ({field}) 2}}}}", f"{{{{join (split ({field}) \":\") \"/\"}}}}"))
            text = self.pick("", "", "table ") + self.pick("\\t", " ", ": ").join(parts)
        return f"{command} --format '{self.quoted(text)}'{self.maybe(' --no-trunc', 0.15) if kind not in ('volumes', 'df') else ''}"

    # MARK: Names

    def image(self):
        return self.pick(
            "alpine", "alpine:latest", "alpine:3.18", "busybox", "centos:8", "nginx:1.19.2", "tool:1", "mine", "mine:1", "nosuch", "nosuch:1",
            "docker.io/library/alpine", "docker.io/alpine", "library/alpine", "localhost:5000/x", "a/b:c", "Alpine", "alpine:", ":1", "al pine",
            "alpine@sha256:" + "0" * 64, "alpine:latest@sha256:" + "1" * 64, "-", "''", "a" * 130, "mine:" + "t" * 128, "a//b", "a/b/", "/x",
            "http://a/b", "a:b:c", "example.com/a/b:1", "1.2.3.4:80/x", "a_b__c:1", "a.b-c", "$(docker images -q alpine:3.18)", "sha256:abc",
            "$(docker images -q --no-trunc busybox)")

    def label(self):
        return self.pick("a", "a=b", "a=", "=b", "tier=base", "maintainer", "x=y=z", "")

    def image_command(self):
        filters = lambda: self.pick(  # noqa: E731
            f"reference={self.pick('a*', 'mine*', '*:1', '*/*', '[a', 'alpine', '???', '{a,b}')}", f"label={self.label()}", f"label!={self.label()}",
            f"dangling={self.pick('true', 'false', '1', '0', 'yes', '')}", f"before={self.image()}", f"since={self.image()}", "until=1h", "until=x",
            "nosuch=1", "x", "=")
        return self.pick(
            lambda: f"docker images{self.maybe(' -a')}{self.maybe(' -q')}{self.maybe(' --no-trunc', 0.3)}{self.maybe(' --digests', 0.3)}"
                    + "".join(f" {self.pick('-f', '--filter')} '{filters()}'" for _ in range(self.random.randint(0, 2))),
            lambda: f"docker images {self.image()}{self.maybe(' -q', 0.2)}",
            lambda: f"docker tag {self.image()} {self.image()}", lambda: f"docker tag {self.pick('alpine', 'busybox', 'centos:8')} {self.image()}",
            lambda: f"docker rmi{self.maybe(' -f', 0.3)}{self.maybe(' --no-prune', 0.2)} {self.image()}{self.maybe(' ' + self.image(), 0.3)}",
            lambda: f"docker image inspect {self.image()}{self.maybe(' ' + self.image(), 0.3)} -f '{{{{.RepoTags}}}}'",
            lambda: f"docker history{self.maybe(' -q', 0.3)}{self.maybe(' --no-trunc', 0.3)}{self.maybe(' -H=false', 0.3)} {self.image()}",
            lambda: f"docker image prune -f{self.maybe(' -a', 0.2)}" + self.maybe(f" --filter '{filters()}'"),
            lambda: f"docker inspect {self.image()} {self.image()} -f '{{{{.Id}}}}'",
            lambda: f"docker inspect --type {self.pick('image', 'container', 'volume', 'network', 'nosuch', '')} {self.image()} -f x",
            lambda: f"docker create --pull never --name {self.pick('c1', 'c2')} {self.image()} true", lambda: f"docker rm {self.pick('c1', 'c2')}",
            lambda: f"docker commit{self.maybe(' -m m', 0.3)}{self.maybe(' -a me', 0.3)}{self.maybe(' -c ' + self.pick('CMD=x', 'LABEL=a', 'BAD=x', 'ENV'), 0.3)} {self.pick('c1', 'c2', 'nosuch')} {self.image()}",
            lambda: f"docker push {self.pick('localhost:1/x', 'localhost:1/x:1', 'localhost:1/Y', 'mine@sha256:' + '0' * 64)}{self.maybe(' -a', 0.2)}",
            lambda: f"docker pull {self.pick('localhost:1/x', 'localhost:1/x:1', 'localhost:1/Y', 'localhost:1/x@sha256:' + '0' * 64, ':1', 'a:b:c')}{self.maybe(' -q', 0.2)}",
        )()

    def volume(self):
        return self.pick("data", "v1", "v2", "v3", "nosuch", "a", ".x", "x/y", "'x y'", "''", "x" * 300, "-x", "V", "0v")

    def volume_command(self):
        filters = lambda: self.pick(  # noqa: E731
            f"name={self.pick('v', '^v', '1$', 'd.t', '[', '')}", f"label={self.label()}", f"label!={self.label()}", "driver=local", "driver=x", "dangling=true",
            "dangling=0", "dangling=x", "nosuch=1", "x")
        option = lambda: self.pick("type=tmpfs", "device=tmpfs", "device=/tmp", "o=bind", "type=none", "size=1m", "nosuch=1", "bad", "o=")  # noqa: E731
        return self.pick(
            lambda: f"docker volume create{self.maybe(' --label ' + repr(self.label()), 0.3)}{self.maybe(' -d ' + self.pick('local', 'x'), 0.2)}"
                    + "".join(f" -o {option()}" for _ in range(self.pick(0, 0, 1, 2, 3))) + f" {self.volume()}",
            lambda: f"docker volume ls{self.maybe(' -q')}" + "".join(f" -f '{filters()}'" for _ in range(self.random.randint(0, 2))),
            lambda: f"docker volume inspect {self.volume()}{self.maybe(' ' + self.volume(), 0.4)}",
            lambda: f"docker volume rm{self.maybe(' -f', 0.3)} {self.volume()}{self.maybe(' ' + self.volume(), 0.4)}",
            lambda: f"docker volume prune -f{self.maybe(' --filter ' + repr(filters()), 0.5)} | sort",
            lambda: f"docker create --name {self.pick('c1', 'c2', 'c3')} -v {self.volume()}:{self.pick('/x', 'x', '/', '/x:ro', '/x:bad', '/x:ro,z', '')} alpine",
            lambda: f"docker create --name {self.pick('c1', 'c2', 'c3')} --mount {self.pick('type=volume,', '', 'type=bind,', 'type=tmpfs,', 'type=x,')}"
                    f"{self.pick('source=', 'src=', 'volume-opt=type=')}{self.volume()},{self.pick('target=/x', 'dst=x', 'destination=/x,readonly', 'target=/x,bad=1', 'readonly')} alpine",
            lambda: f"docker rm{self.maybe(' -v')} {self.pick('c1', 'c2', 'c3')}",
            lambda: "docker inspect -f '{{json .Mounts}}' " + self.pick("c1", "c2", "c3"), lambda: "docker system df -v | grep -A9 VOLUME",
            lambda: "docker ps -a --filter volume=" + self.volume() + " --format '{{.Names}}'",
        )()

    def network(self):
        return self.pick("n1", "n2", "n3", "back", "bridge", "host", "none", "default", "nosuch", "'x y'", "a/b", "''", "-x", "N1")

    def network_command(self):
        third = self.random.randint(60, 66)
        filters = lambda: self.pick(  # noqa: E731
            f"name={self.pick('n', '^n', '1$', 'b.ck', '[', '')}", f"label={self.label()}", "driver=bridge", "driver=x", "type=custom", "type=x", "scope=local",
            "dangling=true", "dangling=false", "dangling=x", "id=x", "nosuch=1", "x", f"label!={self.label()}", "until=1h")
        ip = lambda: self.pick("", "", f" --ip 10.{third}.0.{self.pick(1, 5, 77, 255)}", " --ip x", " --ip 1.2.3.4")  # noqa: E731
        return self.pick(
            lambda: f"docker network create{self.maybe(f' --subnet 10.{third}.0.0/{self.pick(16, 24, 28, 30, 31, 33)}')}"
                    f"{self.maybe(f' --gateway 10.{third}.0.{self.pick(1, 9, 0)}', 0.3)}{self.maybe(f' --ip-range 10.{third}.0.0/{self.pick(26, 28)}', 0.2)}"
                    f"{self.maybe(f' --aux-address h=10.{third}.0.{self.pick(1, 2, 5)}', 0.15)}{self.maybe(' --internal', 0.2)}{self.maybe(' --attachable', 0.1)}"
                    f"{self.maybe(' --label ' + repr(self.label()), 0.2)}{self.maybe(' -d ' + self.pick('bridge', 'host', 'null', 'x'), 0.15)} {self.network()}",
            lambda: f"docker network ls{self.maybe(' -q', 0.3)}{self.maybe(' --no-trunc', 0.2)}" + "".join(f" -f '{filters()}'" for _ in range(self.random.randint(0, 2))),
            lambda: f"docker network inspect {self.network()}{self.maybe(' ' + self.network(), 0.4)}",
            lambda: f"docker network rm{self.maybe(' -f', 0.2)} {self.network()}{self.maybe(' ' + self.network(), 0.3)}",
            lambda: f"docker network connect{ip()}{self.maybe(' --alias al', 0.2)} {self.network()} {self.pick('web', 'idle', 'c1', 'nosuch')}",
            lambda: f"docker network disconnect{self.maybe(' -f', 0.2)} {self.network()} {self.pick('web', 'idle', 'c1', 'nosuch')}",
            lambda: f"docker create --name c1 --network {self.network()}{ip()}{self.maybe(' --network-alias q', 0.2)} alpine", lambda: "docker rm c1",
            lambda: f"docker network prune -f{self.maybe(' --filter ' + repr(filters()), 0.5)} | sort",
            lambda: "docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{$v.IPAddress}} {{$v.Gateway}};{{end}}' "
                    + self.pick("web", "idle", "c1"),
            lambda: "docker ps -a --filter network=" + self.network() + " --format '{{.Names}}: {{.Networks}}'",
        )()

    def archive_command(self):
        file = lambda: self.pick("a.tar", "b.tar", "c.tar", "bad.tar", "nosuch.tar", "/tmp", "''")  # noqa: E731
        return self.pick(
            lambda: f"docker save -o {self.pick('a.tar', 'b.tar', 'nosuch/a.tar', '/tmp')} {self.image()}{self.maybe(' ' + self.image(), 0.3)}",
            lambda: f"docker load{self.maybe(' -q', 0.3)} -i {file()}", lambda: f"docker load < {self.pick('a.tar', 'b.tar', 'bad.tar', '/dev/null')}",
            lambda: f"docker rmi {self.image()}", lambda: f"docker tag alpine {self.image()}", lambda: "head -c 2000 a.tar > bad.tar; docker load -i bad.tar",
            lambda: f"docker export -o c.tar {self.pick('idle', 'nosuch')}; docker import c.tar {self.image()}",
            lambda: f"docker import {file()} {self.image()}", lambda: "docker images --format '{{.Repository}}:{{.Tag}} {{.Size}}'",
            lambda: f"docker import -c '{self.pick('CMD a', 'ENV A=b', 'LABEL x', 'BAD', 'EXPOSE 80', 'WORKDIR x', 'USER u', 'VOLUME /v', ENTRYPOINT)}' -m msg c.tar imp:1",
            lambda: "docker inspect -f '{{json .Config}}' imp:1", lambda: "tar xOf a.tar manifest.json | sed 's/[0-9a-f]\\{64\\}/ID/g'",
            lambda: "gzip -kf a.tar; docker load -i a.tar.gz", lambda: "docker history imp:1",
        )()


AREAS = {
    "templates": lambda maker: maker.pick(maker.template_of_document, maker.template_of_rows)(), "images": Maker.image_command,
    "volumes": Maker.volume_command, "networks": Maker.network_command, "archives": Maker.archive_command,
}

# The areas whose commands lead from one to the next: what is there first, and the commands.
WHOLE = {
    "containers": ([], container_commands.commands_by), "users": (user_commands.SETUP, user_commands.commands_by),
}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--groups", type=int, default=1)
    arguments.add_argument("--length", type=int, default=60)
    arguments.add_argument("--area", action="append", choices=[*AREAS, *WHOLE])
    options = arguments.parse_args()
    for area in options.area or [*AREAS, *WHOLE]:
        for number in range(options.groups):
            maker = Maker(f"{area} {options.seed} {number}")
            if area in WHOLE:
                setup, commands_by = WHOLE[area]
                commands = [*setup, *commands_by(maker.random, options.length)]
            else:
                commands = [*SETUP, *(AREAS[area](maker) for _ in range(options.length))]
            print(f"[random-{area}-{options.seed}-{number}]", *commands, sep="\n")


if __name__ == "__main__":
    main()
