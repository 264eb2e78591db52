import Basics
import DockerAPI
import HTTPServer
import Registry
import Testing

@testable import Engine

@Suite struct `The variables of a registry container` {
  private func settings(
    _ environment: String..., at location: SourceLocation = #_sourceLocation
  ) throws -> RegistrySettings {
    let outcome = RegistryVariables.read(environment)
    guard case .settings(let settings) = outcome else {
      Issue.record("\(outcome)", sourceLocation: location)
      return RegistrySettings()
    }
    return settings
  }

  @Test(arguments: [
    (":5001", 5_001, "[::]:5001", false), ("0.0.0.0:80", 80, "[::]:80", false),
    ("localhost:5001", 5_001, "127.0.0.1:5001", true), ("127.0.0.1:5000", 5_000, "127.0.0.1:5000", true),
    ("[::1]:5000", 5_000, "[::1]:5000", true),
  ])
  func `say where it listens`(text: String, port: UInt16, address: String, isOnLoopback: Bool) throws {
    let settings = try settings("REGISTRY_HTTP_ADDR=\(text)")
    #expect(settings.port == port)
    #expect(settings.address == address)
    #expect(settings.isOnLoopback == isOnLoopback)
    #expect(Program.registry(settings).listeningPort == (isOnLoopback ? nil : port))
  }

  @Test(arguments: [
    ("nonsense", "listen tcp: address nonsense: missing port in address"),
    (":http:x", "listen tcp: address :http:x: invalid port"),
  ])
  func `that name no address end it`(text: String, fatal: String) throws {
    #expect(try settings("REGISTRY_HTTP_ADDR=\(text)").fatal == fatal)
  }

  @Test(arguments: [
    (#"REGISTRY_STORAGE_MAINTENANCE_READONLY={"enabled":true}"#, true),
    ("REGISTRY_STORAGE_MAINTENANCE_READONLY={enabled: true}", true),
    ("REGISTRY_STORAGE_MAINTENANCE_READONLY={'enabled': false}", false),
    ("REGISTRY_STORAGE_MAINTENANCE_READONLY_ENABLED=true", true),
    ("REGISTRY_STORAGE_MAINTENANCE_READONLY_ENABLED=false", false),
  ])
  func `make it read-only in both spellings`(variable: String, isReadOnly: Bool) throws {
    #expect(try settings(variable).isReadOnly == isReadOnly)
  }

  @Test func `name its files, its passwords, its headers and its log level`() throws {
    let all = try settings(
      "REGISTRY_STORAGE_FILESYSTEM_ROOTDIRECTORY=/data", "REGISTRY_AUTH=htpasswd",
      "REGISTRY_AUTH_HTPASSWD_REALM=Registry Realm", "REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd",
      "REGISTRY_HTTP_TLS_CERTIFICATE=/certs/domain.crt", "REGISTRY_HTTP_TLS_KEY=/certs/domain.key",
      "REGISTRY_LOG_LEVEL=warn", "REGISTRY_LOG_ACCESSLOG_DISABLED=true", "REGISTRY_HTTP_SECRET=12345",
      "REGISTRY_STORAGE_DELETE_ENABLED=true", "REGISTRY_HTTP_HOST=https://reg.example/",
      #"REGISTRY_HTTP_HEADERS_Access-Control-Allow-Origin=["*"]"#, "REGISTRY_STORAGE=filesystem",
      "REGISTRY_HTTP_HEADERS_X-LAB=[a, 'b']", "PATH=/bin", "REGISTRY_HTTP_HTTP2_DISABLED=true")
    var expected = RegistrySettings()
    expected.rootDirectory = "/data"
    expected.passwords = .init(realm: "Registry Realm", path: "/auth/htpasswd")
    expected.certificate = .init(chain: "/certs/domain.crt", key: "/certs/domain.key")
    expected.logLevel = .warning
    expected.hasAccessLog = false
    expected.hasSecret = true
    expected.allowsDeletion = true
    expected.publicURL = "https://reg.example"
    expected.headers = [
      .init(name: "Access-Control-Allow-Origin", values: ["*"]), .init(name: "X-Lab", values: ["a", "b"]),
    ]
    #expect(all == expected)
    let relative = try settings("REGISTRY_HTTP_HOST=https://reg.example", "REGISTRY_HTTP_RELATIVEURLS=true")
    #expect(relative.publicURL == nil)
    #expect(try settings("REGISTRY_HTTP_TLS_KEY=/certs/domain.key").certificate == nil)
  }

  @Test func `that lead nowhere earn a warning, such as those of linked containers`() throws {
    let settings = try settings(
      "REGISTRY_PORT=tcp://172.17.0.2:5000", "REGISTRY_FOO=1", "REGISTRY_HTTP_BLAH=3",
      "REGISTRY_NAME=/web/registry")
    #expect(settings.ignored == ["REGISTRY_FOO", "REGISTRY_HTTP_BLAH", "REGISTRY_NAME", "REGISTRY_PORT"])
    let lines = RegistryWorkload.greeting(settings, at: .zero, chance: Chance(seed: 1)).map(\.text)
    #expect(
      lines[0].hasSuffix("level=warning msg=\"Ignoring unrecognized environment variable REGISTRY_FOO\" \n"))
  }

