import Basics
import TestSupport
import Testing

@testable import Engine

@Suite("Commands that a real engine was asked as well")
struct ReplayedCommandTests {
  @Test func `leave a variable out that is named without a value`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let named = ["run", "--name", "box", "-e", "NOSUCH", "-e", "HOSTNAME", "-e", "A=1", "alpine", "env"]
      #expect(!(await lab.bundledDocker(named).output.contains("HOSTNAME")))
      let shown = await lab.bundledDocker(["inspect", "-f", "{{json .Config.Env}}", "box"]).output
      #expect(shown.hasPrefix(#"["NOSUCH","HOSTNAME","A=1","PATH="#))
    }
  }

  @Test func `show the port of a container whose program was not there`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let failed = await lab.bundledDocker(["run", "--name", "box", "-p", "80", "alpine", "nosuch"])
      #expect(failed.exit == 127)
      let shown = await lab.bundledDocker(["ps", "-a", "--format", "{{.Ports}}"]).output
      #expect(shown.contains(/0\.0\.0\.0:\d+->80\/tcp/))
      #expect(await lab.bundledDocker(["port", "box"]).output.isEmpty)
    }
  }

  @Test func `put no file over a folder, and nothing else over a file`() async throws {
    try await NeighbourhoodFixture.with { lab in
      for option in ["/etc/passwd:/tmp", "/tmp:/etc/passwd"] {
        let parts = option.split(separator: ":")
        let refused = await lab.bundledDocker(["run", "--rm", "-v", option, "alpine", "true"])
        #expect(refused.exit == 125)
        #expect(
          refused.errors.contains(
            "error mounting \"\(parts[0])\" to rootfs at \"\(parts[1])\": mount \(option) (via /proc/self/fd/6), "
              + "flags: 0x5000: not a directory: unknown: Are you trying to mount a directory onto a file"))
      }
      let filled = await lab.bundledDocker(["run", "--rm", "-v", "data:/etc/passwd", "alpine", "true"])
      #expect(filled.errors.contains("/merged/etc/passwd is not directory\n"))
    }
  }

  @Test func `keep a volume empty that is not to be filled, and call it shared all the same`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let mount = "type=volume,src=data,dst=/etc,volume-nocopy"
      #expect(await lab.bundledDocker(["create", "--name", "box", "--mount", mount, "alpine"]).exit == 0)
      #expect(
        await lab.bundledDocker(["inspect", "-f", "{{(index .Mounts 0).Mode}}", "box"]).output == "z\n")
      #expect(await lab.bundledDocker(["run", "--rm", "-v", "data:/x", "alpine", "ls", "/x"]).output.isEmpty)
    }
  }

  @Test func `look for the start of an id where an image is saved`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let saved = await lab.bundledDocker(["save", "-o", lab.scratch.path + "/x.tar", "sha256:abc"])
      #expect(saved.errors == "Error response from daemon: No such image: sha256:abc\n")
    }
  }

  @Test func `may name a right as the system does, or shorter`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let options = [
        "--cap-add", "net_admin", "--cap-add", "CAP_SYS_TIME", "--cap-drop", "mknod", "--cap-drop",
        "NET_ADMIN",
      ]
      #expect(await lab.bundledDocker(["create", "--name", "box"] + options + ["alpine"]).exit == 0)
      let shown = ["inspect", "-f", "{{.HostConfig.CapAdd}} {{.HostConfig.CapDrop}}", "box"]
      #expect(await lab.bundledDocker(shown).output == "[CAP_NET_ADMIN CAP_SYS_TIME] [CAP_MKNOD]\n")
    }
  }

  @Test func `count no volume that may lie elsewhere`() async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(
        await lab.bundledDocker(["volume", "create", "-o", "type=tmpfs", "-o", "device=tmpfs", "memory"]).exit
          == 0)
      #expect(await lab.bundledDocker(["volume", "create", "data"]).exit == 0)
      let rows = await lab.bundledDocker(["system", "df", "--format", "{{.Type}} {{.TotalCount}}"]).output
      #expect(rows.contains("Local Volumes 1\n"))
    }
  }

  @Test func `are told what is wrong with a value before what two options are together`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let refused = await lab.bundledDocker(["run", "-d", "-a", "stdout", "--userns", "x", "alpine"])
      #expect(refused.errors.hasPrefix("docker: --userns: invalid USER mode\n"))
    }
  }

  @Test
  func `are told what is wrong with an address before a name that is taken, or an image that is not there`()
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      #expect(await lab.bundledDocker(["create", "--name", "box", "alpine"]).exit == 0)
      for image in ["alpine", "nosuch:1"] {
        let options = ["create", "--pull", "never", "--name", "box", "--network", "none", "--ip", "x", image]
        let refused = await lab.bundledDocker(options)
        #expect(refused.errors == "Error response from daemon: invalid IPv4 address: x\n")
      }
    }
  }

  @Test func `tell of events only from before to after`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let told = await lab.bundledDocker(["events", "--since", "5", "--until", "1"])
      #expect(
        told.errors == "Error response from daemon: `since` time (5) cannot be after `until` time (1)\n")
    }
  }
}
