"""The registries that are compared: how each is started, watched and stopped."""
import atexit
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
DOJO = os.environ.get("DOJO_BINARY", f"{TOP}/.build/release/dojo")
DISK = os.environ.get("BENCH_DISK", "/var/tmp")
MEMORY = os.environ.get("BENCH_MEMORY", "/dev/shm")
TICK = os.sysconf("SC_CLK_TCK")

CONFIGURATION = """version: 0.1
log: {{level: error, accesslog: {{disabled: true}}}}
storage:
  cache: {{blobdescriptor: inmemory}}
  filesystem: {{rootdirectory: {root}}}
  delete: {{enabled: true}}
http: {{addr: "127.0.0.1:{port}", headers: {{X-Content-Type-Options: [nosniff]}}}}
health: {{storagedriver: {{enabled: true, interval: 10s, threshold: 3}}}}
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    """A registry over a folder; `kind` is dojo, docker-registry or limit."""

    def __init__(self, kind, root, file=None):
        self.kind, self.root, self.port = kind, root, free_port()
        self.scratch = tempfile.mkdtemp(prefix="bench-server-")
        if kind == "dojo":
            argv = [DOJO, "registry", "serve", "--addr", f"127.0.0.1:{self.port}", "--root", root]
        elif kind == "docker-registry":
            with open(f"{self.scratch}/config.yml", "w") as configuration:
                configuration.write(CONFIGURATION.format(root=root, port=self.port))
            argv = ["docker-registry", "serve", f"{self.scratch}/config.yml"]
        else:
            argv = [build("limit"), str(self.port), file]
        self.log = open(f"{self.scratch}/log", "wb")
        begin = time.perf_counter()
        self.process = subprocess.Popen(argv, stdout=self.log, stderr=self.log)
        self.wait()
        self.start_ms = (time.perf_counter() - begin) * 1000

    def wait(self):
        """Returns when GET /v2/ is answered."""
        request = f"GET /v2/ HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n\r\n".encode()
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
                    connection.sendall(request)
                    if connection.recv(4096).startswith(b"HTTP/1.1 200"):
                        return
            except OSError:
                pass
            if self.process.poll() is not None:
                break
            time.sleep(0.0002)
        self.log.flush()
        with open(self.log.name, errors="replace") as log:
            raise SystemExit(f"{self.kind} did not start: {log.read()[-2000:]}")

    def cpu(self):
        """CPU seconds used so far, by all its threads."""
        with open(f"/proc/{self.process.pid}/stat") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def memory(self, field):
        """Megabytes: VmRSS now, VmHWM at the peak, RssAnon its own."""
        with open(f"/proc/{self.process.pid}/status") as status:
            for line in status:
                if line.startswith(field + ":"):
                    return int(line.split()[1]) / 1024
        return 0.0

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
        shutil.rmtree(self.scratch, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()


class Folder:
    """A folder that lasts for one measurement.

    On a disk it is removed when all is measured: ext4 steps over each inode that was deleted in the last minutes whenever it
    makes a file, so the next measurement would pay for the removal.
    """

    def __init__(self, parent=DISK):
        self.parent = parent

    def __enter__(self):
        self.path = tempfile.mkdtemp(prefix="dojo-bench-", dir=self.parent)
        return self.path

    def __exit__(self, *_):
        if self.parent == DISK:
            atexit.register(shutil.rmtree, self.path, ignore_errors=True)
        else:
            shutil.rmtree(self.path, ignore_errors=True)


_built = {}


def build(name):
    """Compiles one of the C programs beside this file."""
    if name not in _built:
        here = os.path.dirname(os.path.abspath(__file__))
        output = f"{tempfile.mkdtemp(prefix='bench-c-')}/{name}"
        compiler = os.environ.get("CC") or shutil.which("gcc") or shutil.which("clang") or "cc"
        subprocess.run(
            [compiler, "-O2", "-D_GNU_SOURCE", "-o", output, f"{here}/{name}.c", "-lpthread"], check=True)
        _built[name] = output
    return _built[name]
