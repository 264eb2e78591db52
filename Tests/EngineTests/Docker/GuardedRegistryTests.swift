import Basics
import HTTPServer
import Shell
import TestSupport
import Testing

@testable import Engine

/// What chapters about passwords and certificates do, with the real docker.
@Suite(.enabled(if: RealDocker.isInstalled, "the real docker CLI is not installed"))
struct `A guarded registry in a container` {
  private static let configuration = [
    "-e", "REGISTRY_AUTH=htpasswd", "-e", "REGISTRY_AUTH_HTPASSWD_REALM=Registry Realm", "-e",
    "REGISTRY_AUTH_HTPASSWD_PATH=/auth/htpasswd",
  ]

  @Test func `knows the users of a file that a container made`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let made = try await lab.docker(
        "run", "--rm", "--entrypoint", "htpasswd", "httpd:2.4", "-Bbn", "lena", "secret")
      #expect(made.stdout.hasPrefix("lena:$2y$05$"), "\(made)")
      #expect(made.stdout.hasSuffix("\n\n"))
      let folder = "\(lab.scratch.path)/auth"
      try Folders.create(folder)
      try AtomicFile.write(made.stdout.utf8, to: "\(folder)/htpasswd")
      let run = try await lab.docker(
        ["run", "-d", "-p", "5000:5000", "--name", "registry", "-v", "\(folder):/auth"] + Self.configuration
          + ["registry:2.7.1"])
      #expect(run.status == 0, "\(run)")
      _ = try await lab.docker("tag", "hello-world", "localhost:5000/hello")
      let shut = try await lab.docker("push", "localhost:5000/hello")
      #expect(shut.status == 1)
      #expect(shut.stderr.contains("no basic auth credentials"), "\(shut)")
      let wrong = try await lab.docker("login", "-u", "lena", "-p", "wrong", "localhost:5000")
      #expect(wrong.status == 1)
      #expect(
        wrong.stderr.contains(
          "login attempt to http://localhost:5000/v2/ failed with status: 401 Unauthorized"), "\(wrong)")
      let right = try await lab.docker("login", "-u", "lena", "-p", "secret", "localhost:5000")
      #expect(right.stdout.contains("Login Succeeded"), "\(right)")
      let open = try await lab.docker("push", "localhost:5000/hello")
      #expect(open.stdout.contains("latest: digest: sha256:"), "\(open)")
      _ = try await lab.docker("rmi", "localhost:5000/hello")
      #expect(try await lab.docker("pull", "localhost:5000/hello").status == 0)
      let out = try await lab.docker("logout", "localhost:5000")
      #expect(out.stdout.contains("Removing login credentials for localhost:5000"), "\(out)")
      let pull = try await lab.docker("pull", "localhost:5000/hello")
      #expect(pull.stderr.contains("no basic auth credentials"), "\(pull)")
      let log = try await lab.docker("logs", "registry")
      #expect(
        log.stderr.contains(
          "level=warning msg=\"error authorizing context: basic authentication challenge for realm "
            + "\\\"Registry Realm\\\": invalid authorization credential\""), "\(log.stderr)")
      #expect(log.stderr.contains("level=info msg=\"authorized request\""))
      #expect(log.stderr.contains("level=error msg=\"error authenticating user \\\"lena\\\""))
      #expect(log.stdout.contains("\"GET /v2/ HTTP/1.1\" 401 87 \"\" \"docker/"), "\(log.stdout)")
    }
  }

  @Test func `makes a user of its own when its password file is missing`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker(
        ["run", "-d", "-p", "5000:5000", "--name", "registry"] + Self.configuration + ["registry:2.7.1"])
      let log = try await lab.docker("logs", "registry").stderr
      let line = try #require(
        log.split(separator: "\n").first { $0.contains("provisioning with default user") })
      let password = try #require(
        line.split(separator: " ").first { $0.hasPrefix("password=") }?.dropFirst(9))
      let plain = password.filter { $0 != "\"" }
      let login = try await lab.docker("login", "-u", "docker", "-p", plain, "localhost:5000")
      #expect(login.stdout.contains("Login Succeeded"), "\(login) \(line)")
    }
  }

  @Test(.enabled("openssl is not installed") { Folders.exists("/usr/bin/openssl") })
  func `speaks TLS with the files of a volume, and says what is missing`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let folder = "\(lab.scratch.path)/certs"
      try Folders.create(folder)
      let variables = [
        "-e", "REGISTRY_HTTP_ADDR=0.0.0.0:443", "-e", "REGISTRY_HTTP_TLS_CERTIFICATE=/certs/domain.crt", "-e",
        "REGISTRY_HTTP_TLS_KEY=/certs/domain.key",
      ]
      let start = ["-p", "443:443", "-v", "\(folder):/certs"] + variables + ["registry:2.7.1"]
      let early = try await lab.docker(["run", "--name", "early"] + start)
      #expect(early.status == 1)
      #expect(
        early.stderr.contains("level=fatal msg=\"open /certs/domain.crt: no such file or directory\""),
        "\(early)")
      let made = try await ChildCommand(
        "/usr/bin/openssl",
        [
          "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "\(folder)/domain.key", "-out",
          "\(folder)/domain.crt", "-days", "2", "-subj", "/CN=host-a",
        ], environment: ["PATH": "/usr/bin:/bin"]
      ).capture()
      try #require(made.status == 0, "\(made)")
      let run = try await lab.docker(["run", "-d", "--name", "registry"] + start)
      #expect(run.status == 0, "\(run)")
      let log = try await lab.docker("logs", "registry")
      #expect(log.stderr.contains("msg=\"listening on [::]:443, tls\""), "\(log)")
      _ = try await lab.docker("tag", "hello-world", "localhost:443/hello")
      let push = try await lab.docker("push", "localhost:443/hello")
      #expect(push.stdout.contains("latest: digest: sha256:"), "\(push)")
      _ = try await lab.docker("tag", "hello-world", "host-a:443/hello")
      let distrusted = try await lab.docker("push", "host-a:443/hello")
      #expect(distrusted.stderr.contains("x509: "), "\(distrusted)")
    }
  }

  @Test func `may be read-only, and may log less`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = try await lab.docker(
        "run", "-d", "-p", "5000:5000", "--name", "registry", "-e",
        "REGISTRY_STORAGE_MAINTENANCE_READONLY={\"enabled\":true}", "-e", "REGISTRY_LOG_LEVEL=error", "-e",
        "REGISTRY_LOG_ACCESSLOG_DISABLED=true", "registry:2.7.1")
      _ = try await lab.docker("tag", "hello-world", "localhost:5000/hello")
      let push = try await lab.docker("push", "localhost:5000/hello")
      #expect(push.status == 1)
      #expect(push.stderr.contains("unsupported: The operation is unsupported."), "\(push)")
      let log = try await lab.docker("logs", "registry")
      #expect(log.stdout.isEmpty, "\(log)")
      #expect(!log.stderr.isEmpty)
      #expect(log.stderr.split(separator: "\n").allSatisfy { $0.contains("level=error") }, "\(log)")
    }
  }
}
