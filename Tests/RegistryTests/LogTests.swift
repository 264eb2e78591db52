import Basics
import HTTPClient
import Testing

@testable import Registry

@Suite struct `The log of a registry container` {
  private let log = LegacyLog(instance: "11111111-2222-4333-8444-555555555555")
  private let time = Timestamp(seconds: 1_795_449_867, nanoseconds: 120_000_000)

  @Test func `starts as registry 2.7.1 starts`() {
    let lines = log.startLines(LegacyLog.Start(address: "[::]:5000", purgeMinutes: 12), at: time)
    #expect(lines.count == 5)
    #expect(lines[0].contains("level=warning msg=\"No HTTP secret provided - generated random secret."))
    #expect(
      lines[4]
        == "time=\"2026-11-23T16:04:27.12Z\" level=info msg=\"listening on [::]:5000\" go.version=go1.11.2 "
        + "instance.id=11111111-2222-4333-8444-555555555555 service=registry version=v2.7.1 ")
  }

  @Test func `has two lines for each request`() async throws {
    try await RegistryFixture.run { registry in
      _ = try await registry.send("GET", "/v2/_catalog", [("User-Agent", "curl/7.88.1")])
      _ = try await registry.send("GET", "/v2/nope/tags/list", [("User-Agent", "curl/7.88.1")])
      let records = try await registry.records.all(of: 1)
      try #require(records.count >= 1)
      let log = LegacyLog(instance: "i")
      #expect(
        log.accessLine(records[0])
          == "127.0.0.1 - - [23/Nov/2026:16:04:27 +0000] \"GET /v2/_catalog HTTP/1.1\" 200 20 \"\" \"curl/7.88.1\""
      )
      let line = try #require(log.errorLines(records[0], requestID: "r").first)
      #expect(line.contains("level=info msg=\"response completed\" go.version=go1.11.2"))
      #expect(line.contains("http.request.uri=\"/v2/_catalog\" http.request.useragent=\"curl/7.88.1\""))
      #expect(line.hasSuffix("http.response.duration=0s http.response.status=200 http.response.written=20 "))
    }
  }
}
