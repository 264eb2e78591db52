import Basics
import OCI
import TestSupport
import Testing

@testable import Registry

@Suite struct `Fuzzed ranges` {
  private static let words = [
    "bytes=", "bytes ", "-", ",", "0-0", "-1", "5-", "9223372036854775807", "9223372036854775808", "lines=",
    " ", "\t", "/",
    "*", "0-0,", "-0", "00",
  ]

  @Test func `ask for just the bytes that their numbers name`() throws {
    let report = try FuzzCases("ranges", words: Self.words, longest: 300).run(2_000) { bytes in
      let text = String(decoding: bytes, as: UTF8.self)
      for size in [0, 7, 40] {
        let ranges = ByteRanges.parse(text, size: size)
        guard ranges == LaboriousRanges.parse(text, size: size) else {
          return .fault("of \(size) bytes: \(ranges), should be \(LaboriousRanges.parse(text, size: size))")
        }
      }
      if case .parts = ByteRanges.parse(text, size: 40) { return .accepted }
      return .refused
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }

  @Test func `of pieces can be written down and read again`() throws {
    let report = try FuzzCases("ranges", words: Self.words, longest: 300).run(2_000) { bytes in
      guard let range = ContentRange(String(decoding: bytes, as: UTF8.self)) else { return .refused }
      guard range.first >= 0, range.last >= range.first, range.count > 0 else { return .fault("\(range)") }
      let text = "\(range.first)-\(range.last)"
      return ContentRange(text) == range && ContentRange("bytes \(text)/*") == range
        ? .accepted : .fault("\(text) is another")
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }

  /// Asks of each byte whether it is wanted (RFC 9110, section 14.1.2).
  private enum LaboriousRanges {
    static func parse(_ field: String, size: Int) -> ByteRanges {
      guard let list = field.wholeMatch(of: /bytes=(.*)/.dotMatchesNewlines())?.output.1 else {
        return .whole
      }
      let items = list.split(separator: ",", omittingEmptySubsequences: false)
      guard items.count <= ByteRanges.mostParts else { return .whole }
      var parts: [Range<Int>] = []
      for item in items {
        guard let form = item.wholeMatch(of: /[ \t]*([0-9]*)-([0-9]*)[ \t]*/)?.output,
          !form.1.isEmpty || !form.2.isEmpty
        else { return .unsatisfiable }
        let (first, last) = (number(form.1), number(form.2))
        if let first, let last, last < first { return .unsatisfiable }
        let wanted = (0..<size).filter { byte in
          guard let first else { return Double(size - byte) <= last ?? 0 }
          return Double(byte) >= first && Double(byte) <= last ?? .infinity
        }
        if let first = wanted.first, let last = wanted.last { parts.append(first..<(last + 1)) }
      }
      return parts.isEmpty ? .unsatisfiable : .parts(parts)
    }

    private static func number(_ digits: Substring) -> Double? { digits.isEmpty ? nil : Double(digits) }
  }
}

@Suite struct `Fuzzed paths` {
  @Test func `lead to what can be written down as that very path`() throws {
    let words = [
      "/v2/", "/manifests/", "/blobs/", "/blobs/uploads/", "/tags/list", "/referrers/", "_catalog", "..",
      "//", "sha256:",
      String(repeating: "0", count: 64), "\u{0}", "uploads", "blobs", "manifests", "é",
    ]
    let report = try FuzzCases("paths", words: words, longest: 600).run(2_000) { bytes in
      let path = String(decoding: bytes, as: UTF8.self)
      guard let route = try? Route(path: path) else { return .refused }
      let written = Self.path(of: route)
      if written == path || (written == path + "/" && path.hasSuffix("/blobs/uploads")) { return .accepted }
      return .fault("read as \(route)")
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }

  private static func path(of route: Route) -> String {
    switch route {
    case .base: "/v2/"
    case .catalog: "/v2/_catalog"
    case .tags(let name): "/v2/\(name)/tags/list"
    case .manifest(let name, .tag(let tag)): "/v2/\(name)/manifests/\(tag)"
    case .manifest(let name, .digest(let digest)): "/v2/\(name)/manifests/\(digest)"
    case .blob(let name, let digest): "/v2/\(name)/blobs/\(digest)"
    case .uploads(let name): "/v2/\(name)/blobs/uploads/"
    case .upload(let name, let id): "/v2/\(name)/blobs/uploads/\(id)"
    case .referrers(let name, let digest): "/v2/\(name)/referrers/\(digest)"
    }
  }
}

@Suite struct `Fuzzed documents` {
  /// CVE-2021-41190: whatever is taken is an image or an index to every reader.
  @Test func `that are taken are one thing only`() throws {
    let words = [
      "\"manifests\":[],", "\"layers\":[],", "\"config\":", "\"Manifests\":[],", "null",
      "\"mediaType\":\"\(MediaType.ociIndex)\",",
      "\"mediaType\":\"\(MediaType.ociManifest)\",", "\"mediaType\":\"\(MediaType.dockerManifest)\",", "[",
      "{", "\"schemaVersion\":2,",
    ]
    let types =
      MediaType.manifests.map { $0.rawValue as String? } + [
        nil, "text/plain", "\(MediaType.ociIndex); charset=utf-8",
      ]
    let report = try FuzzCases("manifests", words: words).run(1_000) { bytes in
      var wasTaken = false
      for type in types {
        guard let document = try? ManifestDocument(bytes, contentType: type) else { continue }
        wasTaken = true
        let names = Set((try? JSONValue(parsing: bytes))?.object?.keys.map { $0.lowercased() } ?? [])
        guard document.type.isIndex != names.contains("layers"),
          document.type.isIndex == names.contains("manifests")
        else {
          return .fault("taken as \(document.type) with \(names.sorted())")
        }
        guard document.summary.mediaType == nil || document.summary.mediaType == document.type else {
          return .fault("taken as \(document.type)")
        }
      }
      return wasTaken ? .accepted : .refused
    }
    #expect(report.faults.isEmpty, "\(report.faults)")
    #expect(report.accepted > report.cases / 100)
  }
}
