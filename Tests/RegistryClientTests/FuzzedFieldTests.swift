import HTTPClient
import TestSupport
import Testing

@testable import RegistryClient

@Suite struct `Fuzzed fields of registries` {
  @Test func `Link: the next page is the target of a link that says next`() throws {
    let words = [
      "<", ">", "; rel=\"next\"", ";rel=next", ", ", "rel=\"prev\"", "rel=\"prev next\"", "</v2/a>", "\"",
      "\\", ";", "title=\"a, <b>; rel=next\"",
    ]
    let report = try FuzzCases("links", words: words, longest: 600).run(2_000) { bytes in
      let field = String(decoding: bytes, as: UTF8.self)
      guard let page = LinkField.next(in: field) else { return .refused }
      guard field.contains("<\(page)>") else { return .fault("read as \(page)") }
      guard LinkField.next(in: "<\(page)>; rel=\"next\"") == page,
        LinkField.next(in: "</other>; rel=\"prev\", <\(page)>; title=\"a, b\"; REL=next") == page
      else { return .fault("\(page) is not read again") }
      return .accepted
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }

  @Test func `Www-Authenticate: what is understood is understood again once written down`() throws {
    let words = [
      "Bearer ", "Basic ", "realm=\"", "service=\"", "scope=\"", "\",", "\\\"", "=", ",", "\"", "\\", " ",
    ]
    let report = try FuzzCases("challenges", words: words, longest: 600).run(2_000) { bytes in
      let field = String(decoding: bytes, as: UTF8.self)
      guard let challenge = Self.challenge(field) else { return .refused }
      guard case .bearer(let server) = challenge else { return .accepted }
      var parts = ["realm=\(Self.quoted(server.realm))"]
      if let service = server.service { parts.append("service=\(Self.quoted(service))") }
      if let scope = server.scope { parts.append("scope=\(Self.quoted(scope))") }
      let again = Self.challenge("Bearer \(parts.joined(separator: ","))")
      return again == challenge
        ? .accepted : .fault("\(challenge) is read again as \(String(describing: again))")
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }

  private static func challenge(_ field: String) -> AuthenticationChallenge? {
    AuthenticationChallenge(ClientReply(status: 401, headers: [("Www-Authenticate", field)], body: []))
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined() + "\""
  }
}
