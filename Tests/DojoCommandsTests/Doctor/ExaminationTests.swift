import Basics
import Shell
import Testing

@testable import DojoCommands

@Suite struct ExaminationTests {
  private let healthy = Surroundings(
    environment: ["SHELL": "/usr/bin/zsh", "LANG": "ja_JP.UTF-8"], registryPort: .free,
    programs: ["curl": "/usr/bin/curl"], stateFolder: .success("/home/mika/.local/state/dojo"),
    home: .success(DojoHome(path: "/opt/dojo")), containers: .real(hasUsers: true),
    sandbox: .success(
      SandboxTools(
        bubblewrap: "/usr/bin/bwrap", prlimit: "/usr/bin/prlimit", setpriv: "/usr/bin/setpriv")),
    isolation: .success(
      SandboxTools(
        bubblewrap: "/usr/bin/bwrap", prlimit: "/usr/bin/prlimit", setpriv: "/usr/bin/setpriv")))

  private func text(
    in language: Language = .english, _ change: (inout Surroundings) -> Void = { _ in }
  ) -> String {
    var surroundings = healthy
    change(&surroundings)
    let console = Console(language: language, style: .plain, width: 80)
    return FindingsText(console: console).render(Examination.findings(in: surroundings))
  }

  @Test func `a healthy computer gets one line for each finding and a good word last`() {
    let text = text()
    #expect(!text.contains("→"))
    #expect(text.hasSuffix("All is well: dojo run image-registry"))
  }

  @Test func `a taken port is named with its holder and a way to go on`() {
    let text = text { $0.registryPort = .taken(by: "nginx (pid 812)") }
    #expect(text.contains("taken by nginx (pid 812)"))
    #expect(text.contains("--ports private"))
  }

  @Test func `on a Mac the usual holder of port 5000 is called by the name learners know`() {
    let text = text {
      $0.isMac = true
      $0.registryPort = .taken(by: "ControlCe (pid 501)")
    }
    #expect(text.contains("AirPlay Receiver"))
  }

  @Test func `a shell without hooks is told about dojo check`() {
    #expect(text { $0.environment["SHELL"] = "/bin/dash" }.contains("dojo check"))
  }

  @Test func `a state folder that cannot be written blocks, and the last line says so`() {
    let text = text {
      $0.stateFolder = .failure(
        .init(found: Phrase(verbatim: "/state is read-only"), remedy: Phrase(verbatim: "set XDG_STATE_HOME")))
    }
    #expect(text.contains("NO progress"))
    #expect(text.contains("→ set XDG_STATE_HOME"))
    #expect(text.hasSuffix("see the lines marked NO."))
  }

  @Test func `a computer without bubblewrap names the package, and a sitting can still start`() {
    let text = text { $0.sandbox = .failure(.notInstalled) }
    #expect(text.contains("!! grading"))
    #expect(text.contains("Install the package bubblewrap"))
    #expect(text.contains("dojo works here"))
  }

  @Test(arguments: [NoSandbox.notInstalled, .refused(reason: "bwrap: No permissions", ban: nil)])
  func `whether a sitting can be isolated is told, with a remedy`(reason: NoSandbox) {
    #expect(text().contains("ok --isolate"))
    let text = text { $0.isolation = .failure(reason) }
    #expect(text.contains("!! --isolate"))
    #expect(text.contains(reason == .notInstalled ? "apt-get install bubblewrap" : "--no-isolate"))
    #expect(text.contains("dojo works here"))
  }

  @Test func `a system that allows no sandbox is quoted, with what an administrator can do`() {
    let text = text { $0.sandbox = .failure(.refused(reason: "bwrap: No permissions", ban: nil)) }
    #expect(text.contains("bwrap: No permissions"))
    #expect(text.contains("Allow unprivileged user namespaces"))
  }

  @Test func `a setting that is known to be why is named with the command that lifts it`() {
    let text = text {
      let reason = "bwrap: setting up uid map: Permission denied"
      $0.containers = .refused(reason: reason, ban: .appArmor)
      $0.sandbox = .failure(.refused(reason: reason, ban: .patch))
      $0.isolation = .failure(.refused(reason: reason, ban: .count))
    }
    for setting in [
      "!! containers", "kernel.apparmor_restrict_unprivileged_userns=0",
      "kernel.unprivileged_userns_clone=1", "user.max_user_namespaces=15000",
    ] { #expect(text.contains(setting), "\(text)") }
    #expect(text.contains("dojo works here"))
  }

  @Test func `a computer without busybox names the package, and what works without it`() {
    let text = text { $0.containers = .missing(packages: ["busybox-static"]) }
    #expect(text.contains("!! containers") && text.contains("registry and web servers"))
    #expect(text.contains("apt-get install busybox-static"))
  }

  @Test func `on a system that has no sandboxes nothing is wrong for a learner`() {
    let text = text {
      $0.sandbox = .failure(.notThisSystem)
      $0.isolation = .failure(.notThisSystem)
      $0.containers = .missing(packages: [])
    }
    #expect(text.contains("ok containers"))
    #expect(text.contains("ok grading"))
    #expect(text.contains("ok --isolate"))
    #expect(text.hasSuffix("All is well: dojo run image-registry"))
  }

  @Test func `every line fits 80 columns in both languages`() {
    for language in Language.allCases {
      let text = text(in: language) { surroundings in
        surroundings.registryPort = .taken(by: nil)
        surroundings.environment = ["SHELL": "/bin/dash", "LANG": "C"]
        surroundings.programs = ["docker": "/usr/bin/docker", "podman": "/usr/bin/podman"]
        surroundings.sandbox = .failure(.notInstalled)
        surroundings.isolation = .failure(.refused(reason: "bwrap: No permissions", ban: .appArmor))
        surroundings.containers = .refused(reason: "bwrap: No permissions", ban: .appArmor)
      }
      for line in text.split(separator: "\n") { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
    }
  }
}
