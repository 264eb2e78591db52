import Basics
import HTTPClient
import Shell
import TestSupport
import Testing

@testable import Engine

@Suite struct `The pages of a web server in a container` {
  /// What the only container answers, as text.
  private func page(_ path: String, in lab: NeighbourhoodFixture) async throws -> String {
    let port = try #require(await lab.host.ports.entries.values.first?.first?.realPort)
    let reply = try await HTTPClient().send(ClientRequest("GET", "http://127.0.0.1:\(port)\(path)"))
    return "\(reply.status) \(String(decoding: reply.body, as: UTF8.self))"
  }

  private let nginx = "/usr/share/nginx/html"

  @Test func `are what the learner copies into it while it runs`() async throws {
    try await NeighbourhoodFixture.with { lab in
      _ = await lab.bundledDocker(["run", "-d", "--name", "web", "-P", "nginx:1.19.2"])
      #expect(try await page("/", in: lab).contains("nginx on a practice machine"))
      let file = try lab.scratch.write("<h1>mine</h1>", to: "index.html")
      _ = await lab.bundledDocker(["cp", file, "web:\(nginx)/index.html"])
      #expect(try await page("/", in: lab) == "200 <h1>mine</h1>")
      #expect(try await page("/nosuch", in: lab).hasPrefix("404 "))
    }
  }

  @Test(.enabled(if: RealProcesses.arePossible, "\(RealProcesses.reason)"))
  func `are what a command writes into it, and no link leads out of the container`() async throws {
    try await NeighbourhoodFixture.with { lab in
      let secret = try lab.scratch.write("of this computer", to: "secret")
      _ = await lab.bundledDocker([
        "run", "-d", "--name", "web", "-P", "-v", "data:\(nginx)/v", "nginx:1.19.2",
      ])
      let written = await lab.bundledDocker([
        "exec", "web", "sh", "-c",
        "cd \(nginx); mkdir sub; echo new >sub/a; ln -s sub/a link; ln -s \(secret) out; ln -s \(secret) v/out; "
          + "ln -s / v/top; rm index.html; echo shared >v/b",
      ])
      #expect(written.exit == 0, "\(written)")
      #expect(try await page("/sub/a", in: lab) == "200 new\n")
      #expect(try await page("/link", in: lab) == "200 new\n")
      #expect(try await page("/v/b", in: lab) == "200 shared\n")
      #expect(try await page("/sub", in: lab).hasPrefix("301 "))
      for path in ["/", "/out", "/v/out", "/v/top\(secret)"] {
        #expect(try await page(path, in: lab).hasPrefix("404 "), "\(path)")
      }
    }
  }
}
