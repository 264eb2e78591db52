"""The two engines that are compared: how each is started, asked, watched and stopped."""
import atexit
import http.client
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.parse

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
DOJO = os.path.abspath(os.environ.get("DOJO_BINARY", f"{TOP}/.build/release/dojo"))
DISK = os.environ.get("BENCH_DISK", "/var/tmp")
IMAGE = "registry:2.7.1"


class Skipped(Exception):
    """Why a measurement cannot be made here."""


class UnixConnection(http.client.HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path):
        super().__init__("localhost", timeout=120)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


class Engine:
    """An engine in a folder of its own, which lasts as long as the process."""

    def __init__(self, folder=None):
        self.folder = folder or new_folder()
        self.socket = f"{self.folder}/e.sock"
        self.process, self.connection = None, None

    def start(self):
        """Starts it; milliseconds until it answered."""
        self.log = open(f"{self.folder}/log", "ab")
        begin = time.perf_counter()
        self.process = subprocess.Popen(
            self.command(), env={**os.environ, "DOJO_HOME": TOP, "HOME": self.folder}, stdin=subprocess.DEVNULL,
            stdout=self.log, stderr=self.log)
        deadline = time.monotonic() + 120
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                with open(f"{self.folder}/log", errors="replace") as log:
                    raise Skipped(f"{self.kind} does not start here: " + (log.read().strip().splitlines() or ["?"])[-1])
            time.sleep(0.0005)
        return (time.perf_counter() - begin) * 1000

    def answers(self):
        try:
            connection = UnixConnection(self.socket)
            connection.request("GET", "/_ping")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def ask(self, method, path, body=None, kind="application/json"):
        """Asks the API over one connection that stays open; the reply, decoded where it is one JSON document."""
        if self.connection is None:
            self.connection = UnixConnection(self.socket)
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        self.connection.request(method, f"/v1.41{path}", data, {"Content-Type": kind} if data is not None else {})
        reply = self.connection.getresponse()
        text = reply.read()
        if reply.status >= 400:
            raise SystemExit(f"{self.kind}: {method} {path}: {reply.status} {text[:300]!r}")
        try:
            return json.loads(text)
        except ValueError:
            return text

    def create(self, name=None, **settings):
        query = f"?name={name}" if name else ""
        return self.ask("POST", f"/containers/create{query}", {"Image": IMAGE, **settings})["Id"]

    def import_image(self, name, content):
        """An image of one small file of its own."""
        query = urllib.parse.urlencode({"fromSrc": "-", "repo": name, "tag": "1"})
        self.ask("POST", f"/images/create?{query}", archive({"file": content}), kind="application/x-tar")

    def docker(self, client, *words):
        """Runs a docker CLI; milliseconds until it had ended."""
        environment = {**os.environ, "DOCKER_HOST": f"unix://{self.socket}", "HOME": self.folder}
        begin = time.perf_counter()
        ended = subprocess.run([client, *words], env=environment, stdin=subprocess.DEVNULL, capture_output=True)
        elapsed = (time.perf_counter() - begin) * 1000
        if ended.returncode != 0:
            raise SystemExit(f"{client} {' '.join(words)}: {ended.stderr.decode()}")
        return elapsed

    def stop(self):
        if self.connection:
            self.connection.close()
            self.connection = None
        if self.process:
            self.process.terminate()
            try:
                self.process.wait(60)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
            self.log.close()

    def __enter__(self):
        self.start()
        self.get_image()
        return self

    def __exit__(self, *_):
        self.stop()


class Dojo(Engine):
    kind = "dojo"

    def __init__(self, folder=None):
        super().__init__(folder)
        # By its name it is the bundled docker.
        self.client = f"{self.folder}/docker"
        if not os.path.lexists(self.client):
            os.symlink(DOJO, self.client)

    def command(self):
        return [DOJO, "engine", "serve", "--socket", self.socket, "--root", f"{self.folder}/engine"]

    def get_image(self):
        self.docker(self.client, "pull", IMAGE)