  @Test(arguments: [
    ("REGISTRY_LOG_LEVEL=chatty", "Invalid loglevel chatty Must be one of [error, warn, info, debug]\n", 1),
    ("REGISTRY_STORAGE_DELETE_ENABLED=[", "yaml: line 1: did not find expected node content\n", 1),
    ("REGISTRY_HTTP_HEADERS_X-Lab=a", "cannot unmarshal !!str `\"a\"` into []string\n", 1),
    ("REGISTRY_AUTH=htpasswd", "\"realm\" must be set for htpasswd access controller\n", 2),
    ("REGISTRY_AUTH_HTPASSWD_REALM=x", "\"path\" must be set for htpasswd access controller\n", 2),
    (
      "REGISTRY_STORAGE_MAINTENANCE_READONLY=true",
      "panic: readonly config key must contain additional keys\n", 2
    ),
    ("REGISTRY_HTTP_HOST=nonsense", "panic: could not parse http host url \"nonsense\"\n", 2),
  ])
  func `that make no sense end it with its own words`(variable: String, words: String, code: Int) {
    let outcome = RegistryVariables.read([variable])
    guard case .fails(let text, exitCode: code) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(text.contains(words), "\(text)")
  }

  @Test(arguments: [
    "REGISTRY_PROXY_REMOTEURL=https://registry-1.docker.io", "REGISTRY_AUTH=token", "REGISTRY_STORAGE=s3",
    "REGISTRY_STORAGE_S3_BUCKET=b", "REGISTRY_REDIS_ADDR=x", "REGISTRY_NOTIFICATIONS_ENDPOINTS=[]",
    "REGISTRY_HTTP_DEBUG_ADDR=:5001", "REGISTRY_HTTP_TLS_LETSENCRYPT_EMAIL=x", "REGISTRY_LOG_FORMATTER=json",
  ])
  func `that a practice machine cannot honour are refused`(variable: String) {
    guard case .isBeyondPractice(let phrase) = RegistryVariables.read([variable]) else {
      Issue.record("not refused")
      return
    }
    for language in Language.allCases { #expect(phrase[language].contains("--docker system")) }
  }

  @Test(
    arguments: [
      ("", .null), ("a b", "a b"), ("[]", .array([])), ("[a, [b], {c: d}]", ["a", ["b"], ["c": "d"]]),
      (#"{"a": "x, y", 'b': 'it''s'}"#, ["a": "x, y", "b": "it's"]), ("12", .number("12")),
      ("YES", .bool(true)),
      ("tcp://1:2", "tcp://1:2"), ("[", nil), ("{a", nil), ("\"a", nil), ("*", nil), ("[a] b", nil),
      ("[[[[[[[[[[1]]]]]]]]]]", nil),
    ] as [(String, JSONValue?)])
  func `are read as YAML on one line`(text: String, value: JSONValue?) {
    #expect(FlowValue.read(text) == value)
  }
}

@Suite struct `htpasswd in the web server's image` {
  private func choice(_ words: String...) -> ProgramChoice {
    var config = ContainerConfig()
    config.image = "httpd:2.4"
    config.labels = ["dev.dojo.workload": "web"]
    return ProgramChoice(
      commandLine: CommandLine(path: words[0], arguments: Array(words.dropFirst())), config: config,
      processes: .missing(packages: ["busybox-static"]))
  }

  @Test func `prints a line in bcrypt`() {
    #expect(
      choice("htpasswd", "-Bbn", "user", "secret")
        == .runs(.passwordLine(.init(name: "user", password: "secret", cost: 5))))
    #expect(
      choice("/usr/local/apache2/bin/htpasswd", "-nbB", "-C", "7", "user", "secret")
        == .runs(.passwordLine(.init(name: "user", password: "secret", cost: 7))))
  }

  @Test func `says what is wrong with the rest`() {
    for words in [["-bn", "user", "secret"], ["-Bbc", "file", "user", "secret"], ["-Bn", "user"], []] {
      let commandLine = CommandLine(path: "htpasswd", arguments: words)
      guard case .isBeyondPractice(let phrase) = HtpasswdCommand.choice(commandLine) else {
        Issue.record("\(words) is not refused")
        continue
      }
      for language in Language.allCases { #expect(phrase[language].contains("htpasswd -Bbn")) }
    }
    guard case .runs(.finishes(_, exitCode: 2)) = choice("htpasswd", "-Bbn", "user"),
      case .runs(.finishes(_, exitCode: 5)) = choice("htpasswd", "-Bbn", "us:er", "x")
    else {
      Issue.record("wrong words are taken")
      return
    }
  }
}
