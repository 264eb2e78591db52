import Basics
import HTTPClient
import Registry
import Shell
import TestSupport
import Testing

@testable import Engine

@Suite struct `The configuration file of a registry container` {
  private static let task = RegistryTask(kind: .serve, configuration: "/etc/docker/registry/config.yml")

  private func outcome(_ text: String, _ environment: [String] = []) -> RegistryVariables.Outcome {
    RegistryVariables.read(environment, configuration: text, for: Self.task)
  }

  private func settings(
    _ text: String, _ environment: [String] = [], at location: SourceLocation = #_sourceLocation
  ) -> RegistrySettings {
    guard case .settings(let settings) = outcome(text, environment) else {
      Issue.record("\(outcome(text, environment))", sourceLocation: location)
      return RegistrySettings()
    }
    return settings
  }

  /// The file that lies in the image of 2019.
  private static let bundled = """
    version: 0.1
    log:
      fields:
        service: registry
    storage:
      cache:
        blobdescriptor: inmemory
      filesystem:
        rootdirectory: /var/lib/registry
    http:
      addr: :5000
      headers:
        X-Content-Type-Options: [nosniff]
    health:
      storagedriver:
        enabled: true
        interval: 10s
        threshold: 3
    """

  @Test func `of the image changes nothing`() {
    #expect(settings(Self.bundled) == RegistrySettings())
  }

  @Test func `means what the variables mean, which come after it`() {
    let text = """
      version: 0.1
      log: {level: debug, accesslog: {disabled: true}}
      storage:
        filesystem: {rootdirectory: "/data"}
        delete: {enabled: true}
        maintenance: {readonly: {enabled: yes}}
      auth:
        htpasswd: {realm: Registry Realm, path: /auth/htpasswd}
      http:
        addr: 127.0.0.1:5001
        host: https://reg.example/
        secret: asecret
        tls: {certificate: /certs/a.crt, key: /certs/a.key}
        headers:
          Access-Control-Allow-Origin: ['*']
      """
    var wanted = RegistrySettings()
    (wanted.port, wanted.address, wanted.isOnLoopback) = (5001, "127.0.0.1:5001", true)
    (wanted.rootDirectory, wanted.allowsDeletion, wanted.isReadOnly) = ("/data", true, true)
    (wanted.logLevel, wanted.hasAccessLog, wanted.hasSecret) = (.debug, false, true)
    wanted.passwords = .init(realm: "Registry Realm", path: "/auth/htpasswd")
    wanted.certificate = .init(chain: "/certs/a.crt", key: "/certs/a.key")
    wanted.publicURL = "https://reg.example"
    wanted.headers = [.init(name: "Access-Control-Allow-Origin", values: ["*"])]
    #expect(settings(text) == wanted)
    (wanted.port, wanted.address, wanted.isOnLoopback) = (80, "[::]:80", false)
    wanted.allowsDeletion = false
    #expect(settings(text, ["REGISTRY_HTTP_ADDR=:80", "REGISTRY_STORAGE_DELETE_ENABLED=false"]) == wanted)
  }

  @Test func `may say what this registry does without, and its log tells it`() {
    let text =
      Self.bundled + "\nredis: {addr: localhost:6379}\nnotifications: {endpoints: []}\nbogus: {a: 1}\n"
    let read = settings(text, ["REGISTRY_X=1"])
    #expect(read.ignoredSettings == ["redis.addr", "notifications.endpoints", "bogus.a"])
    #expect(read.ignored == ["REGISTRY_X"])
    var start = LegacyLog.Start(address: "[::]:5000", purgeMinutes: 1)
    start.ignoredSettings = read.ignoredSettings
    let lines = LegacyLog(instance: "i").startLines(start, at: Timestamp(seconds: 0))
    #expect(lines.contains { $0.contains("level=warning") && $0.contains("configuration file: redis.addr") })
  }

