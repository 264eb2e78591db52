"""Images that any engine can run: this computer's busybox, in an archive for `docker load`."""
import hashlib
import io
import json
import platform
import shutil
import subprocess
import tarfile

ARCHITECTURE = {"x86_64": "amd64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
FILES = {
    "etc/passwd": "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/false\n",
    "etc/group": "root:x:0:\nnobody:x:65534:\n", "etc/os-release": "ID=small\n", "root/.keep": "", "tmp/.keep": "",
}
PAGE = "<html><body>Welcome</body></html>\n"
SHELL = {"Cmd": ["/bin/sh"], "Env": [PATH]}
WEB = {
    "Cmd": ["httpd", "-f", "-p", "80", "-h", "/usr/share/nginx/html"], "Env": [PATH, "NGINX_VERSION=1.19.2"],
    "ExposedPorts": {"80/tcp": {}}, "Labels": {"maintainer": "someone <someone@example.com>"}, "StopSignal": "SIGKILL",
}
# Name: what is in each layer besides the first, and the settings.
IMAGES = {
    ("alpine:latest", "alpine:3.18"): ([], SHELL),
    ("busybox:latest",): ([{"etc/issue": "busybox\n"}], {"Cmd": ["sh"], "Env": [PATH]}),
    ("centos:8",): (
        [{"etc/centos-release": "CentOS 8\n"}], {**SHELL, "Labels": {"org.label-schema.name": "CentOS", "tier": "base"}}),
    ("nginx:1.19.2",): ([{"usr/share/nginx/html/index.html": PAGE}, {"docker-entrypoint.sh": "#!/bin/sh\nexec \"$@\"\n"}], WEB),
    ("tool:1",): (
        [{"data/seed": "seed\n"}],
        {**SHELL, "Entrypoint": ["echo"], "Cmd": ["tool"], "WorkingDir": "/data", "User": "nobody", "Volumes": {"/data": {}}}),
}


def layer(files, links=()):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        folders = sorted({"/".join(name.split("/")[:depth]) for name in files for depth in range(1, name.count("/") + 1)})
        for folder in folders:
            member = tarfile.TarInfo(folder)
            member.type, member.mode = tarfile.DIRTYPE, 0o1777 if folder == "tmp" else 0o755
            tar.addfile(member)
        for name, content in sorted(files.items()):
            content = content if isinstance(content, bytes) else content.encode()
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o755 if name.startswith("bin/") or name.endswith(".sh") else 0o644
            tar.addfile(member, io.BytesIO(content))
        for name in sorted(links):
            member = tarfile.TarInfo(f"bin/{name}")
            member.type, member.linkname, member.mode = tarfile.SYMTYPE, "busybox", 0o777
            tar.addfile(member)
    return out.getvalue()


def write(path):
    """Writes the archive of all images to `path`."""
    program = shutil.which("busybox")
    applets = subprocess.run([program, "--list"], capture_output=True, text=True, check=True).stdout.split()
    with open(program, "rb") as file:
        first = layer({**FILES, "bin/busybox": file.read()}, {name for name in applets if name != "busybox"})
    manifest, members = [], {}
    for number, (names, (more, settings)) in enumerate(IMAGES.items()):
        layers = [first, *map(layer, more)]
        digests = [hashlib.sha256(content).hexdigest() for content in layers]
        created = f"2024-0{number + 1}-02T03:04:05Z"
        config = json.dumps({
            "architecture": ARCHITECTURE, "config": settings, "created": created, "os": "linux",
            "history": [{"created": created, "created_by": f"/bin/sh -c #(nop) ADD file:{digest} in / "} for digest in digests]
            + [{"created": created, "created_by": "/bin/sh -c #(nop)  CMD " + json.dumps(settings["Cmd"]), "empty_layer": True}],
            "rootfs": {"type": "layers", "diff_ids": [f"sha256:{digest}" for digest in digests]},
        }).encode()
        file = hashlib.sha256(config).hexdigest() + ".json"
        members[file] = config
        members.update({f"{digest}/layer.tar": content for digest, content in zip(digests, layers)})
        manifest.append({
            "Config": file, "RepoTags": list(names), "Layers": [f"{digest}/layer.tar" for digest in digests]})
    members["manifest.json"] = json.dumps(manifest).encode()
    with tarfile.open(path, "w") as tar:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o644
            tar.addfile(member, io.BytesIO(content))
