import TestSupport
import Testing

@testable import Engine

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `Options of docker run that say what a container may use` {
  @Test func `say where the process may write, and what it may use up`() async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await lab.output("run --rm --read-only alpine touch /x").contains("Read-only file system"))
      #expect(await lab.output("run --rm --read-only alpine touch /etc/hosts").contains("Read-only"))
      #expect(await lab.output("run --rm -v kept:/d --name box alpine touch /d/file") == "")
      #expect(await lab.output("create -v kept:/d --name holder alpine").count == 65)
      #expect(await lab.output("run --rm --volumes-from holder alpine ls /d") == "file\n")
      #expect(
        await lab.output("run --rm --volumes-from holder:ro alpine touch /d/x").contains("Read-only"))
      let limits = "ulimit -n; ulimit -Hn; ulimit -u"
      #expect(
        await lab.output(
          [
            "run", "--rm", "--ulimit", "nofile=100:200", "--ulimit", "nproc=50", "alpine", "sh", "-c", limits,
          ]) == "100\n200\n50\n")
      #expect(
        await lab.output("run --rm --shm-size 1m alpine df /dev/shm").contains(
          "1024         0      1024"))
    }
  }

  @Test(arguments: ["alpine sleep 600", "nginx:1.19.2"])
  func `memory file systems are the container's own, for all its commands`(command: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      let ran = await lab.output("run -d --name box --tmpfs /a --tmpfs /b:size=64k,mode=700 \(command)")
      #expect(ran.count == 65, "\(ran)")
      #expect(await lab.output("exec box touch /a/file") == "")
      #expect(await lab.output("exec box ls /a") == "file\n")
      let mounts = await lab.output("exec box grep tmpfs./[ab] /proc/mounts")
      #expect(mounts.contains("tmpfs /a tmpfs rw,nosuid,nodev,noexec,relatime"), "\(mounts)")
      #expect(
        mounts.contains("tmpfs /b tmpfs rw,nosuid,nodev,noexec,relatime,size=64k,mode=700"), "\(mounts)")
      #expect(
        await lab.output("inspect -f {{.HostConfig.Tmpfs}} box") == "map[/a: /b:size=64k,mode=700]\n")
      #expect(await lab.output("restart -t 0 box") == "box\n")
      #expect(await lab.output("exec box ls /a") == "")
      let mount = "type=tmpfs,dst=/m,tmpfs-size=64k,tmpfs-mode=711"
      #expect(
        await lab.output("run --rm --mount \(mount) alpine stat -c %a /m") == "711\n")
    }
  }

  @Test func `a container that takes more memory than it may is ended`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let ran = await lab.bundledDocker([
        "run", "--name", "small", "-m", "16m", "alpine", "tail", "/dev/zero",
      ])
      #expect(ran.exit == 137, "\(ran)")
      #expect(
        await lab.output(
          [
            "inspect", "-f", "{{.State.OOMKilled}} {{.HostConfig.Memory}} {{.HostConfig.MemorySwap}}",
            "small",
          ]) == "true 16777216 33554432\n")
    }
  }

  @Test func `that nothing enforces are kept, with a warning`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let ran = await lab.bundledDocker(["run", "--name", "box", "--cpus", "0.5", "alpine", "true"])
      #expect(ran.exit == 0)
      #expect(ran.errors.hasPrefix("WARNING: ") && ran.errors.contains("'--cpus'"), "\(ran.errors)")
      #expect(await lab.output("inspect -f {{.HostConfig.NanoCpus}} box") == "500000000\n")
      #expect(await lab.output("run -d --cpus 0.5 --name web nginx:1.19.2").count == 65)
      #expect(await lab.output("update -m 64m --memory-swap 128m box") == "box\n")
      #expect(await lab.output("inspect -f {{.HostConfig.Memory}} box") == "67108864\n")
      #expect(
        await lab.output("update -m 256m box").contains(
          "Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time"
        ))
    }
  }

  @Test func `leave one folder of shared memory to all commands of a container, until it stops`() async throws
  {
    try await NeighbourhoodFixture.with { lab in
      #expect(await lab.output("run -d --name box alpine sleep 600").count == 65)
      #expect(await lab.output(["exec", "box", "sh", "-c", "echo kept > /dev/shm/x"]) == "")
      #expect(await lab.output("exec box cat /dev/shm/x") == "kept\n")
      _ = await lab.output("restart -t 0 box")
      #expect(await lab.output("exec box ls -A /dev/shm") == "")
    }
  }
}