  @Test(arguments: [
    ("", "Unsupported version: \"\""),
    ("version: 0.2\nstorage: {filesystem: {}}", "Unsupported version: \"0.2\""),
    ("version: 0.1\nhttp:\n  addr: :5000", "No storage configuration provided"),
    (
      "version: 0.1\nstorage: {filesystem: {}, inmemory: {}}",
      "must provide exactly one storage type. Provided: [filesystem inmemory]"
    ),
    ("version: 0.1\nstorage: {filesystem: {}}\nlog: {level: fun}", "Invalid loglevel fun Must be one of"),
    ("version: 0.1\nstorage: [", "yaml: line 2: did not find expected node content"),
    ("version: 0.1\n\tstorage: filesystem", "yaml: line 2: found a tab character that violates indentation"),
  ])
  func `that makes no sense ends the registry with the reason`(text: String, reason: String) {
    guard case .fails(let words, let exitCode) = outcome(text) else {
      Issue.record("\(outcome(text))")
      return
    }
    #expect(exitCode == 1)
    #expect(
      words.hasPrefix("configuration error: error parsing /etc/docker/registry/config.yml: \(reason)"),
      "\(words)")
    #expect(words.contains("registry serve <config> [flags]"))
  }

  @Test(arguments: ["s3: {bucket: b}", "inmemory: {}"])
  func `that asks for another storage is refused`(storage: String) {
    guard case .isBeyondPractice = outcome("version: 0.1\nstorage:\n  \(storage)") else {
      Issue.record("\(outcome("version: 0.1\nstorage:\n  \(storage)"))")
      return
    }
  }
}

@Suite struct `The program registry` {
  private func read(_ word: String, _ arguments: String...) -> RegistryTask.Reading {
    RegistryTask.read(word, arguments, environment: ["REGISTRY_CONFIGURATION_PATH=/from/variable.yml"])
  }

  @Test func `takes its options wherever they stand`() {
    var all = RegistryTask.Collection()
    (all.isDryRun, all.removesUntagged) = (true, true)
    let task = RegistryTask.Reading.task(RegistryTask(kind: .collect(all), configuration: "/c.yml"))
    #expect(read("garbage-collect", "-m", "-d", "/c.yml") == task)
    #expect(read("garbage-collect", "-dm", "/c.yml") == task)
    #expect(read("garbage-collect", "/c.yml", "--dry-run", "--delete-untagged=true") == task)
    #expect(
      read("garbage-collect", "--dry-run=false")
        == .task(RegistryTask(kind: .collect(.init()), configuration: "/from/variable.yml")))
    #expect(read("serve", "/c.yml") == .task(RegistryTask(kind: .serve, configuration: "/c.yml")))
  }

  @Test func `says what it does not understand`() {
    #expect(
      read("garbage-collect", "-x", "/c.yml")
        == .complains("Error: unknown shorthand flag: 'x' in -x\n\(RegistryCommand.collectUsage)\n"))
    #expect(
      read("serve", "--dry-run", "/c.yml")
        == .complains("Error: unknown flag: --dry-run\n\(RegistryCommand.serveUsage)\n"))
    guard case .prints(let help) = read("garbage-collect", "--help") else {
      Issue.record("no help")
      return
    }
    #expect(help.hasPrefix("`garbage-collect` deletes layers not referenced by any manifests\n\nUsage:\n"))
    #expect(
      RegistryTask.read("serve", [], environment: [])
        == .fails("configuration error: configuration path unspecified\n\(RegistryCommand.serveUsage)"))
  }
}

/// What chapters about a registry's own file and about freeing space do, with the real docker.
@Suite(.enabled(if: RealDocker.isInstalled, "the real docker CLI is not installed"))
struct `A registry container and its garbage` {
  private static let file =
    "version: 0.1\nstorage: {filesystem: {rootdirectory: /data}, delete: {enabled: true}}\n"

  @Test func `reads the file that is mounted, and collects what nobody needs`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let place = "\(lab.scratch.path)/config.yml"
      try AtomicFile.write((Self.file + "http:\n  addr: :5001\nproxies: {}\n").utf8, to: place)
      let mounts = ["-v", "kept:/data", "-v", "\(place):/etc/docker/registry/config.yml:ro"]
      let run = try await lab.docker(
        ["run", "-d", "-p", "5001:5001", "--name", "registry"] + mounts + ["registry:2.7.1"])
      #expect(run.status == 0, "\(run)")
      let log = try await lab.docker("logs", "registry").stderr
      #expect(log.contains("msg=\"listening on [::]:5001\""), "\(log)")
      #expect(log.contains("Ignoring setting of the configuration file: proxies"), "\(log)")
      _ = try await lab.docker("tag", "hello-world", "localhost:5001/team/hello")
      let push = try await lab.docker("push", "localhost:5001/team/hello").stdout
      let digest = try #require(push.firstMatch(of: /sha256:[0-9a-f]{64}/)?.output).description