class Dockerd(Engine):
    """A real Docker Engine, whose registry is Debian's: the image holds its program and nothing else."""

    kind = "dockerd"

    def __init__(self, folder=None):
        super().__init__(folder)
        clients = real_clients()
        if shutil.which("dockerd") is None or not clients:
            raise Skipped("no dockerd and docker on PATH (Debian: apt-get install docker.io)")
        if shutil.which("docker-registry") is None:
            raise Skipped("no docker-registry on PATH (Debian: apt-get install docker-registry)")
        self.client = clients[0]

    def command(self):
        return [
            "dockerd", "--data-root", f"{self.folder}/data", "--exec-root", f"{self.folder}/exec", "--pidfile",
            f"{self.folder}/pid", "--host", f"unix://{self.socket}", "--iptables=false", "--ip6tables=false"]

    def get_image(self):
        program = shutil.which("docker-registry")
        files = {"config.yml": CONFIGURATION, "bin/registry": read(program)}
        for line in subprocess.run(["ldd", program], capture_output=True, text=True, check=True).stdout.splitlines():
            path = next((word for word in line.split() if word.startswith("/")), None)
            if path:
                files[path.lstrip("/")] = read(os.path.realpath(path))
        with open(f"{self.folder}/registry.tar", "wb") as file:
            file.write(archive(files))
        changes = ['CMD ["/bin/registry","serve","/config.yml"]', "EXPOSE 5000", "VOLUME /var/lib/registry"]
        self.docker(
            self.client, "import", *(word for change in changes for word in ("-c", change)), f"{self.folder}/registry.tar",
            IMAGE)


CONFIGURATION = b"""version: 0.1
log: {fields: {service: registry}}
storage: {cache: {blobdescriptor: inmemory}, filesystem: {rootdirectory: /var/lib/registry}}
http: {addr: ":5000", headers: {X-Content-Type-Options: [nosniff]}}
health: {storagedriver: {enabled: true, interval: 10s, threshold: 3}}
"""


def real_clients():
    """Every docker CLI that Docker's authors wrote and that is installed here, the one found first in front."""
    found = []
    for folder in os.environ["PATH"].split(os.pathsep):
        path = f"{folder}/docker"
        if os.access(path, os.X_OK) and os.path.realpath(path) not in map(os.path.realpath, found):
            found.append(path)
    return found


def client_version(path):
    ended = subprocess.run([path, "--version"], capture_output=True, text=True, check=True)
    return ended.stdout.split()[2].rstrip(",")


def read(path):
    with open(path, "rb") as file:
        return file.read()


def archive(files):
    """A tar archive of files, each of which may be executed."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(content), 0o755
            tar.addfile(member, io.BytesIO(content))
    return out.getvalue()


def new_folder():
    """A folder that is removed when all is measured; what an engine mounted in it went with the namespace."""
    path = tempfile.mkdtemp(prefix="dojo-bench-", dir=DISK)
    atexit.register(shutil.rmtree, path, ignore_errors=True)
    return path


def proportional_memory():
    """Megabytes of all processes of this namespace but this one, shared pages divided by those who share them."""
    total = 0
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if int(pid) not in (os.getpid(), os.getppid()):
                with open(f"/proc/{pid}/smaps_rollup") as file:
                    total += next(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        except (OSError, StopIteration):
            pass
    return total / 1024


def in_namespaces():
    """Goes on in namespaces of its own: its ports are nobody else's, and what the engines start ends with it."""
    if os.environ.get("DOJO_BENCH_NAMESPACE"):
        subprocess.run("ip link set lo up 2>/dev/null || busybox ip link set lo up", shell=True, check=True)
        return
    if os.geteuid() != 0:
        raise SystemExit("as root: a Docker Engine wants to be started by root")
    os.environ["DOJO_BENCH_NAMESPACE"] = "1"
    sys.stdout.flush()
    os.execvp("unshare", [
        "unshare", "-n", "-m", "-u", "-p", "-f", "--kill-child", "--mount-proc", sys.executable, *sys.argv])
