import Shell
import Testing

@testable import Engine

@Suite(.enabled(if: RealDocker.isInstalled, "the real docker CLI is not installed"))
struct `Docker's own command far from a registry` {
  @Test func `is told why a registry cannot be reached`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let stopped = try await lab.docker("pull", "host-a:5000/testimage:v1", on: lab.other)
      #expect(
        stopped.stderr
          == "Error response from daemon: Get \"http://host-a:5000/v2/\": dial tcp 192.0.2.1:5000: connect: "
          + "connection refused\n")
      _ = try await lab.docker("tag", "alpine", "nosuchhost.invalid:5000/x:1")
      let unknown = try await lab.docker("push", "nosuchhost.invalid:5000/x:1")
      #expect(
        unknown.stderr
          == "Get \"https://nosuchhost.invalid:5000/v2/\": dial tcp: lookup nosuchhost.invalid: no such host\n"
      )
      let hub = try await lab.docker("pull", "busybox", on: lab.other)
      #expect(
        hub.stdout.hasPrefix("Using default tag: latest\nlatest: Pulling from library/busybox\n"), "\(hub)")
    }
  }
}
