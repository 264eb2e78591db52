import Basics
import TestSupport
import Testing

@testable import OCI

/// The grammars as the specifications print them: OCI distribution 1.1, "Pulling manifests", and image 1.1, "Digests".
private enum Grammar {
  static func isName(_ text: String) -> Bool {
    let form = /[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*/
    return text.utf8.count <= 255 && matches(text, form)
  }

  static func isTag(_ text: String) -> Bool { matches(text, /[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}/) }

  static func isDigest(_ text: String) -> Bool { matches(text, /sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}/) }

  /// What docker takes for the whole id of an image.
  static func isIdentifier(_ text: String) -> Bool { matches(text, /[a-f0-9]{64}/) }

  private static func matches<Output>(_ text: String, _ form: Regex<Output>) -> Bool {
    text.utf8.allSatisfy { $0 < 128 } && !text.utf8.contains(0x0D)
      && text.wholeMatch(of: form.matchingSemantics(.unicodeScalar)) != nil
  }
}

@Suite struct `Fuzzed names` {
  private static let words = [
    "/", ":", "@", "..", "__", "___", "--", ".", "sha256:", "sha512:", String(repeating: "0", count: 64),
    String(repeating: "f", count: 128), "docker.io/", "index.docker.io/", "library/", "localhost:5000/",
    "[::1]:5000/",
    "latest", "UPPER", String(repeating: "a", count: 127), "é", "\u{212A}", "\r\n", "\u{301}",
  ]

  @Test func `are taken exactly when the grammar takes them`() throws {
    let report = try FuzzCases("names", words: Self.words, longest: 400).run(2_000) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      let taken = [
        (try? Repository(parsing: text)) != nil, (try? OCI.Tag(parsing: text)) != nil,
        (try? Digest(parsing: text)) != nil,
      ]
      let right = [Grammar.isName(text), Grammar.isTag(text), Grammar.isDigest(text)]
      guard taken == right else { return .fault("repository, tag, digest: \(taken), should be \(right)") }
      if let repository = try? Repository(parsing: text) {
        let parts = repository.components
        guard parts.joined(separator: "/") == text, !parts.contains(".."), !parts.contains(where: \.isEmpty)
        else {
          return .fault("the components are \(parts)")
        }
      }
      return taken.contains(true) ? .accepted : .refused
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }

  @Test func `of images can be written down in full and as docker shows them, and read again`() throws {
    let report = try FuzzCases("names", words: Self.words, longest: 400).run(2_000) { bytes in
      guard let name = try? Reference(parsing: String(decoding: bytes, as: UTF8.self)) else {
        return .refused
      }
      // Docker shows `docker.io/a.b/c` as `a.b/c`, which is another name, and `library/` with 64 digits without it.
      let first = name.repository.components.first ?? ""
      let isAmbiguous =
        first.contains(".") || first == "localhost" || Grammar.isIdentifier(name.familiarName)
      let isPlain = name.domain != "docker.io" || !isAmbiguous
      for text in isPlain ? [name.description, name.familiar] : [name.description] {
        guard let again = try? Reference(parsing: text) else { return .fault("\(text) is refused") }
        guard again == name else { return .fault("\(text) is \(again)") }
      }
      guard Grammar.isName(name.repository.path), name.tag.map({ Grammar.isTag($0.name) }) ?? true,
        name.digest.map({ Grammar.isDigest($0.description) }) ?? true, !name.domain.isEmpty,
        !name.domain.contains("/")
      else { return .fault("\(name) is no name") }
      return .accepted
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }
}

@Suite struct `Fuzzed manifests` {
  private static let words = [
    "{", "}", "[", "]", ",", ":", "null", "true", "-1", "1e400", "0.5", "\"manifests\":[]", "\"layers\":null",
    "\"Layers\":[]",
    "\"config\":{}", "\"schemaVersion\":2", "\"mediaType\":\"\"", "\\u0000", "\\ud800",
    "\"digest\":\"sha256:", "\"size\":9223372036854775808",
    String(repeating: "[", count: 600), String(repeating: "{\"a\":", count: 300), "\"annotations\":{\"a\":1}",
    "\"subject\":",
  ]

  @Test func `are refused, or read the same whoever writes them down again`() throws {
    let report = try FuzzCases("manifests", words: Self.words).run(2_000) { bytes in
      let json = try? JSONValue(parsing: bytes)
      if let json {
        guard let again = try? JSONValue(parsing: json.utf8()), again == json else {
          return .fault("the JSON is other once written down")
        }
      }
      guard let summary = try? ManifestSummary(parsing: bytes) else { return .refused }
      guard let json, let object = json.object else { return .fault("what is no JSON object is a manifest") }
      let names = object.keys.map { $0.lowercased() }
      for name in ["layers", "manifests", "config", "mediatype", "subject", "blobs", "fslayers"]
      where names.filter({ $0 == name }).count > 1 {
        return .fault("\(name) stands twice")
      }
      guard let again = try? ManifestSummary(parsing: json.utf8()), again.needed == summary.needed,
        again.subject == summary.subject, again.type == summary.type,
        again.artifactType == summary.artifactType,
        again.schemaVersion == summary.schemaVersion
      else { return .fault("the manifest is other once written down") }
      guard (summary.needed + [summary.subject].compactMap(\.self)).allSatisfy({ $0.size >= 0 }) else {
        return .fault("a size is below zero")
      }
      return .accepted
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }
}
