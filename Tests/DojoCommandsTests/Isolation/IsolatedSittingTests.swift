import Basics
import Lessons
import Shell
import TestSupport
import Testing

@testable import DojoCommands

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Sittings with walls around them, made by the real bubblewrap.
@Suite(.serialized, .enabled("bubblewrap is not installed, or not allowed here") { await canIsolate() })
struct IsolatedSittingTests {
  private func host(_ place: Workplace) throws -> String { try place.lesson().machines[0].name }

  @Test func `inside there are the machine's name, its docker and its files, and nobody's home`() async throws
  {
    try await Workplace.with { place in
      let run = try await place.isolated(
        """
        hostname; cat /etc/hostname; pwd
        ls \(place.home)/.bashrc; ls /home
        getent hosts other host \(try host(place)) | wc -l
        tail -n +3 /proc/net/dev | cut -d: -f1
        docker -H unix:///var/run/docker.sock version --format '{{.Server.Version}}'
        grep -c \(try host(place)):5000 /etc/docker/daemon.json
        ps -e | grep -c swift-test
        """)
      let host = try host(place)
      #expect(run.output.contains("; pwd\n\(host)\n\(host)\n/home/learner\n"), "\(run.output)")
      #expect(run.output.contains("ls: cannot access '\(place.home)/.bashrc'"))
      #expect(run.output.contains("No such file or directory\nlearner\n"))
      #expect(run.output.contains("| wc -l\n3\n"))
      #expect(run.output.contains("cut -d: -f1\n    lo\n"))
      #expect(run.output.contains("{{.Server.Version}}'\n20.10"))
      #expect(run.output.contains("/etc/docker/daemon.json\n1\n"))
      #expect(run.output.contains("grep -c swift-test\n0\n"))
    }
  }

