import Basics
import TestSupport
import Testing

@testable import Engine

@Suite(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
struct `The programs and accounts of a practice image` {
  @Test(arguments: [
    ("alpine", "", "uid=0(root) gid=0(root)"), ("busybox", "", "uid=0(root) gid=0(root)"),
    ("debian", "", "uid=0(root) gid=0(root)"), ("centos", "", "uid=0(root) gid=0(root)"),
    ("debian", "www-data", "uid=33(www-data) gid=33(www-data)"),
    ("ubuntu", "ubuntu", "uid=1000(ubuntu) gid=1000(ubuntu)"),
    ("nginx:1.19.2", "nginx", "uid=101(nginx) gid=101(nginx)"),
    ("nginx:alpine", "nginx", "uid=101(nginx) gid=101(nginx)"),
    ("debian", "nobody", "uid=65534(nobody) gid=65534(nogroup)"),
  ])
  func `have names, for root and for whom it brings along`(image: String, user: String, text: String)
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      let ran = await lab.bundledDocker(["run", "--rm", "-u", user, image, "id"])
      #expect(ran.output.hasPrefix(text), "\(ran)")
    }
  }

  @Test(
    .enabled(if: ProcessSupport.found().lendsBash, "there is no bash"),
    arguments: ["debian", "ubuntu", "centos", "nginx:1.19.2"])
  func `include bash where the official one has it, which is no change of the container`(image: String)
    async throws
  {
    try await NeighbourhoodFixture.with { lab in
      let script = "[[ ab == a* ]] && echo $((6*7)) ${BASH_VERSION:+bash}"
      let ran = await lab.bundledDocker(["run", "--name", "box", image, "bash", "-c", script])
      #expect(ran.output == "42 bash\n", "\(ran)")
      #expect(await lab.bundledDocker(["diff", "box"]).output == "")
      #expect(await lab.bundledDocker(["commit", "box", "mine"]).exit == 0)
      #expect(await lab.bundledDocker(["run", "--rm", "mine", "bash", "-c", script]).output == "42 bash\n")
    }
  }

  @Test func `include bash in a container whose own program is played`() async throws {
    guard ProcessSupport.found().lendsBash else { return }
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["run", "-d", "--name", "web", "nginx:1.19.2"])
      let words = ["exec", "web", "bash", "-c", "cd /usr/share/nginx/html; echo ${PWD/nginx/web}; ls"]
      #expect(await lab.bundledDocker(words).output == "/usr/share/web/html\nindex.html\n")
    }
  }

  @Test(arguments: [
    ("debian", "ping"), ("debian", "ps"), ("ubuntu", "ip"), ("ubuntu", "vi"), ("httpd:2.4", "ps"),
    ("alpine", "bash"), ("alpine", "curl"), ("busybox", "bash"), ("nginx:alpine", "bash"),
  ])
  func `lack what the official one lacks`(image: String, program: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await lab.bundledDocker(["pull", "-q", image]).exit == 0)
      let ran = await lab.bundledDocker(["run", "--rm", "--entrypoint", program, image])
      #expect(ran.exit == 127, "\(ran)")
      #expect(ran.errors.contains("exec: \"\(program)\": executable file not found in $PATH"), "\(ran)")
    }
  }

  @Test(arguments: [
    ("alpine", "apk add curl", "apk: there are no packages for the containers of a practice machine"),
    ("debian", "apt-get update", "apt-get: there are no packages for the containers of a practice machine"),
    ("centos", "yum install x", "yum: there are no packages for the containers of a practice machine"),
    ("alpine", "adduser -D ada", "adduser: this practice image has no adduser"),
    ("nginx:alpine", "apk add curl", "apk: there are no packages for the containers of a practice machine"),
  ])
  func `say why what only the official one has does not work, by whatever name they go`(
    image: String, command: String, reason: String
  ) async throws {
    try await NeighbourhoodFixture.with { lab in
      #expect(await lab.bundledDocker(["pull", "-q", image]).exit == 0)
      #expect(await lab.bundledDocker(["tag", image, "mine"]).exit == 0)
      for name in [image, "mine"] {
        let ran = await lab.bundledDocker(["run", "--rm", name, "sh", "-c", command])
        #expect(ran.exit == 1)
        #expect(ran.errors.hasPrefix(reason), "\(ran)")
      }
    }
  }

  @Test(arguments: [
    ("registry:2", ["sh", "-c", "echo $0 in a shell"], "sh in a shell\n"),
    ("nginx:1.19.2", ["ls", "/docker-entrypoint.d"], "10-listen-on-ipv6-by-default.sh\n"),
  ])
  func `run beside the program that is played`(image: String, words: [String], text: String) async throws {
    try await NeighbourhoodFixture.with { lab in
      let ran = await lab.bundledDocker(["run", "--rm", image] + words)
      #expect(ran.output.hasPrefix(text), "\(ran)")
    }
  }

  @Test(.enabled(if: ProcessSupport.found().lendsBash, "there is no bash"))
  func `lack it in a shell as well, which is not that of busybox`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let words = [
        "run", "--rm", "debian", "sh", "-c", "ping -c 1 localhost; type cat; cat /etc/debian_version",
      ]
      let ran = await lab.bundledDocker(words)
      #expect(ran.errors.contains("ping: command not found"), "\(ran)")
      #expect(ran.output == "cat is /bin/cat\n12.9\n", "\(ran)")
    }
  }

  @Test func `stand in folders with the rights of the official one's`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let words = ["run", "--rm", "alpine", "stat", "-c", "%a", "/tmp", "/var/tmp", "/root", "/etc"]
      #expect(await lab.bundledDocker(words).output == "1777\n1777\n700\n755\n")
    }
  }
}
