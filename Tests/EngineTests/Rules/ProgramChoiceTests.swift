import Basics
import DockerAPI
import Testing

@testable import Engine

@Suite struct `What a container does` {
  private static func choice(
    _ workload: String?, _ words: [String], environment: [String] = [], interactive: Bool = false
  ) -> ProgramChoice {
    var config = ContainerConfig()
    config.image = "some-image"
    config.hostname = "0123456789ab"
    config.opensStdin = interactive
    config.environment = environment
    config.labels = workload.map { ["dev.dojo.workload": $0, "dev.dojo.workload.text": "Hello"] }
    return ProgramChoice(
      commandLine: CommandLine(path: words[0], arguments: Array(words.dropFirst())), config: config,
      processes: .missing(packages: ["busybox-static"]))
  }

  private static let configuration = "/etc/docker/registry/config.yml"

  @Test func `a registry serves on port 5000 and honours its variables`() {
    #expect(
      Self.choice("registry", ["/entrypoint.sh", Self.configuration]) == .runs(.registry(RegistrySettings())))
    let changed = Self.choice(
      "registry", ["/entrypoint.sh", Self.configuration],
      environment: [
        "REGISTRY_HTTP_ADDR=0.0.0.0:5001", "REGISTRY_STORAGE_DELETE_ENABLED=true", "REGISTRY_X=1",
      ])
    var settings = RegistrySettings()
    (settings.port, settings.address, settings.allowsDeletion) = (5_001, "[::]:5001", true)
    settings.ignored = ["REGISTRY_X"]
    #expect(changed == .runs(.registry(settings)))
  }

  @Test(arguments: [
    (["-d", "-p", "5000:5000"], "Error: unknown command \"5000:5000\" for \"registry\"\n"),
    (["-d"], "Error: unknown shorthand flag: 'd' in -d\nUsage:\n"),
    (["--publish", "5000:5000"], "Error: unknown flag: --publish\nUsage:\n"),
  ])
  func `options after the name of the registry image go to the program registry`(
    arguments: [String], start: String
  ) {
    guard
      case .runs(.finishes(let output, let exitCode)) = Self.choice(
        "registry", ["/entrypoint.sh"] + arguments)
    else {
      Issue.record("it does not end at once")
      return
    }
    #expect(exitCode == 0)
    #expect(output.map(\.stream) == [.standardError])
    #expect(output[0].text.hasPrefix(start), "\(output[0].text)")
  }

  @Test(arguments: [
    ("idle", ["echo", "hi", "you"], "hi you\n"), ("idle", ["echo", "-n", "hi"], "hi"),
    ("idle", ["/bin/echo"], "\n"), ("idle", ["hostname"], "0123456789ab\n"),
    ("idle", ["cat", "/etc/hostname"], "0123456789ab\n"), ("idle", ["sh", "-c", "echo hi"], "hi\n"),
    ("print", ["/hello"], "Hello\n"),
  ])
  func `simple commands print what they print`(workload: String, words: [String], text: String) {
    #expect(Self.choice(workload, words) == .runs(.prints(text)))
  }

  @Test func `a shell without input ends at once, a sleeper sleeps, false fails`() {
    #expect(Self.choice("idle", ["/bin/sh"]) == .runs(.ends))
    #expect(Self.choice("idle", ["sleep", "1h"]) == .runs(.sleeps(.seconds(3_600))))
    #expect(Self.choice("idle", ["sh", "-c", "sleep 5"]) == .runs(.sleeps(.seconds(5))))
    #expect(Self.choice("idle", ["sleep", "infinity"]) == .runs(.sleeps(nil)))
    #expect(Self.choice("idle", ["false"]) == .runs(.finishes(output: [], exitCode: 1)))
  }

  @Test func `nginx in the background of a sleeping shell serves as long as the shell sleeps`() {
    let words = ["/docker-entrypoint.sh", "/bin/sh", "-c", "nginx && sleep 3600"]
    #expect(Self.choice("web", words) == .runs(.web(.nginx, lifetime: .seconds(3_600))))
  }

  @Test(arguments: [("idle", "-d"), ("print", "bash")])
  func `a program that the image cannot hold is missing`(workload: String, word: String) {
    #expect(Self.choice(workload, [word]) == .isMissing(word))
  }

  @Test(arguments: [
    ("idle", ["apk", "add", "git"]), ("idle", ["sh", "-c", "echo $HOME"]), ("idle", ["sleep", "x"]),
    ("idle", ["sh", "-c", "echo a; echo b"]), ("registry", ["/entrypoint.sh", "sh"]),
    ("web", ["/docker-entrypoint.sh", "bash"]),
  ])
  func `what would have to be run for real is refused, in both languages, with the way to do it`(
    workload: String, words: [String]
  ) {
    expectRefusal(Self.choice(workload, words))
  }

  @Test func `shells to type at, unknown images and registries with token servers are refused too`() {
    expectRefusal(Self.choice("idle", ["sh"], interactive: true))
    expectRefusal(Self.choice(nil, ["sh"]))
    expectRefusal(
      Self.choice(
        "registry", ["/entrypoint.sh", Self.configuration], environment: ["REGISTRY_AUTH=token"]))
  }

  private func expectRefusal(_ choice: ProgramChoice, at location: SourceLocation = #_sourceLocation) {
    guard case .isBeyondPractice(let phrase) = choice else {
      Issue.record("not refused: \(choice)", sourceLocation: location)
      return
    }
    for language in Language.allCases {
      #expect(phrase[language].contains("--docker system"), sourceLocation: location)
    }
  }
}