      let collect = ["run", "--rm"] + mounts + ["registry:2.7.1", "garbage-collect"]
      let path = "/etc/docker/registry/config.yml"
      let kept = try await lab.docker(collect + ["--dry-run", path])
      #expect(kept.status == 0, "\(kept)")
      #expect(
        kept.stdout.hasPrefix("team/hello\nteam/hello: marking manifest \(digest) \n"), "\(kept.stdout)")
      #expect(kept.stdout.hasSuffix("\n\n3 blobs marked, 0 blobs and 0 manifests eligible for deletion\n"))

      let end = await lab.neighbourhood.endpoint(host: "localhost", port: 5001, from: lab.host.name)
      guard case .reachable(let host, let port) = end else {
        Issue.record("nobody listens: \(end)")
        return
      }
      let url = "http://\(host):\(port)/v2/team/hello/manifests/\(digest)"
      #expect(try await HTTPClient().send(ClientRequest("DELETE", url)).status == 202)
      let looked = try await lab.docker(collect + ["-d", path])
      #expect(
        looked.stdout.contains(
          "\n0 blobs marked, 3 blobs and 0 manifests eligible for deletion\nblob eligible"),
        "\(looked.stdout)")
      #expect(!looked.stderr.contains("Deleting blob"))
      let done = try await lab.docker(collect + [path])
      #expect(done.stdout == looked.stdout)
      #expect(
        done.stderr.contains("level=info msg=\"Deleting blob: /docker/registry/v2/blobs/sha256/"),
        "\(done.stderr)")
      let again = try await lab.docker(collect + [path])
      #expect(again.stdout.hasSuffix("\n0 blobs marked, 0 blobs and 0 manifests eligible for deletion\n"))
    }
  }

  @Test func `says that a file is missing, and that there is nothing to collect yet`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let missing = try await lab.docker("run", "--rm", "registry:2.7.1", "serve", "/nowhere.yml")
      #expect(missing.status == 1)
      #expect(
        missing.stderr.hasPrefix(
          "configuration error: open /nowhere.yml: no such file or directory\nUsage:\n"),
        "\(missing.stderr)")
      let empty = try await lab.docker(
        "run", "--rm", "registry:2.7.1", "garbage-collect", "/etc/docker/registry/config.yml")
      #expect(empty.status == 1)
      #expect(
        empty.stderr
          == "failed to garbage collect: failed to mark: filesystem: Path not found: /docker/registry/v2/repositories"
      )
    }
  }

  @Test func `collects while the registry runs, as a command in its container`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker("run", "-d", "-p", "5000:5000", "--name", "registry", "registry:2.7.1")
      let version = try await lab.docker("exec", "registry", "registry", "--version")
      #expect(version.stdout == "registry github.com/docker/distribution v2.7.1\n", "\(version)")
      let path = "/etc/docker/registry/config.yml"
      let empty = try await lab.docker("exec", "registry", "bin/registry", "garbage-collect", path)
      #expect(empty.status == 1, "\(empty)")
      _ = try await lab.docker("tag", "hello-world", "localhost:5000/hello")
      #expect(try await lab.docker("push", "localhost:5000/hello").status == 0)
      let kept = try await lab.docker("exec", "registry", "/bin/registry", "garbage-collect", "-m", path)
      #expect(kept.status == 0)
      #expect(
        kept.stdout.hasSuffix("\n3 blobs marked, 0 blobs and 0 manifests eligible for deletion\n"), "\(kept)")
      let second = try await lab.docker("exec", "registry", "registry", "serve", path)
      #expect(second.stderr.contains("cannot run 'registry serve"), "\(second)")
      #expect(try await lab.docker("ps", "-q").stdout.isEmpty == false)
    }
  }

  @Test func `and a web server says of itself what its command says`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker("run", "-d", "--name", "web", "nginx:1.19.2")
      let version = try await lab.docker("exec", "web", "nginx", "-v")
      #expect(version.stderr == "nginx version: nginx/1.19.2\n", "\(version)")
      let configuration = try await lab.docker("exec", "web", "nginx", "-t")
      #expect(configuration.status == 0)
      #expect(configuration.stderr.hasSuffix("/etc/nginx/nginx.conf test is successful\n"))
      #expect(
        try await lab.docker("exec", "web", "nginx", "-s", "reload").stderr
          .hasSuffix(" [notice] 30#30: signal process started\n"))
    }
  }
}