  @Test func `port 5000 is its own, machines answer by name to any program, and all nine steps pass`()
    async throws
  {
    try await Workplace.with { place in
      let host = try host(place)
      let run = try await place.isolated(
        """
        docker run -d -p 5000:5000 registry:2.7.1
        docker images
        docker tag nginx:1.19.2 \(host):5000/testimage:v1
        docker images
        docker push \(host):5000/testimage:v1
        /usr/bin/curl -s http://host:5000/v2/_catalog
        curl -s localhost:5000/v2/_catalog
        dojo shell other -- /usr/bin/curl -s http://\(host):5000/v2/testimage/tags/list
        dojo shell other -- sh -c 'hostname; cat /etc/hostname'
        dojo shell other -- docker pull \(host):5000/testimage:v1
        dojo shell other -- docker images
        docker rm -f $(docker ps -aq)
        """)
      for step in 1...9 { #expect(run.output.contains("Step \(step) passed"), "\(run.output)") }
      #expect(run.output.contains("5000/v2/_catalog\n{\"repositories\":[\"testimage\"]}"))
      #expect(run.output.contains("{\"name\":\"testimage\",\"tags\":[\"v1\"]}"))
      #expect(run.output.contains("cat /etc/hostname'\nother\nother\n"))
      #expect(run.status == 0)
      // The state is the learner's own, and a lesson that was isolated stays so.
      #expect(try await place.dojo(["list"]).output.contains(" 9/9 "))
    }
  }

  @Test func `every port is free, the low ones too, on each machine`() async throws {
    try await Workplace.with { place in
      let run = try await place.isolated(
        """
        docker run -d -p 80:80 nginx:alpine >/dev/null
        /usr/bin/curl -s http://localhost/ | grep '<title>'
        dojo shell other -- docker run -d -p 80:80 httpd >/dev/null
        dojo shell other -- /usr/bin/curl -s http://localhost/ | grep '<title>'
        """)
      #expect(run.output.contains("\n<title>nginx on a practice machine</title>\n"), "\(run.output)")
      #expect(run.output.contains("\n<title>httpd on a practice machine</title>\n"), "\(run.output)")
      #expect(!run.output.contains("may not open"), "\(run.output)")
    }
  }

  @Test func `each machine has its ports to itself, and finds the other's by its name`() async throws {
    try await Workplace.with { place in
      let host = try host(place)
      let run = try await place.isolated(
        """
        docker run -d -p 5000:5000 registry:2.7.1 >/dev/null 2>&1; echo "here [$?]"
        dojo shell other -- docker run -d -p 5000:5000 registry:2.7.1 >/dev/null 2>&1; echo "there [$?]"
        docker tag nginx:1.19.2 localhost:5000/mine; docker push -q localhost:5000/mine
        /usr/bin/curl -s http://localhost:5000/v2/_catalog
        dojo shell other -- /usr/bin/curl -s http://localhost:5000/v2/_catalog
        dojo shell other -- /usr/bin/curl -s http://\(host):5000/v2/_catalog
        dojo shell other -- curl -s http://\(host):5000/v2/_catalog
        /usr/bin/curl -s http://other:5000/v2/_catalog
        dojo shell other -- docker pull -q \(host):5000/mine
        dojo shell other -- sh -c 'dojo shell host -- true; echo "back [$?]"'
        dojo shell other -- docker rm -f $(dojo shell other -- docker ps -q) >/dev/null
        /usr/bin/curl -s http://other:5000/v2/_catalog; echo "gone [$?]"
        """)
      #expect(run.output.contains("here [0]") && run.output.contains("there [0]"), "\(run.output)")
      let (mine, none) = ("{\"repositories\":[\"mine\"]}\n", "{\"repositories\":[]}\n")
      for (place, answer) in [
        ("/usr/bin/curl -s http://localhost:5000/v2/_catalog\n", mine),
        ("-- /usr/bin/curl -s http://localhost:5000/v2/_catalog\n", none),
        ("-- /usr/bin/curl -s http://\(host):5000/v2/_catalog\n", mine),
        ("-- curl -s http://\(host):5000/v2/_catalog\n", mine),
        ("/usr/bin/curl -s http://other:5000/v2/_catalog\n", none),
        ("docker pull -q \(host):5000/mine\n", "\(host):5000/mine:latest\n"),
      ] { #expect(run.output.contains(place + answer), "\(place): \(run.output)") }
      #expect(run.output.contains("back [64]") && run.output.contains("gone [7]"), "\(run.output)")
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root has users to lend inside"))
  func `containers have users, whose files are their own`() async throws {
    try await Workplace.with { place in
      let run = try await place.isolated(
        """
        docker run --rm -u nobody alpine sh -c 'id -un; touch /etc/mine' 2>&1
        docker run --rm alpine sh -c 'touch /tmp/a; chown 5:6 /tmp/a; stat -c "%u:%g" /tmp/a'
        """)
      #expect(run.output.contains("nobody\ntouch: /etc/mine: Permission denied\n"), "\(run.output)")
      #expect(run.output.contains("\n5:6\n") && !run.output.contains("WARNING"), "\(run.output)")
    }
  }

  @Test func `the daemon's file is edited in its place, and a restart reads it`() async throws {
    try await Workplace.with { place in
      let run = try await place.isolated(
        """
        echo '{"insecure-registries": ["mirror.test:80"]' >/tmp/new; sudo mv /tmp/new /etc/docker/daemon.json
        sudo systemctl restart docker; docker ps
        sudo sed -i 's/]$/]}/' /etc/docker/daemon.json; sudo systemctl restart docker
        docker info --format '{{.RegistryConfig.InsecureRegistryCIDRs}} {{json .RegistryConfig.IndexConfigs}}'
        dojo shell other -- sudo cat /etc/docker/daemon.json
        """)
      #expect(run.output.contains("Job for docker.service failed"), "\(run.output)")
      #expect(run.output.contains("Cannot connect to the Docker daemon"))
      #expect(run.output.contains("\"mirror.test:80\""))
      #expect(run.output.contains("\"\(try host(place)):5000\""))
    }
  }

  @Test func `on a terminal it is left, found from outside, gone on with in its own home, and told to end`()
    async throws
  {
    try await Workplace.with { place in
      let home = "\(place.home)/.local/state/dojo/image-registry/isolated/home"
      try Folders.create(home)
      try AtomicFile.write("PS1='ready> '\n".utf8, to: "\(home)/.bashrc")
      let terminal = try await place.open(["run", "image-registry", "--isolate"])
      let learner = Learner(terminal: terminal, lesson: try place.lesson())
      try await learner.passes(1, "docker run -d -p 5000:5000 registry:2.7.1")
      try await learner.types("echo mine >~/kept; sleep 1000 &")
      #expect(try await place.dojo(["status"]).output.contains("→ 2"))
      let visit = try await place.dojo(["shell", "other", "--", "sh", "-c", "hostname; cat ~/kept"])
      #expect(visit.output == "other\nmine\n", "\(visit)")
      #expect(try await place.dojo(["check"]).status == 1)
      terminal.send("exit\r")
      #expect(try await terminal.waitForEnd() == 0)
      #expect(Folders.names(in: place.home).filter { $0.hasPrefix("dojo-") } == [])

      // Without a word it is isolated again, and so is what is asked while nobody is in it.
      let check = try await place.dojo(["check"])
      #expect(check.output.contains("Step 2: not yet"), "\(check.output)")
      let again = try await place.open(["run"])
      let back = Learner(terminal: again, lesson: try place.lesson())
      #expect(try await back.types("cat ~/kept; docker ps").contains("mine CONTAINER ID"))
      again.signal(15)
      _ = try await again.waitForEnd()
      #expect(Folders.names(in: place.home).filter { $0.hasPrefix("dojo-") } == [])
      let journal = String(decoding: try FileBytes.read(place.journal), as: UTF8.self)
      #expect(journal.split(separator: "\n").last?.contains("sitting-ended") == true)
    }
  }

  @Test func `a chapter of the learner's own is read inside, and nothing beside it`() async throws {
    try await Workplace.with { place in
      try AtomicFile.write("# Mine\n\n1. Say hello.\n".utf8, to: "\(place.home)/mine.md")
      let run = try await place.isolated("ls -A \(place.home)", lesson: "\(place.home)/mine.md")
      #expect(run.output.contains("ls -A \(place.home)\n"), "\(run.output)")
      #expect(!run.output.contains(".bashrc"))
      #expect(run.output.contains("mine.md\n"))
    }
  }

  @Test(arguments: Language.allCases)
  func `within the walls no second ones are made`(language: Language) async throws {
    try await Workplace.with { place in
      let run = try await place.isolated(
        "dojo run image-registry --isolate; echo \"[$?]\"", language: language)
      #expect(run.output.contains(CannotIsolateWords.isIsolated[language]), "\(run.output)")
      #expect(run.output.contains("[64]"))
    }
  }
}

/// What keeps a sitting from being isolated, on any computer.
@Suite struct NoWallsTests {
  @Test(arguments: Language.allCases)
  func `without bubblewrap one sentence names the package, and nothing has begun`(language: Language)
    async throws
  {
    try await Workplace.with { place in
      let run = try await place.script(
        "PATH=/nowhere \(Workplace.binary) run image-registry --isolate <\(place.home)/.bashrc; echo \"[$?]\"",
        language: language)
      #expect(run.output.contains("bubblewrap"), "\(run.output)")
      #expect(run.output.contains("[3]"))
      #expect(fitsScreen(run.output), "\(run.output)")
      #expect(!Folders.exists(place.journal))
    }
  }
}

/// The words of an error, as the tests look for them.
private enum CannotIsolateWords {
  static let isIsolated = Phrase(en: "this shell is isolated already", ja: "このシェルはすでに隔離されています")
}

/// Whether a sitting can be isolated on this computer.
private func canIsolate() async -> Bool {
  let environment = ["PATH": "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"]
  return (try? await SandboxProbe(environment: environment).runForOneself()) != nil
}

extension Workplace {
  /// Runs commands in an isolated sitting.
  fileprivate func isolated(
    _ commands: String, lesson: String = "image-registry", language: Language = .english
  ) async throws -> (output: String, status: Int32) {
    try await dojo(["run", lesson, "--isolate"], input: commands + "\n", language: language)
  }

  /// dojo on a terminal, once its first prompt is there.
  fileprivate func open(_ arguments: [String]) async throws -> TerminalSession {
    let terminal = try TerminalSession(Self.binary, arguments, environment: environment(), rows: 50)
    try await terminal.wait(for: "ready> ")
    return terminal
  }
}
